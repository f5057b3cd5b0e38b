import { callback, checkOption, iterable } from '../options.ts';
import { type PeriodInput, readPeriod } from '../time/calendar/read-period.ts';
import type { Period } from '../time/period.ts';
import { checkBook, type DealBook } from './view/book.ts';

/**
 * A report for each of several periods: the same book asked again with another period. A text such as `'2026-10'` is read in
 * the book's calendar.
 *
 * @throws DealError `invalid-option`, `invalid-period`, `invalid-date`; what the report throws.
 *
 * @example
 * ```ts
 * const months = eachPeriod(quarter('2026-Q4'), 'month')
 * series(book, months, (whole, openedDuring) => salesFunnel(whole, { pipelineId: 'sales', openedDuring }).total.deals).map(({ report }) => report) // => [4, 0, 0]
 * ```
 */
export function series<R>(
  book: DealBook,
  periods: Iterable<PeriodInput>,
  report: (book: DealBook, period: Period) => R,
): {
  readonly period: Period;
  readonly report: R;
}[] {
  checkBook(book);
  checkOption('periods', periods, iterable);
  checkOption('report', report, callback);
  return Array.from(periods, (period) => ({
    period: readPeriod(period, book),
    report: report(book, readPeriod(period, book)), // each its own Dates
  }));
}
