import { sql } from 'kysely';
import { D } from '../../money/decimal.ts';
import type { Engine } from '../schema/engine.ts';
import { rowsOfDeals } from '../schema/rows-of-deals.ts';
import { type ColumnKind, heldIn, shapes } from '../schema/shapes.ts';
import type { Db } from '../schema/tables.ts';
import type { Projection } from './projection.ts';

/** The tables that hold what deals have become, beside that of the deals themselves. */
export const partTables = [
  'dealbook_state',
  'dealbook_visit',
  'dealbook_membership',
  'dealbook_task',
] as const;
const projectedTables = ['dealbook_deal', ...partTables] as const;
type ProjectedTable = (typeof projectedTables)[number];

/** The rows of deals as texts that are equal where the rows are, by the keys of the deals; each deal's sorted. */
export async function projectedRows(
  db: Db,
  { engine, tenant }: { readonly engine: Engine; readonly tenant: string },
  deals: readonly string[],
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (const table of projectedTables) {
    const columns = Object.entries(shapes[table].columns).map(([name, kind]) => {
      const isAmount = heldIn(kind) === 'amount' && engine !== 'sqlite';
      return isAmount ? sql`cast(${sql.ref(name)} as ${textOf(engine)})`.as(name) : sql.ref(name).as(name);
    });
    const asked = { table, columns: sql.join(columns) };
    const { rows } = await rowsOfDeals<Record<string, unknown>>({ engine, tenant }, asked, deals).execute(db);
    for (const row of rows) add(texts, `${row['deal']}`, rowText(table, row));
  }
  for (const rows of texts.values()) rows.sort();
  return texts;
}

/** The same texts of a projection. */
export function projectionRows({ deal, states, visits, memberships, tasks }: Projection): string[] {
  return [
    rowText('dealbook_deal', deal),
    ...states.map((row) => rowText('dealbook_state', row)),
    ...visits.map((row) => rowText('dealbook_visit', row)),
    ...memberships.map((row) => rowText('dealbook_membership', row)),
    ...tasks.map((row) => rowText('dealbook_task', row)),
  ].sort();
}

function textOf(engine: Engine) {
  return engine === 'postgres' ? sql`text` : sql`char(60)`;
}

function rowText(table: ProjectedTable, row: Readonly<Record<string, unknown>>): string {
  const columns = Object.entries(shapes[table].columns);
  return JSON.stringify([table, ...columns.map(([name, kind]) => valueText(row[name], heldIn(kind)))]);
}

/** A value in the one way to write it, whatever the driver made of it. */
function valueText(value: unknown, kind: ColumnKind): string | null {
  if (value === null || value === undefined) return null;
  return kind === 'amount' ? `${new D(`${value}`)}` : `${value}`;
}

function add(texts: Map<string, string[]>, deal: string, text: string): void {
  const all = texts.get(deal);
  if (all === undefined) texts.set(deal, [text]);
  else all.push(text);
}
