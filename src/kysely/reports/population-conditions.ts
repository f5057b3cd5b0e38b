import { type RawBuilder, sql } from 'kysely';
import type { Population } from '../../book/selection/population.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { PipelinePopulation } from '../../reports/funnel/pipeline-population.ts';
import type { Period } from '../../time/period.ts';
import { escapedKey } from '../projection/steps.ts';
import { keyOf } from '../schema/key.ts';
import { visitsAsOf } from './deals-as-of.ts';
import type { DealSource } from './source.ts';
import { keysOfStage } from './stage-keys.ts';

/** A condition on a deal, whose columns have no prefix. */
export type Condition = RawBuilder<unknown>;

/** The conditions that a deal is of a population. */
export function populationConditions({ closedDuring, openedDuring }: Population): Condition[] {
  if (closedDuring !== undefined) return [within('closed_at', closedDuring)];
  if (openedDuring !== undefined) return [sql`undated = 0`, within('opened_at', openedDuring)];
  return [];
}

/** The conditions that a deal was ever led to a pipeline, be it that it did not go there, and is of a population of it. */
export function pipelineConditions(
  source: DealSource,
  pipeline: Pipeline,
  { cohort, ...population }: PipelinePopulation,
): Condition[] {
  const { store, shards } = source;
  const id = keyOf(pipeline.id);
  // PostgreSQL up to 16 fetches both tables from a shard to find out what is `in` the other; paths tell it, too: a part of one
  // begins with its pipeline.
  const isMember =
    shards === undefined
      ? sql`d.deal in (
          select m.deal from dealbook_membership as m where m.tenant = ${store.tenant} and m.pipeline = ${id}
        )`
      : sql`strpos(';' || path, ${`;${escapedKey(pipeline.id)}:`}) > 0`;
  if (cohort === undefined) return [isMember, ...populationConditions(population)];
  const keys = sql.join(keysOfStage(pipeline, cohort.stageId));
  const isVisit = (visit: string): Condition => {
    const column = (name: string) => sql.ref(`${visit}.${name}`);
    return sql`${column('deal')} = d.deal and ${column('pipeline')} = ${id} and ${column('stage')} in (${keys})`;
  };
  const visits = visitsAsOf(source);
  const cameFirst = sql`exists (
    select v.seq from ${visits} as v
    where ${isVisit('v')} and v.undated = 0 and ${within('v.entered_at', cohort.during)} and not exists (
      select b.seq from ${visits} as b where ${isVisit('b')} and b.seq < v.seq
    )
  )`;
  return [isMember, cameFirst];
}

/** The condition that a deal is in a pipeline, or was when it was closed; none where no pipeline is asked for. */
export function inPipeline(pipelineId: string | undefined): Condition[] {
  return pipelineId === undefined ? [] : [sql`pipeline = ${keyOf(pipelineId)}`];
}

function within(column: string, { start, end }: Period): Condition {
  return sql`${sql.ref(column)} >= ${+start} and ${sql.ref(column)} < ${+end}`;
}
