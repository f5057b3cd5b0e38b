import { bookRows, checkReport, type DealBook, withRows } from '../../book/book.ts';
import { countOpenAt, rowsInPipeline } from '../../book/readers/stage.ts';
import { type PeriodInput, populationRows } from '../../book/selection/population.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, object, text } from '../../options.ts';
import {
  amountOfFraction,
  type Fraction,
  fraction,
  fractionOf,
  numberOf,
  times,
} from '../../statistics/fraction.ts';
import { type MoneyAverage, moneyAverage } from '../../statistics/money-average.ts';
import type { CountRate } from '../../statistics/rate.ts';
import type { Summary } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { millisecondsPerBusinessDay } from '../../time/business-time.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import { clockOf } from '../../time/clock.ts';
import { millisecondsPerDay } from '../../time/elapsed.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';

import { salesCycle } from './sales-cycle.ts';
import { winRate } from './win-rate.ts';

export interface SalesVelocityOptions {
  readonly during: PeriodInput;
  /** Default all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Measures in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const salesVelocityOptions: OptionsOf<SalesVelocityOptions> = {
  during: periodOption,
  pipelineId: text,
  calendar: object,
};

/** How fast sales come, and the factors that make it so. */
export interface SalesVelocity {
  readonly kind: 'salesVelocity';
  readonly during: Period;
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** Deals opened during the period. */
  readonly opened: number;
  /** How many days the period has. */
  readonly days: number;
  /** opened / days; null in an empty period. */
  readonly arrivalsPerDay: number | null;
  /** won / (won + lost), of the deals closed during the period. */
  readonly winRate: CountRate;
  /** What a deal won in the period was sold for, of those with an amount; null where none has one. */
  readonly averageWonAmount: MoneyAverage | null;
  /** arrivals per day × win rate × average won amount; null if one of them is. */
  readonly perDay: Money | null;
  /** How many days the deals closed during the period, won and lost, were open. */
  readonly cycle: Summary;
  /** arrivals per day × mean cycle: how many deals are open on the average, by Little's law. */
  readonly openByLittle: number | null;
  /** Deals open just before the end of the period, or as of the book if that is earlier. */
  readonly open: number;
  /** Won deals without an amount in the management currency. */
  readonly unpricedWon: number;
}

/**
 * How much is sold per day, and which factor would change that?
 *
 * `perDay` = deals opened per day × probability to win × amount of a won deal. The usual formula, open deals × win rate ×
 * amount / cycle, is the same if the cycle is that of all closed deals, lost ones too, because open = arrivals × time in the
 * pipeline (Little's law): `openByLittle` against `open` shows how far this period is from such a steady state. Won and lost
 * are those closed in the period, of the pipeline they were closed in. Figures are exact until the end: numbers are the
 * nearest double, amounts have 34 digits where the division does not end.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { arrivalsPerDay, perDay, cycle } = salesVelocity(book, { during: '2026-10' })
 * arrivalsPerDay // => 0.12903225806451613
 * cycle.mean // => 7.333333333333333
 * roundMoney(perDay, 2) // => { amount: '4.3', currency: 'NOK' }
 * ```
 */
export function salesVelocity(book: DealBook, options: SalesVelocityOptions): SalesVelocity {
  checkReport(book, options, salesVelocityOptions);
  const { pipelineId, calendar } = options;
  const during = readPeriod(options.during, book);
  const mine = withRows(book, rowsInPipeline(book, bookRows(book), pipelineId));
  const opened = populationRows(mine, { openedDuring: during }).length;
  const closed = winRate(mine, { closedDuring: during });
  const cycle = salesCycle(mine, { closedDuring: during, calendar }).closed;
  const { read, toDays } = clockOf(calendar);
  const length = read(+during.end) - read(+during.start);
  const perDay = calendar === undefined ? millisecondsPerDay : millisecondsPerBusinessDay(calendar);
  const arrivals = length > 0 ? times(fraction(opened), fraction(perDay, length)) : null;
  const average = moneyAverage(closed.wonAmount, closed.won - closed.unpricedWon);
  const arrivalsPerDay = arrivals && numberOf(arrivals);
  return {
    kind: 'salesVelocity',
    during,
    ...withoutUndefined({ pipelineId }),
    asOf: book.asOf,
    currency: book.currency,
    opened,
    days: toDays(length),
    arrivalsPerDay,
    winRate: closed.rate,
    averageWonAmount: average,
    perDay: arrivals && average && soldPerDay(arrivals, closed.rate, average),
    cycle,
    openByLittle: arrivalsPerDay === null || cycle.mean === null ? null : arrivalsPerDay * cycle.mean,
    open: countOpenAt(book, bookRows(book), Math.min(+during.end - 1, Number(book.asOf)), pipelineId),
    unpricedWon: closed.unpricedWon,
  };
}

/** Of a rate of at least one deal: exact, and rounded once. */
function soldPerDay(arrivals: Fraction, { count, of }: CountRate, average: MoneyAverage): Money {
  const { amount, currency } = average.total;
  const perWin = times(fractionOf(amount), fraction(1, average.count));
  return { amount: amountOfFraction(times(times(arrivals, fraction(count, of)), perWin)), currency };
}
