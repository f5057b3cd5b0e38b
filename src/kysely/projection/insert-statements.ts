import type { Engine } from '../schema/engine.ts';
import { type ColumnKind, heldIn, shapes } from '../schema/shapes.ts';
import type { Tables } from '../schema/tables.ts';

/** A statement and the values it takes. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

type Row = Readonly<Record<string, unknown>>;

/** How many values go into a statement. */
const valuesAtMost = 30_000;

/**
 * The statements that insert rows, thousands of values in each: written as text, as building them part by part takes longer
 * than inserting them does. All rows have the columns of the first.
 */
export function* insertStatements(
  engine: Engine,
  table: keyof Tables,
  rows: readonly object[],
  which: 'all' | 'missing',
): Generator<Statement> {
  const kinds = shapes[table].columns as Readonly<Record<string, Parameters<typeof heldIn>[0]>>;
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name, kind: heldIn(kinds[name] as never) }));
  const insert = engine === 'mysql' && which === 'missing' ? 'insert ignore into' : 'insert into';
  const unless = engine !== 'mysql' && which === 'missing' ? ' on conflict do nothing' : '';
  const size = Math.floor(valuesAtMost / Math.max(columns.length, 1));
  for (let start = 0; start < rows.length; start += size) {
    const given = sources[engine](columns, rows.slice(start, start + size) as readonly Row[]);
    const names = columns.map(({ name }) => name).join();
    yield { text: `${insert} ${table} (${names}) ${given.text}${unless}`, values: given.values };
  }
}

/** How each engine takes many rows the fastest; a column's name is no word of any of them. */
const sources: { readonly [E in Engine]: (columns: readonly Column[], rows: readonly Row[]) => Statement } = {
  postgres(columns, rows) {
    const names = columns.map(({ name }) => name).join();
    const typed = columns.map(({ name, kind }) => `${name} ${postgresTypes[kind]}`).join();
    const text = `select ${names} from json_to_recordset($1::json) as given (${typed})`;
    return { text, values: [JSON.stringify(rows)] };
  },
  sqlite(columns, rows) {
    const values = columns.map((_, index) => `value ->> ${index}`).join();
    const lists = rows.map((row) => columns.map(({ name }) => row[name]));
    // Without a condition `on conflict` is taken for that of a join.
    return { text: `select ${values} from json_each(?) where true`, values: [JSON.stringify(lists)] };
  },
  mysql(columns, rows) {
    const row = `(${columns.map(() => '?').join()})`;
    const values = rows.flatMap((each) => columns.map(({ name }) => each[name]));
    return { text: `values ${rows.map(() => row).join()}`, values };
  },
};

const postgresTypes: { readonly [K in ColumnKind]: string } = {
  key: 'text',
  text: 'text',
  amount: 'numeric',
  whole: 'bigint',
  drawn: 'bigint',
};
