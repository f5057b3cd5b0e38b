import {
  type DealBook,
  type DealHistory,
  dealBook,
  definePipeline,
  historyOf,
  type Money,
  type Pipeline,
} from '../../src/index.ts';
import { nok, on } from './deals.ts';

export interface ThroughOptions {
  readonly ownerId?: string;
  /** The potential of each deal, the one that went furthest first; default 100 NOK. */
  readonly potentials?: readonly (Money | null)[];
  /** What became of those that entered the last stage and are not among the won; default they were lost there. */
  readonly last?: 'lost' | 'open';
}

/** A manual pipeline of stages called by their ids. */
export function pipelineOf(...stageIds: readonly string[]): Pipeline {
  const stages = stageIds.map((id) => ({ id, name: id }));
  return definePipeline({ id: 'example', name: 'Example', progression: 'manual', stages });
}

/**
 * Deals of which so many entered each stage and, last, so many were won; who did not enter the next was lost. They are
 * opened on the first of October, a day in each stage, and closed on the day after their last one began.
 */
export function dealsThrough(
  { id: pipelineId, stages }: Pipeline,
  counts: readonly number[],
  { ownerId = 'kari', potentials, last = 'lost' }: ThroughOptions = {},
): DealHistory[] {
  const [deals = 0, ...further] = counts;
  return Array.from({ length: deals }, (_, index) => {
    const steps = further.filter((count) => index < count).length;
    const isWon = steps === stages.length;
    const visited = stages.slice(0, steps + 1);
    const isOpen = !isWon && last === 'open' && visited.length === stages.length;
    return historyOf({
      id: `${ownerId}-${index + 1}`,
      ...{ pipelineId, ownerId, openedAt: on(1) },
      potential: potentials === undefined ? nok(100) : (potentials[index] ?? null),
      visits: visited.map((stage, day) => ({ stageId: stage.id, enteredAt: on(1 + day) })),
      outcome: isOpen ? null : { status: isWon ? 'won' : 'lost', at: on(1 + visited.length) },
    });
  });
}

/** The book of some deals in Norwegian kroner. */
export function bookThrough(pipeline: Pipeline, ...histories: readonly DealHistory[][]): DealBook {
  return dealBook(histories.flat(), { pipelines: [pipeline], currency: 'NOK' });
}
