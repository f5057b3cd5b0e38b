import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';

/** What is asked of the rows that a table has of some deals. */
interface Asked {
  readonly table: string;
  readonly columns: RawBuilder<unknown>;
  readonly where?: RawBuilder<unknown>;
  readonly groupBy?: RawBuilder<unknown>;
  readonly orderBy?: RawBuilder<unknown>;
  /** Whether the transaction holds the rows until it ends. */
  readonly isHeld?: boolean;
}

interface Tenant {
  readonly engine: Engine;
  readonly tenant: string;
}

/**
 * The statement that reads the rows a table has of some deals, by their keys; in the order of these they are held, so that no two
 * transactions wait for each other.
 *
 * PostgreSQL looks up one deal after the other: given a list of hundreds it reads all rows of the tenant as long as it has not
 * counted them, as while many deals are recorded for the first time. It cannot see through `offset 0`.
 */
export function rowsOfDeals<R>(
  { engine, tenant }: Tenant,
  { table, columns, where, groupBy, orderBy, isHeld = false }: Asked,
  deals: readonly string[],
): RawBuilder<R> {
  const keys = [...deals].sort();
  const name = sql.table(table);
  const also = where === undefined ? sql`` : sql` and ${where}`;
  const groups = groupBy === undefined ? sql`` : sql` group by ${groupBy}`;
  const held = isHeld && engine !== 'sqlite' ? sql` for update` : sql``;
  if (engine !== 'postgres') {
    const order = orderBy ?? (isHeld ? sql`deal` : undefined);
    const ordered = order === undefined ? sql`` : sql` order by ${order}`;
    return sql<R>`
      select ${columns} from ${name}
      where tenant = ${tenant} and deal in (${sql.join(keys)})${also}${groups}${ordered}${held}`;
  }
  const ordered = orderBy === undefined ? sql`` : sql` order by ${orderBy}`;
  const ofDeal = sql`
    select ${columns} from ${name} where tenant = ${tenant} and deal = given.key${also}${groups} offset 0${held}`;
  return sql<R>`select found.* from ${listOf(keys)} cross join lateral (${ofDeal}) as found${ordered}`;
}

/** The statement that deletes the rows a table has of some deals, by their keys; they are found as those that are read. */
export function deleteRowsOfDeals(
  { engine, tenant }: Tenant,
  table: string,
  deals: readonly string[],
): RawBuilder<unknown> {
  const name = sql.table(table);
  if (engine !== 'postgres')
    return sql`delete from ${name} where tenant = ${tenant} and deal in (${sql.join(deals)})`;
  return sql`delete from ${name} where ctid = any(array(
    select found.place from ${listOf(deals)} cross join lateral (
      select ctid as place from ${name} where tenant = ${tenant} and deal = given.key offset 0
    ) as found
  ))`;
}

function listOf(keys: readonly string[]): RawBuilder<unknown> {
  return sql`json_array_elements_text(cast(${JSON.stringify(keys)} as json)) as given(key)`;
}
