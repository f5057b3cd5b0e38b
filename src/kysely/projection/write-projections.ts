import type { Insertable } from 'kysely';
import type { DealHistory } from '../../deal/event.ts';
import type { Engine } from '../schema/engine.ts';
import { deleteRowsOfDeals } from '../schema/rows-of-deals.ts';
import type { Db, Tables } from '../schema/tables.ts';
import { overtaken } from '../store/store.ts';
import { insertMissing, insertRows } from './insert-rows.ts';
import { membershipsOf, visitsOf } from './project-deal.ts';
import type { Projection } from './projection.ts';
import { statesOf } from './states.ts';

/** What the rows of a deal are to be, and what is known of those that are there; null where there are none. */
export interface ProjectionChange {
  readonly projection: Projection;
  readonly there: Pick<Projection, 'states' | 'visits' | 'memberships'> | null;
}

/** What is there of a deal that has a row, and no more. */
export const nothing: NonNullable<ProjectionChange['there']> = { states: [], visits: [], memberships: [] };

/** What is there of a deal that had a history, as long as nothing but this code wrote it. */
export function thereOf(
  tenant: string,
  history: DealHistory | undefined,
): NonNullable<ProjectionChange['there']> {
  if (history === undefined) return nothing;
  const visits = visitsOf(tenant, history);
  const { states } = statesOf(tenant, history, visits);
  return { states, visits, memberships: membershipsOf(tenant, history) };
}

/**
 * Writes what deals have become, within a transaction that holds their rows.
 *
 * @throws overtaken where somebody else wrote a deal that was not there.
 */
export async function writeProjections(
  db: Db,
  { engine, tenant }: { readonly engine: Engine; readonly tenant: string },
  changes: readonly ProjectionChange[],
): Promise<void> {
  const added = changes.filter(({ there }) => there === null).map(({ projection }) => projection.deal);
  if ((await insertMissing(db, engine, 'dealbook_deal', added)) < added.length) throw overtaken;
  const known = changes.filter(({ there }) => there !== null);
  for (const { projection } of known) {
    const { tenant: _, deal, ...columns } = projection.deal;
    const ours = db.updateTable('dealbook_deal').where('tenant', '=', tenant).where('deal', '=', deal);
    await ours.set(columns).execute();
  }
  await writeInOrder(db, { engine, tenant }, 'dealbook_state', changes, ({ states }) => states);
  await writeInOrder(db, { engine, tenant }, 'dealbook_visit', changes, ({ visits }) => visits);
  await insertRows(db, engine, 'dealbook_membership', changes.flatMap(newMemberships));
  const deals = known.map(({ projection }) => projection.deal.deal);
  if (deals.length > 0) await deleteRowsOfDeals({ engine, tenant }, 'dealbook_task', deals).execute(db);
  await insertRows(
    db,
    engine,
    'dealbook_task',
    changes.flatMap(({ projection }) => projection.tasks),
  );
}

/** Writes rows that a deal has one after the other. Most appends change the last of them, or none: what is as it was stays. */
async function writeInOrder<N extends 'dealbook_state' | 'dealbook_visit'>(
  db: Db,
  { engine, tenant }: { readonly engine: Engine; readonly tenant: string },
  table: N,
  changes: readonly ProjectionChange[],
  rowsOf: (projection: Pick<Projection, 'states' | 'visits'>) => readonly Insertable<Tables[N]>[],
): Promise<void> {
  const added: Insertable<Tables[N]>[] = [];
  for (const { projection, there } of changes) {
    const rows = rowsOf(projection);
    const before = there === null ? [] : rowsOf(there);
    const same = before.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(rows[index]));
    const kept = same === -1 ? before.length : same;
    for (const row of rows.slice(kept)) added.push(row);
    if (kept === before.length) continue;
    const ours = db.deleteFrom(table as 'dealbook_state').where('tenant', '=', tenant);
    await ours.where('deal', '=', projection.deal.deal).where('seq', '>', kept).execute();
  }
  await insertRows(db, engine, table, added);
}

function newMemberships({ projection, there }: ProjectionChange): Projection['memberships'] {
  const known = new Set(there?.memberships.map(({ pipeline }) => pipeline));
  return projection.memberships.filter(({ pipeline }) => !known.has(pipeline));
}
