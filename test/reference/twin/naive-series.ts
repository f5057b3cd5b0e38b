import { dateOf, type NaiveBook } from './naive-book.ts';
import { type NaivePeriod, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { endingIn, type NaivePopulation, populationIn, populationOf } from './naive-population.ts';

/**
 * A point is immature while its period is not over as of the book, or a deal of its population is open; of a pipeline's
 * deals, those open in it.
 */
export function naiveSeries(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  periods: readonly NaivePeriodInput[],
  populationDuring: (period: NaivePeriod) => NaivePopulation,
  pipelineId?: string,
): { readonly period: NaivePeriod; readonly immature: boolean }[] {
  const all = [...histories];
  const now = dateOf(all, book);
  return periods.map((input) => {
    const period = periodOf(input, book);
    const asked = populationDuring(period);
    const deals =
      pipelineId === undefined
        ? populationOf(all, book, asked)
        : populationIn(pipelineId, all, book, asked).filter(
            (deal) => endingIn(deal, pipelineId) !== 'transferred',
          );
    const isToCome = now === null || period.end.getTime() - now.getTime() > 1;
    return { period, immature: isToCome || deals.some(({ status }) => status === 'open') };
  });
}
