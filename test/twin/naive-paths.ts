import { compareCodePoints, compareEach } from './code-points.ts';
import { isPriced, sumOf } from './exact.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveBook,
  type NaiveEnding,
  type NaivePopulation,
  populationOf,
  stagesIn,
} from './naive-population.ts';

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
  population: NaivePopulation,
): NaivePath[] {
  const { pipelineId } = population;
  const taken = populationOf(histories, book, population).map((deal) => ({
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
        priced: deals.filter((deal) => isPriced(deal, book.currency)).length,
        potential: sumOf(deals, book.currency),
      };
    });
}
