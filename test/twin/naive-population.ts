import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { compareCodePoints } from './code-points.ts';
import { type NaiveDeal, type NaiveHistory, type NaiveLimits, naiveDeals } from './naive-deal.ts';

/** What a book is made with. */
export interface NaiveBook extends NaiveLimits {
  readonly pipelines: readonly Pipeline[];
  readonly currency: string;
}

/** Half-open. */
interface NaivePeriod {
  readonly start: Date;
  readonly end: Date;
}

/** "Population: at most one, by name […] None: all deals." */
export interface NaivePopulation {
  readonly pipelineId: string;
  readonly closedDuring?: NaivePeriod;
  readonly openedDuring?: NaivePeriod;
}

export type NaiveEnding = 'won' | 'lost' | 'open' | 'transferred';

/** "The deal's own opening and closing count, in whichever pipeline they were." */
export function populationOf(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { pipelineId, closedDuring, openedDuring }: NaivePopulation,
): NaiveDeal[] {
  return naiveDeals(histories, book)
    .filter((deal) => deal.pipelines.includes(pipelineId))
    .filter((deal) => closedDuring === undefined || isIn(deal.closedAt, closedDuring))
    .filter((deal) => openedDuring === undefined || (isIn(deal.openedAt, openedDuring) && !deal.undated));
}

function isIn(at: Date | null, { start, end }: NaivePeriod): boolean {
  return at !== null && start.getTime() <= at.getTime() && at.getTime() < end.getTime();
}

export function pipelineOf({ pipelines }: NaiveBook, pipelineId: string): Pipeline {
  const pipeline = pipelines.find(({ id }) => id === pipelineId);
  if (pipeline === undefined) throw new Error(`There is no pipeline ${pipelineId}`);
  return pipeline;
}

/** "a path is stage ids plus one ending": the stages of its visits in this pipeline, in order … */
export function stagesIn(deal: NaiveDeal, pipelineId: string): string[] {
  return deal.stays.filter((stay) => stay.pipelineId === pipelineId).map(({ stageId }) => stageId);
}

/** … and how it ended there. */
export function endingIn(deal: NaiveDeal, pipelineId: string): NaiveEnding {
  return deal.pipelineId === pipelineId ? deal.status : 'transferred';
}

/**
 * The stages of a pipeline, then "stage ids the pipeline does not know get rows of their own at the end,
 * marked `unmapped`", in code-point order.
 */
export function orderOfStages(pipeline: Pipeline, visited: readonly string[]): string[] {
  const mapped = pipeline.stages.map(({ id }) => id);
  const unmapped = [...new Set(visited)].filter((id) => !mapped.includes(id));
  return [...mapped, ...unmapped.toSorted(compareCodePoints)];
}
