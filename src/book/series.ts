import { callback, checkOption, iterable } from '../options.ts';
import { type PeriodInput, readPeriod } from '../time/calendar/read-period.ts';
import type { Period } from '../time/period.ts';
import { checkBook, type DealBook } from './view/book.ts';

/**
 * A report for each of several periods: the same book asked again with another period. A text such as `'2026-10'` is read in
 * the book's calendar.
 *
 * A point is `immature` while its figures may still change as time goes by: its period is not over as of the book (the
 * book's date is before the last millisecond of it, or there is none), or deals of its report are still open, as in the latest
 * months of a series by month of opening. The open deals are those the report counts as `open` beside those `won` and
 * `lost`: itself (`winRate`), in its `total` (`salesFunnel`) or its `team` (`ownerScorecard`). Of a report that does not
 * count them so, or of a figure taken out of one, it is null where the period is over: not told, which is not mature.
 *
 * @throws DealError `invalid-option`, `invalid-period`, `invalid-date`; what the report throws.
 *
 * @example
 * ```ts
 * const months = eachPeriod(quarter('2026-Q4'), 'month')
 * series(book, months, (whole, openedDuring) => salesFunnel(whole, { pipelineId: 'sales', openedDuring }).total.deals).map(({ report }) => report) // => [4, 0, 0]
 * const halves = [period(on('01'), on('03')), period(on('03'), on('05')), period(on('05'), on('08'))] // d4, opened on the 5th, is open
 * series(book, halves, (whole, openedDuring) => winRate(whole, { openedDuring })).map(({ report, immature }) => [report.open, immature]) // => [[0, false], [0, false], [1, true]]
 * ```
 */
export function series<R>(
  book: DealBook,
  periods: Iterable<PeriodInput>,
  report: (book: DealBook, period: Period) => R,
): {
  readonly period: Period;
  /** Whether its figures may still change: the period is not over, or deals of it are open; null where that is not told. */
  readonly immature: boolean | null;
  readonly report: R;
}[] {
  checkBook(book);
  checkOption('periods', periods, iterable);
  checkOption('report', report, callback);
  return Array.from(periods, (input) => {
    const period = readPeriod(input, book);
    const isOver = book.asOf !== null && +book.asOf >= +period.end - 1;
    const answer = report(book, readPeriod(input, book)); // each its own Dates
    return { period, immature: isOver ? hasOpenDeals(answer) : true, report: answer };
  });
}

/** Whether a report counts deals that are open; null where it does not count them. */
function hasOpenDeals(report: unknown): boolean | null {
  const { total, team } = (report ?? {}) as { readonly total?: unknown; readonly team?: unknown };
  const counts = [report, total, team].find(isOutcomes);
  return counts === undefined ? null : counts.open > 0;
}

type Outcomes = Readonly<Record<'won' | 'lost' | 'open', number>>;

function isOutcomes(value: unknown): value is Outcomes {
  const { won, lost, open } = (value ?? {}) as Partial<Record<keyof Outcomes, unknown>>;
  return [won, lost, open].every((count) => typeof count === 'number');
}
