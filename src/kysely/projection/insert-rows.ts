import { type Insertable, type InsertQueryBuilder, type InsertResult, sql } from 'kysely';
import type { Engine } from '../schema/engine.ts';
import { heldIn, shapes } from '../schema/shapes.ts';
import type { Db, Tables } from '../schema/tables.ts';

/** How many values a statement has at most: SQLite takes 32,766. */
const valuesAtMost = 30_000;

type Rows<N extends keyof Tables> = readonly Insertable<Tables[N]>[];
type Insert<N extends keyof Tables> = InsertQueryBuilder<Tables, N, InsertResult>;

/** Inserts rows, as many in a statement as it takes. */
export async function insertRows<N extends keyof Tables>(
  db: Db,
  engine: Engine,
  table: N,
  rows: Rows<N>,
): Promise<void> {
  for (const insert of inserts(db, engine, table, rows)) await insert.execute();
}

/** Inserts those of some rows whose key is not there yet, and tells how many they were; it waits for others who write them. */
export async function insertMissing<N extends keyof Tables>(
  db: Db,
  engine: Engine,
  table: N,
  rows: Rows<N>,
): Promise<number> {
  let inserted = 0;
  for (const insert of inserts(db, engine, table, rows)) {
    const missing =
      engine === 'mysql' ? insert.ignore() : insert.onConflict((conflict) => conflict.doNothing());
    const { numInsertedOrUpdatedRows = 0n } = await missing.executeTakeFirstOrThrow();
    inserted += Number(numInsertedOrUpdatedRows);
  }
  return inserted;
}

/** The statements that insert rows. */
function inserts<N extends keyof Tables>(db: Db, engine: Engine, table: N, rows: Rows<N>): Insert<N>[] {
  if (rows.length === 0) return [];
  if (engine === 'postgres') return [insertFromJson(db, table, rows)];
  const size = Math.floor(valuesAtMost / Object.keys(rows[0] as object).length);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    db.insertInto(table).values(rows.slice(index * size, (index + 1) * size)),
  );
}

const jsonTypes = {
  key: sql`text`,
  text: sql`text`,
  amount: sql`numeric`,
  whole: sql`bigint`,
  drawn: sql`bigint`,
};

/** One text of all rows: PostgreSQL takes several times as long over a statement of thousands of values. */
function insertFromJson<N extends keyof Tables>(db: Db, table: N, rows: Rows<N>): Insert<N> {
  const kinds = shapes[table].columns as Readonly<Record<string, Parameters<typeof heldIn>[0]>>;
  const names = Object.keys(rows[0] as object);
  const columns = names.map((name) => sql`${sql.id(name)} ${jsonTypes[heldIn(kinds[name] as never)]}`);
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json)`;
  const select = sql`select ${sql.join(names.map((name) => sql.id(name)))} from ${given} as given (${sql.join(columns)})`;
  return db
    .insertInto(table)
    .columns(names as never)
    .expression(select as never);
}
