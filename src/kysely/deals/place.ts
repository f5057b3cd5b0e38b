import { sql } from 'kysely';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

type Where = Pick<Store, 'engine' | 'tenant'>;

/** Where appends of a transaction come in the feed: what all have in common, and the number of each where we count. */
export interface Place {
  /** The number of the transaction on PostgreSQL, 0 elsewhere. */
  readonly xid: string;
  /** The position of an append that comes after one at another position. */
  after(position: bigint): bigint;
  /** The number of the next append; undefined where PostgreSQL draws it. */
  next(): number | undefined;
}

/**
 * Takes a place for some appends, first of all that a transaction writes. Elsewhere than on PostgreSQL the numbers come from a
 * row of the tenant that stays locked until the commit: so they become visible in order, and writers wait for each other.
 */
export async function takePlace(db: Db, { engine, tenant }: Where, count: number): Promise<Place> {
  if (engine === 'postgres') {
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
    const { xid } = rows[0] as { readonly xid: string };
    const own = BigInt(xid);
    return { xid, after: (position) => (own < position ? position : own), next: () => undefined };
  }
  const insert = db.insertInto('dealbook_tenant').values({ tenant, number: count });
  const number = sql<number>`dealbook_tenant.number + ${count}`;
  if (engine === 'sqlite') {
    await insert.onConflict((conflict) => conflict.column('tenant').doUpdateSet({ number })).execute();
  } else {
    await insert.onDuplicateKeyUpdate({ number }).execute();
  }
  const counted = await db
    .selectFrom('dealbook_tenant')
    .select('number')
    .where('tenant', '=', tenant)
    .$if(engine === 'mysql', (select) => select.forUpdate())
    .executeTakeFirstOrThrow();
  let last = Number(counted.number) - count;
  return { xid: '0', after: (position) => position, next: () => ++last };
}
