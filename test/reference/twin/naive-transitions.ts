import { type NaiveBook, orderOfStages, pipelineOf, stagesOnTheWay, wayOfStages } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveEnding,
  type NaivePipelinePopulation,
  populationIn,
  stagesIn,
} from './naive-population.ts';

interface NaiveTransition {
  readonly from: string;
  readonly to: string | null;
  readonly ending: NaiveEnding | null;
  readonly direction: 'next' | 'skip' | 'same' | 'back' | null;
  readonly visits: number;
  readonly deals: number;
}

/** "Its exit: […] `won`, `lost`, `transferred`, or none yet (open)": in this order. */
const endings = ['won', 'lost', 'transferred', 'open'] as const;

/**
 * Where each real visit to a stage led: to the stage of the next visit in the pipeline, or to the end of the deal's
 * way there. "Rows are in pipeline order", by the stage left and then by the stage come to; endings last.
 */
export function naiveTransitions(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { pipelineId, ...population }: NaivePipelinePopulation & { readonly pipelineId: string },
): NaiveTransition[] {
  const deals = populationIn(pipelineId, histories, book, population);
  const pipeline = pipelineOf(book, pipelineId);
  const visited = deals.flatMap((deal) => stagesIn(deal, pipelineId));
  const order = orderOfStages(pipeline, visited);
  const way = wayOfStages(pipeline, visited);
  const retired = pipeline.stages.map(({ id }) => id).filter((id) => !stagesOnTheWay(pipeline).includes(id));
  const steps = deals.flatMap((deal) =>
    stagesIn(deal, pipelineId).map((from, index, stages) => {
      const to = stages[index + 1] ?? null;
      return { id: deal.id, from, to, ending: to === null ? endingIn(deal, pipelineId) : null };
    }),
  );
  const moves = order.flatMap((from) => [
    ...order.map((to) => ({ from, to, ending: null, direction: directionOf(from, to, way, retired) })),
    ...endings.map((ending) => ({ from, to: null, ending, direction: null })),
  ]);
  return moves
    .map((move) => {
      const same = steps.filter(
        ({ from, to, ending }) => from === move.from && to === move.to && ending === move.ending,
      );
      return { ...move, visits: same.length, deals: new Set(same.map(({ id }) => id)).size };
    })
    .filter(({ visits }) => visits > 0);
}

/** Nobody jumps over a stage that is retired. */
function directionOf(
  from: string,
  to: string,
  way: readonly string[],
  retired: readonly string[],
): NaiveTransition['direction'] {
  const [start, end] = [way.indexOf(from), way.indexOf(to)];
  if (end <= start) return end === start ? 'same' : 'back';
  return way.slice(start + 1, end).every((id) => retired.includes(id)) ? 'next' : 'skip';
}
