import { compareCodePoints, compareEach } from './code-points.ts';
import { sumOf } from './exact.ts';
import { type NaiveBook, pipelineOf } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveEnding,
  type NaivePipelinePopulation,
  populationIn,
  stagesIn,
} from './naive-population.ts';
import { isStrict } from './naive-strict.ts';

/** "the distinct paths deals took (`a1 > a3 > a2, lost`), how many, how much, how they ended". */
export interface NaivePath {
  readonly stages: readonly string[];
  readonly ending: NaiveEnding;
  readonly deals: number;
  readonly priced: number;
  readonly potential: string;
}

/** In code-point order of the stages, one after the other, a prefix first; then of the ending. */
export function naivePaths(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  {
    pipelineId,
    strict,
    ...population
  }: NaivePipelinePopulation & { readonly pipelineId: string; readonly strict?: boolean },
): NaivePath[] {
  const kept = populationIn(pipelineId, histories, book, population).filter(
    (deal) => strict !== true || isStrict(deal, pipelineOf(book, pipelineId)),
  );
  const taken = kept.map((deal) => ({
    deal,
    stages: stagesIn(deal, pipelineId),
    ending: endingIn(deal, pipelineId),
  }));
  const keyOf = ({ stages, ending }: (typeof taken)[number]): string => JSON.stringify([stages, ending]);
  return [...new Map(taken.map((path) => [keyOf(path), path])).values()]
    .toSorted(
      (a, b) => compareEach(a.stages, b.stages, compareCodePoints) || compareCodePoints(a.ending, b.ending),
    )
    .map((path) => {
      const deals = taken.filter((other) => keyOf(other) === keyOf(path)).map(({ deal }) => deal);
      return {
        stages: path.stages,
        ending: path.ending,
        deals: deals.length,
        priced: deals.filter(({ price }) => price !== null).length,
        potential: sumOf(deals.map(({ price }) => price)),
      };
    });
}
