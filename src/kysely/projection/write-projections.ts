import type { DealHistory } from '../../deal/event.ts';
import type { Engine } from '../schema/engine.ts';
import type { Db } from '../schema/tables.ts';
import { overtaken } from '../store/store.ts';
import { insertMissing, insertRows } from './insert-rows.ts';
import { membershipsOf, type Projection, visitsOf } from './project-deal.ts';

/** What the rows of a deal are to be, and what is known of those that are there; null where there are none. */
export interface ProjectionChange {
  readonly projection: Projection;
  readonly there: Pick<Projection, 'visits' | 'memberships'> | null;
}

/** What is there of a deal that has a row, and no more. */
export const nothing: NonNullable<ProjectionChange['there']> = { visits: [], memberships: [] };

/** What is there of a deal that had a history, as long as nothing but this code wrote it. */
export function thereOf(
  tenant: string,
  history: DealHistory | undefined,
): NonNullable<ProjectionChange['there']> {
  if (history === undefined) return nothing;
  return { visits: visitsOf(tenant, history), memberships: membershipsOf(tenant, history) };
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
  const visits = changes.map(changedVisits);
  for (const [index, { deleteFrom }] of visits.entries()) {
    if (deleteFrom === null) continue;
    const { deal } = (changes[index] as ProjectionChange).projection.deal;
    const ours = db.deleteFrom('dealbook_visit').where('tenant', '=', tenant).where('deal', '=', deal);
    await ours.where('seq', '>=', deleteFrom).execute();
  }
  await insertRows(
    db,
    engine,
    'dealbook_visit',
    visits.flatMap(({ insert }) => insert),
  );
  await insertRows(db, engine, 'dealbook_membership', changes.flatMap(newMemberships));
  const deals = known.map(({ projection }) => projection.deal.deal);
  if (deals.length > 0) {
    const ours = db.deleteFrom('dealbook_task').where('tenant', '=', tenant);
    await ours.where('deal', 'in', deals).execute();
  }
  await insertRows(
    db,
    engine,
    'dealbook_task',
    changes.flatMap(({ projection }) => projection.tasks),
  );
}

/** Most appends change no visit, others the last one: what is as it was stays. */
function changedVisits({ projection, there }: ProjectionChange): {
  readonly deleteFrom: number | null;
  readonly insert: Projection['visits'];
} {
  const { visits } = projection;
  const before = there?.visits ?? [];
  const same = before.findIndex((visit, index) => JSON.stringify(visit) !== JSON.stringify(visits[index]));
  const kept = same === -1 ? before.length : same;
  return { deleteFrom: kept < before.length ? kept + 1 : null, insert: visits.slice(kept) };
}

function newMemberships({ projection, there }: ProjectionChange): Projection['memberships'] {
  const known = new Set(there?.memberships.map(({ pipeline }) => pipeline));
  return projection.memberships.filter(({ pipeline }) => !known.has(pipeline));
}
