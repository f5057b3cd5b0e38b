import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/** A moment in the life of a tenant's deals: it tells of every append whether it was there then, whenever it is asked. */
export interface Moment {
  /** The number of the last append; on PostgreSQL of the last one of this transaction. */
  readonly number: string;
  /** What had been committed on PostgreSQL. */
  readonly snapshot?: {
    /** All transactions below are over. */
    readonly xmin: string;
    /** None from here on was. */
    readonly xmax: string;
    /** Between the two, those that were not over. */
    readonly running: readonly string[];
    /** This transaction, where it has written already. */
    readonly own: string | null;
  };
}

/** The present moment. */
export async function presentMoment(
  db: Db,
  { engine, tenant }: Pick<Store, 'engine' | 'tenant'>,
): Promise<Moment> {
  if (engine !== 'postgres') {
    const { rows } = await sql<{ number: unknown }>`
      select number from dealbook_tenant where tenant = ${tenant}`.execute(db);
    return { number: `${rows[0]?.number ?? 0}` };
  }
  const { rows } = await sql<{ snapshot: string; own: string | null; number: string }>`
    select pg_current_snapshot()::text as snapshot, own::text as own, (
      select coalesce(max(number), 0)::text from dealbook_append
      where tenant = ${tenant} and position >= own and xid = own
    ) as number
    from (select pg_current_xact_id_if_assigned()::text::bigint as own) as transaction`.execute(db);
  const [{ snapshot, own, number }] = rows as [(typeof rows)[number]];
  const [xmin, xmax, running] = snapshot.split(':') as [string, string, string];
  return { number, snapshot: { xmin, xmax, running: running.split(',').filter((xid) => xid !== ''), own } };
}

/** The condition that an append was there at a moment. */
export function isBefore({ number, snapshot }: Moment): RawBuilder<boolean> {
  if (snapshot === undefined) return sql`number <= ${Number(number)}`;
  const { xmin, xmax, running, own } = snapshot;
  const over = running.length === 0 ? sql`` : sql` and xid not in (${sql.join(running)})`;
  const others = sql`(xid < ${xmin} or (xid < ${xmax}${over}))`;
  return own === null ? sql`${others}` : sql`(${others} or (xid = ${own} and number <= ${number}))`;
}

/** A condition that holds for every append since a moment, and perhaps for some before; an index answers it. */
export function mayBeSince({ number, snapshot }: Moment): RawBuilder<boolean> {
  if (snapshot === undefined) return sql`position = 0 and number > ${Number(number)}`;
  return sql`position >= ${snapshot.xmin}`;
}
