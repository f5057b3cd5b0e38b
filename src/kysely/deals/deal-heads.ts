import { sql } from 'kysely';
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
  { engine, tenant }: Pick<Store, 'engine' | 'tenant'>,
  deals: readonly string[],
): Promise<Map<string, DealHead>> {
  const rows = await db
    .selectFrom('dealbook_deal')
    .select(['deal', 'status'])
    .where('tenant', '=', tenant)
    .where('deal', 'in', deals)
    .orderBy('deal') // all take them in the same order, so that no two wait for each other
    .$if(engine !== 'sqlite', (select) => select.forUpdate())
    .execute();
  const positions = engine === 'postgres' ? await positionsOf(db, tenant, rows) : new Map<string, string>();
  return new Map(
    rows.map(({ deal, status }) => [
      deal,
      { isErased: status === 'erased', position: BigInt(positions.get(deal) ?? 0) },
    ]),
  );
}

async function positionsOf(
  db: Db,
  tenant: string,
  rows: readonly { readonly deal: string }[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const positions = await db
    .selectFrom('dealbook_append')
    .select(['deal', sql<string>`max(position)::text`.as('position')])
    .where('tenant', '=', tenant)
    .where(
      'deal',
      'in',
      rows.map(({ deal }) => deal),
    )
    .groupBy('deal')
    .execute();
  return new Map(positions.map(({ deal, position }) => [deal, position]));
}
