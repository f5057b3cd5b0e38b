import { copied } from '../money/copied.ts';
import { callback, checkOption, iterable } from '../options.ts';
import type { Period } from '../time/period.ts';
import { checkBook, type DealBook } from './view/book.ts';

/**
 * A report for each of several periods: the same book asked again with another period.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = (id: string, day: string) => ({ id, ownerId: 'kari', pipelineId: 'sales', potential: null, openedAt: new Date(day) })
 * const book = dealBook(historiesOf([deal('d1', '2026-09-30'), deal('d2', '2026-10-01')], [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * const months = eachPeriod(quarter('2026-Q4'), 'month')
 * series(book, months, (whole, openedDuring) => salesFunnel(whole, { pipelineId: 'sales', openedDuring }).total.deals).map(({ report }) => report) // => [1, 0, 0]
 * ```
 */
export function series<R>(
  book: DealBook,
  periods: Iterable<Period>,
  report: (book: DealBook, period: Period) => R,
): {
  readonly period: Period;
  readonly report: R;
}[] {
  checkBook(book);
  checkOption('periods', periods, iterable);
  checkOption('report', report, callback);
  return Array.from(periods, (period) => ({ period: copied(period), report: report(book, copied(period)) }));
}
