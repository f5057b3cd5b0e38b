import { type RawBuilder, sql } from 'kysely';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { keyOf } from '../schema/key.ts';
import { visitsAsOf } from './deals-as-of.ts';
import type { DealSource } from './source.ts';
import { hasFormerStages, stagesByKey } from './stage-keys.ts';

/**
 * The stays of deals in the stages of a pipeline, to select from: `deal`, `stage`, `entered_at`, `left_at`, `undated`.
 * Where stages were merged they have the id they have now, and a move between two that are one by now was none.
 */
export function stageStays(source: DealSource, pipeline: Pipeline): RawBuilder<unknown> {
  const visits = sql`${visitsAsOf(source)} as v where pipeline = ${keyOf(pipeline.id)} and stage is not null`;
  if (!hasFormerStages(pipeline))
    return sql`(select deal, stage, entered_at, left_at, undated from ${visits})`;
  const former = [...stagesByKey(pipeline)].filter(([key, id]) => key !== keyOf(id));
  const cases = former.map(([key, id]) => sql`when ${key} then ${keyOf(id)}`);
  const now = sql`select deal, seq, case stage ${sql.join(cases, sql` `)} else stage end as stage, entered_at, left_at, undated, step from ${visits}`;
  const order = sql`partition by deal order by seq`;
  const begun = sql`
    select deal, seq, stage, entered_at, left_at, undated,
      case when step like '>%' and stage = lag(stage) over (${order}) then 0 else 1 end as begins
    from (${now}) as visits_now`;
  const numbered = sql`
    select deal, stage, entered_at, left_at, undated, sum(begins) over (${order}) as stay
    from (${begun}) as visits_begun`;
  return sql`(
    select deal, stage, min(entered_at) as entered_at, max(undated) as undated,
      case when count(left_at) = count(*) then max(left_at) end as left_at
    from (${numbered}) as visits_numbered group by deal, stage, stay
  )`;
}
