import { sql } from 'kysely';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/**
 * Puts appends of transactions that are still to come, which a dump of another PostgreSQL server brought here, before all that
 * this one writes: else neither streams nor the feed would show them before it has counted so far.
 */
export async function settleAppends(
  db: Db,
  { engine, tenant }: Pick<Store, 'engine' | 'tenant'>,
): Promise<void> {
  if (engine !== 'postgres') return;
  const last = sql<number>`greatest(pg_snapshot_xmax(pg_current_snapshot()), pg_current_xact_id())::text::bigint`;
  await db
    .updateTable('dealbook_append')
    .set({ position: 0, xid: sql<number>`case when xid > ${last} then 0 else xid end` })
    .where('tenant', '=', tenant)
    .where('position', '>', last)
    .execute();
}
