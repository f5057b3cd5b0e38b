import { type NaiveBook, orderOfStages, pipelineOf } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveEnding,
  type NaivePopulation,
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
  { pipelineId, ...population }: NaivePopulation & { readonly pipelineId: string },
): NaiveTransition[] {
  const deals = populationIn(pipelineId, histories, book, population);
  const order = orderOfStages(
    pipelineOf(book, pipelineId),
    deals.flatMap((deal) => stagesIn(deal, pipelineId)),
  );
  const steps = deals.flatMap((deal) =>
    stagesIn(deal, pipelineId).map((from, index, stages) => {
      const to = stages[index + 1] ?? null;
      return { id: deal.id, from, to, ending: to === null ? endingIn(deal, pipelineId) : null };
    }),
  );
  const moves = order.flatMap((from) => [
    ...order.map((to) => ({ from, to, ending: null, direction: directionOf(from, to, order) })),
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

function directionOf(from: string, to: string, order: readonly string[]): NaiveTransition['direction'] {
  const distance = order.indexOf(to) - order.indexOf(from);
  if (distance <= 0) return distance === 0 ? 'same' : 'back';
  return distance === 1 ? 'next' : 'skip';
}
