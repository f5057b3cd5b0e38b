import { type RawBuilder, sql } from 'kysely';
import { standing } from '../schema/shapes.ts';
import type { DealSource } from './source.ts';

type Dated = Pick<DealSource, 'store' | 'asOf'>;

/**
 * The deals of a tenant, to select from: as they stand now or, of a source as of a date, as they stood then. They have the columns
 * of `standing`, `tenant`, `deal` and `path`; those that are or were deleted are among them.
 */
export function dealsAsOf({ store, asOf }: Dated): RawBuilder<unknown> {
  const { engine, tenant } = store;
  if (asOf === undefined)
    return sql`(select * from dealbook_deal where tenant = ${tenant} and status <> 'erased')`;
  const columns = ['tenant', 'deal', ...Object.keys(standing)].map((name) => sql.ref(`s.${name}`));
  const isThen = sql`s.tenant = ${tenant} and s.from_at <= ${+asOf} and (s.until_at is null or s.until_at > ${+asOf})`;
  const length = engine === 'postgres' ? sql`cast(s.path_length as integer)` : sql`s.path_length`;
  const way = sql`substr(latest.path, 1, ${length})`;
  const path = engine === 'mysql' ? sql`concat(${way}, '|', s.status)` : sql`${way} || '|' || s.status`;
  // A left join, so that engines leave it out where nobody asks for the path.
  return sql`(
    select ${sql.join(columns)}, ${path} as path
    from dealbook_state as s left join dealbook_deal as latest on latest.tenant = s.tenant and latest.deal = s.deal
    where ${isThen}
  )`;
}

/** The stays of a tenant's deals, to select from: `deal`, `seq`, `pipeline`, `stage`, `entered_at`, `left_at`, `undated`, `step`. */
export function visitsAsOf({ store, asOf }: Dated): RawBuilder<unknown> {
  const ours = sql`from dealbook_visit where tenant = ${store.tenant}`;
  const columns = sql`deal, seq, pipeline, stage, entered_at, undated, step`;
  if (asOf === undefined) return sql`(select ${columns}, left_at ${ours})`;
  const left = sql`case when left_at <= ${+asOf} then left_at end as left_at`;
  return sql`(select ${columns}, ${left} ${ours} and entered_at <= ${+asOf})`;
}
