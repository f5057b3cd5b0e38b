import { sql } from 'kysely';
import { rowsOfDeals } from '../schema/rows-of-deals.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/** A deal that is there, held by the transaction that asked for it. */
export interface DealHead {
  readonly isErased: boolean;
  /** Of its last append: 0 but on PostgreSQL. */
  readonly position: bigint;
}

/** The heads of deals by their keys, held until the transaction ends: nobody else writes these deals. */
export async function dealHeads(
  db: Db,
  store: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
): Promise<Map<string, DealHead>> {
  const heads = { table: 'dealbook_deal', columns: sql`deal, status`, isHeld: true };
  const { rows } = await rowsOfDeals<{ readonly deal: string; readonly status: string }>(
    store,
    heads,
    deals,
  ).execute(db);
  const there = rows.map(({ deal }) => deal);
  const positions =
    store.engine === 'postgres' ? await positionsOf(db, store, there) : new Map<string, string>();
  return new Map(
    rows.map(({ deal, status }) => [
      deal,
      { isErased: status === 'erased', position: BigInt(positions.get(deal) ?? 0) },
    ]),
  );
}

async function positionsOf(
  db: Db,
  store: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
): Promise<Map<string, string>> {
  const last = {
    ...{ table: 'dealbook_append', columns: sql`deal, max(position)::text as position` },
    groupBy: sql`deal`,
  };
  type Row = { readonly deal: string; readonly position: string };
  if (deals.length === 0) return new Map();
  const { rows } = await rowsOfDeals<Row>(store, last, deals).execute(db);
  return new Map(rows.map(({ deal, position }) => [deal, position]));
}
