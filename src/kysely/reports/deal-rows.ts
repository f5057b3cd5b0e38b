import { type RawBuilder, sql } from 'kysely';
import { ofEachShard } from './shards.ts';
import type { OpenSource } from './source.ts';

/** What is to be known of the deals that are there: columns of each, how they are grouped, and what is told of a group. */
interface DealRows {
  readonly columns: readonly RawBuilder<unknown>[];
  readonly keys: readonly string[];
  readonly told: readonly RawBuilder<unknown>[];
  /** Conditions on the deals, whose columns have no prefix. */
  readonly where: readonly RawBuilder<unknown>[];
  /** What is grouped where it is not the deals: a select from `deals`, which is to have their `group_key` where `isPart` says so. */
  readonly from?: (deals: RawBuilder<unknown>, isPart: boolean) => RawBuilder<unknown>;
}

/** Else SQLite works out the columns of the inner select as often as the outer one names them: a third more time. */
const keptApart = sql`limit -1`;

/**
 * The rows of a statement over the deals of a tenant that were neither deleted nor erased. Where the source is a part of the
 * deals, the statement is made for all parts at once, and each gets its own rows.
 */
export async function dealRows<R>(
  source: OpenSource,
  { columns, keys, told, where, from }: DealRows,
): Promise<readonly R[]> {
  const { store, part } = source;
  const conditions = [
    sql`tenant = ${store.tenant}`,
    sql`status <> 'erased'`,
    sql`deleted_at is null`,
    ...where,
  ];
  const isPart = part !== undefined;
  const selected = isPart ? [...columns, sql`${part.column} as group_key`] : columns;
  const deals = sql`select ${sql.join(selected)} from dealbook_deal as d where ${sql.join(conditions, sql` and `)}
    ${store.engine === 'sqlite' ? keptApart : sql``}`;
  const grouped = [...keys, ...(isPart ? ['group_key'] : [])].map((key) => sql.id(key));
  const statement = sql<R & { readonly group_key?: unknown }>`
    select ${sql.join([...grouped, ...told])} from (${from?.(deals, isPart) ?? deals}) as each_one
    group by ${sql.join(grouped)}`;
  const rows = await rowsForAllParts(source, statement);
  return isPart ? rows.filter(({ group_key }) => part.holds(group_key)) : rows;
}

/** The rows of a statement, which is made once for all parts of the deals; those of each shard, where deals are in several. */
export async function rowsForAllParts<R>(
  { db, part, shards }: OpenSource,
  statement: RawBuilder<R>,
): Promise<readonly R[]> {
  const { sql: text, parameters } = statement.compile(db);
  const identity = JSON.stringify([text, parameters]);
  const asked = shards === undefined ? statement : ofEachShard(statement, shards, db);
  const rows = part?.rows.get(identity) ?? (await asked.execute(db)).rows;
  part?.rows.set(identity, rows);
  return rows as readonly R[];
}
