import { type RawBuilder, sql } from 'kysely';
import { dealsAsOf } from './deals-as-of.ts';
import { ofEachShard } from './shards.ts';
import type { DealPart, OpenSource } from './source.ts';

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
  const isPart = part !== undefined;
  const conditions = sql.join([sql`deleted_at is null`, ...where], sql` and `);
  const { key, joined } = isPart ? groupKeyOf(source, part) : { key: undefined, joined: sql`` };
  const selected = key === undefined ? columns : [...columns, sql`${key} as group_key`];
  const deals = sql`select ${sql.join(selected)} from ${dealsAsOf(source)} as d ${joined} where ${conditions}
    ${store.engine === 'sqlite' ? keptApart : sql``}`;
  const grouped = [...keys, ...(isPart ? ['group_key'] : [])].map((key) => sql.id(key));
  const statement = sql<R & { readonly group_key?: unknown }>`
    select ${sql.join([...grouped, ...told])} from (${from?.(deals, isPart) ?? deals}) as each_one
    group by ${sql.join(grouped)}`;
  const rows = await rowsForAllParts(source, statement);
  return isPart ? rows.filter(({ group_key }) => part.holds(group_key)) : rows;
}

/** What tells which part a deal is in; joined to the deals where these were divided as of another date. */
function groupKeyOf(source: OpenSource, { column, asOf }: DealPart) {
  if (source.asOf?.getTime() === asOf?.getTime()) return { key: column, joined: sql`` };
  const divided = sql`select deal as part_deal, ${column} as part_key from ${dealsAsOf({ ...source, asOf })} as whole`;
  const joined = sql`join (${divided} where deleted_at is null) as part on part.part_deal = d.deal`;
  return { key: sql`part_key`, joined };
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
