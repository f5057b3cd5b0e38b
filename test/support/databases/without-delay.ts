import type { DealRepository } from 'dealbook';
import { type Kysely, sql } from 'kysely';

/**
 * A repository whose feed is asked once nobody writes any longer who wrote when it was asked: on PostgreSQL it shows nothing
 * behind a transaction under way, and others may have one in another database of the server.
 */
export function withoutDelay(deals: Required<DealRepository>, db: Kysely<unknown>): Required<DealRepository> {
  return {
    ...deals,
    async changes(after, limit) {
      const { rows } = await sql<{ xmax: string }>`
        select pg_snapshot_xmax(pg_current_snapshot())::text as xmax`.execute(db);
      await allOver(db, `${rows[0]?.xmax}`);
      return deals.changes(after, limit);
    },
  };
}

async function allOver(db: Kysely<unknown>, xmax: string): Promise<void> {
  for (let tries = 0; tries < 5_000; tries++) {
    const { rows } = await sql<{ over: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= ${xmax}::xid8 as over`.execute(db);
    if (rows[0]?.over) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
