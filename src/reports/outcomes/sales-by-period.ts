import { checkReport, type DealBook } from '../../book/book.ts';
import { countUnpriced, totalPrice } from '../../book/prices/prices.ts';
import { salesOf } from '../../book/readers/amounts.ts';
import { closedByReader } from '../../book/readers/owner.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { closedAtReader, rowsWithStatus } from '../../book/readers/status.ts';
import { type PeriodInput, populationRows } from '../../book/selection/population.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { invalidOption } from '../../errors.ts';
import { subtractMoney } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { type OptionKind, type OptionsOf, text, textOrNull } from '../../options.ts';
import { type MoneyAverage, moneyAverage } from '../../statistics/money-average.ts';
import { type MoneyRate, moneyRatio } from '../../statistics/money-rate.ts';
import { compareTextOrNone } from '../../text.ts';
import { calendarNames } from '../../time/calendar/calendar-names.ts';
import { type CalendarUnit, calendarUnit, piecesOf } from '../../time/calendar/each-period.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';

export interface SalesByPeriodOptions {
  /** The whole time looked at. */
  readonly during: PeriodInput;
  /** What it is cut into, at the calendar of the book's time zone; default `month`. */
  readonly unit?: CalendarUnit | undefined;
  /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Owners to list even where they sold nothing. */
  readonly owners?: readonly (string | null)[] | undefined;
}

/** Ids of owners; null is nobody. */
const ownerList: OptionKind = {
  possible: 'a list of ids',
  holds: (value) => Array.isArray(value) && value.every(textOrNull.holds),
};

/** The options it takes. */
export const salesByPeriodOptions: OptionsOf<SalesByPeriodOptions> = {
  during: periodOption,
  unit: calendarUnit,
  pipelineId: text,
  owners: ownerList,
};

type SalesSeries = SalesByPeriod['company'];
type PeriodSales = SalesSeries['periods'][number];

/** What the company and each owner sold, period by period. */
export interface SalesByPeriod {
  readonly kind: 'salesByPeriod';
  readonly pipelineId?: string;
  readonly during: Period;
  readonly unit: CalendarUnit;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly company: {
    /** What was sold in one period. */
    readonly periods: readonly {
      /** The month, quarter or year it is, in the book's time zone: `2026-10`, `2026-Q4`, `2026`. */
      readonly name: string;
      readonly period: Period;
      /** Deals won. */
      readonly won: number;
      /** What they were sold for. */
      readonly amount: Money;
      /** Won deals without an amount in the management currency. */
      readonly unpriced: number;
      /** Against the period before: the difference, and the difference / what was sold then where that is above zero; null for the first period. */
      readonly change: { readonly amount: Money; readonly rate: MoneyRate } | null;
    }[];
    readonly total: { readonly won: number; readonly amount: Money; readonly unpriced: number };
    /** The total / the number of periods, those without sales too. Null where there are no periods. */
    readonly average: { readonly won: number; readonly amount: MoneyAverage } | null;
  };
  /** By the owner at the closing, in code-point order; deals without an owner last, under null. */
  readonly owners: readonly (SalesByPeriod['company'] & { readonly ownerId: string | null })[];
}

/**
 * What was sold per month, by the company and by each owner?
 *
 * Deals won as of the book, in the period of their winning, with the amount fixed at the win; an owner's are those of
 * which they were the owner then (`closedBy`), and the owners add up to the company. Periods without sales are there, with
 * zero, and count in the average; so are the owners named in `owners`. `change` = amount − amount of the period before, its rate divided by the latter: null
 * where that is not above zero.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option` (also for more than 12,000 periods), `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { company } = salesByPeriod(book, { during: '2026-Q4' })
 * company.periods.map(({ won, amount }) => [won, amount.amount]) // => [[1, '100'], [0, '0'], [0, '0']]
 * ```
 */
export function salesByPeriod(book: DealBook, options: SalesByPeriodOptions): SalesByPeriod {
  checkReport(book, options, salesByPeriodOptions);
  const { pipelineId, unit = 'month' } = options;
  const during = readPeriod(options.during, book);
  const periods = piecesOf(during, unit, book);
  checkCount(periods);
  const closed = rowsInPipeline(book, populationRows(book, { closedDuring: during }), pipelineId);
  const won = rowsWithStatus(book, closed, 'won');
  const byOwner = groupedBy(won, closedByReader(book));
  for (const ownerId of options.owners ?? []) if (!byOwner.has(ownerId)) byOwner.set(ownerId, []);
  const owners = [...byOwner].sort(([a], [b]) => compareTextOrNone(a, b));
  const nameOf = calendarNames(unit, book.timeZone);
  const { asOf, currency } = book;
  return {
    kind: 'salesByPeriod',
    ...withoutUndefined({ pipelineId }),
    during,
    unit,
    asOf,
    currency,
    company: seriesOf(book, periods, won, nameOf),
    owners: owners.map(([ownerId, rows]) => ({ ownerId, ...seriesOf(book, periods, rows, nameOf) })),
  };
}

/** The months of a thousand years: each owner has a line for every period, so there must be an end to them. */
const mostPeriods = 12_000;

function checkCount({ length }: readonly Period[]): void {
  if (length <= mostPeriods) return;
  const problem = `it makes ${length} periods, more than ${mostPeriods}`;
  throw invalidOption('during', problem);
}

function seriesOf(
  book: DealBook,
  periods: readonly Period[],
  won: ArrayLike<number> & Iterable<number>,
  nameOf: (instant: number) => string,
): SalesSeries {
  const byPeriod = rowsByPeriod(book, periods, won);
  const sold = byPeriod.map((rows) => soldIn(book, rows));
  const total = soldIn(book, won);
  return {
    periods: sold.map((sales, index) => {
      const period = periods[index] as Period;
      return {
        name: nameOf(+period.start),
        period,
        ...sales,
        change: changeFrom(sold[index - 1]?.amount, sales.amount),
      };
    }),
    total,
    average: averageOf(total, periods.length),
  };
}

function rowsByPeriod(
  book: DealBook,
  periods: readonly Period[],
  won: ArrayLike<number> & Iterable<number>,
): number[][] {
  const closedAt = closedAtReader(book);
  const byPeriod: number[][] = periods.map(() => []);
  for (const row of won) byPeriod[periodAt(periods, closedAt(row))]?.push(row);
  return byPeriod;
}

/** Which of periods that follow each other an instant in one of them lies in. */
function periodAt(periods: readonly Period[], instant: number): number {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (+(periods[middle] as Period).end <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function soldIn(book: DealBook, rows: ArrayLike<number>): SalesSeries['total'] {
  const sales = salesOf(book);
  return {
    won: rows.length,
    amount: { amount: totalPrice(sales, rows), currency: book.currency },
    unpriced: countUnpriced(sales, rows),
  };
}

function changeFrom(before: Money | undefined, now: Money): PeriodSales['change'] {
  if (before === undefined) return null;
  const amount = subtractMoney(now, before);
  return { amount, rate: moneyRatio(amount, before) };
}

function averageOf({ won, amount }: SalesSeries['total'], periods: number): SalesSeries['average'] {
  const average = moneyAverage(amount, periods);
  return average && { won: won / periods, amount: average };
}
