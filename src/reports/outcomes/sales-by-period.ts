import { checkReport, type DealBook } from '../../book/book.ts';
import type { PeriodInput } from '../../book/selection/population.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { invalidOption } from '../../errors.ts';
import { subtractMoney } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, oneOf, text } from '../../options.ts';
import { type MoneyAverage, moneyAverage } from '../../statistics/money-average.ts';
import { type MoneyRate, moneyRatio } from '../../statistics/money-rate.ts';
import { compareTextOrNone } from '../../text.ts';
import { fiscalOf } from '../../time/calendar/calendar.ts';
import { calendarNames } from '../../time/calendar/calendar-names.ts';
import { type CalendarUnit, calendarUnit } from '../../time/calendar/calendar-unit.ts';
import { piecesOf } from '../../time/calendar/each-period.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import { aYearEarlier } from '../../time/calendar/same-period-last-year.ts';
import type { Period } from '../../time/period.ts';
import { addCounts, type DealCount, noDeals } from '../deal-count.ts';
import { withoutUndefined } from '../given.ts';
import { ownerList } from './owner-list.ts';
import { periodAt, type SalesLot, salesLots, type TimeInPeriods } from './sales-lots.ts';

export interface SalesByPeriodOptions {
  /** The whole time looked at. */
  readonly during: PeriodInput;
  /** What it is cut into, at the book's calendar; default `month`. */
  readonly unit?: CalendarUnit | undefined;
  /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Owners to list even where they sold nothing. */
  readonly owners?: readonly (string | null)[] | undefined;
  /**
   * What `change` compares with: the period before it (`previous`, the default) or the same days of last year (`lastYear`),
   * for weeks those of the same number, as `samePeriodLastYear` has it.
   */
  readonly changeOn?: 'previous' | 'lastYear' | undefined;
}

/** The options it takes. */
export const salesByPeriodOptions: OptionsOf<SalesByPeriodOptions> = {
  during: periodOption,
  unit: calendarUnit,
  pipelineId: text,
  owners: ownerList,
  changeOn: oneOf('previous', 'lastYear'),
};

type SalesSeries = SalesByPeriod['company'];
type PeriodSales = SalesSeries['periods'][number];

/** What the company and each owner sold, period by period. */
export interface SalesByPeriod {
  readonly kind: 'salesByPeriod';
  readonly pipelineId?: string;
  readonly during: Period;
  readonly unit: CalendarUnit;
  /** What `change` compares with, where that was asked for. */
  readonly changeOn?: 'previous' | 'lastYear';
  readonly asOf: Date | null;
  readonly currency: string;
  readonly company: {
    /** What was sold in one period. */
    readonly periods: readonly {
      /** The day, ISO week, month, quarter or year it is, in the book's calendar: `2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`. */
      readonly name: string;
      readonly period: Period;
      /** Deals won. */
      readonly won: number;
      /** What they were sold for. */
      readonly amount: Money;
      /** Won deals without an amount in the management currency. */
      readonly unpriced: number;
      /** Against the period before: the difference, and the difference / what was sold then where that is above zero; null for the first period. With `changeOn: 'lastYear'` against the same days of last year, for each period. */
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
 * What was sold per month, or any other unit of the calendar, by the company and by each owner?
 *
 * Deals won as of the book, in the period of their winning, with the amount fixed at the win; an owner's are those of
 * which they were the owner then (`closedBy`), and the owners add up to the company. Periods without sales are there, with
 * zero, and count in the average; so are the owners named in `owners`. `change` = amount − amount of the period before, its
 * rate divided by the latter: null where that is not above zero. With `changeOn: 'lastYear'` it is on the amount of the same
 * days of last year, whether they are in the period or before it, and owners who sold only then are there, with zero.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option` (also for more than 12,000 periods), `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { company } = salesByPeriod(book, { during: '2026-Q4' })
 * company.periods.map(({ won, amount }) => [won, amount.amount]) // => [[1, '100'], [0, '0'], [0, '0']]
 * const weeks = salesByPeriod(book, { during: '2026-10', unit: 'week', changeOn: 'lastYear' }).company.periods
 * weeks.map(({ name, change }) => [name, change?.amount.amount]) // => [['2026-W40', '0'], ['2026-W41', '100'], ['2026-W42', '0'], ['2026-W43', '0'], ['2026-W44', '0']]
 * ```
 */
export function salesByPeriod(book: DealBook, options: SalesByPeriodOptions): SalesByPeriod {
  checkReport(book, options, salesByPeriodOptions);
  const times = salesPeriods(book, options);
  const { pipelineId } = options;
  const sold = (time: TimeInPeriods | undefined): Map<string | null, SalesLot[]> =>
    time === undefined ? new Map() : groupedBy(salesLots(book, time, pipelineId), ({ ownerId }) => ownerId);
  return salesByPeriodOf(book, options, times, {
    won: sold(times),
    wonLastYear: sold(times.lastYear),
    instantOf: ({ instant }) => instant,
    countedOf: (lots) => lots.reduce<DealCount>(addCounts, noDeals()),
  });
}

/** The periods that sales are told of. */
export interface SalesPeriods {
  readonly during: Period;
  readonly periods: readonly Period[];
  /** Where changes are on last year: those of last year. */
  readonly lastYear: { readonly during: Period; readonly periods: readonly Period[] } | undefined;
}

/**
 * The periods that sales are asked for.
 *
 * @throws DealError `invalid-option` for too many, `invalid-period`, `invalid-date`.
 */
export function salesPeriods(
  calendar: Pick<DealBook, 'timeZone' | 'fiscalYearStart'>,
  { unit = 'month', changeOn, ...options }: SalesByPeriodOptions,
): SalesPeriods {
  const during = readPeriod(options.during, calendar);
  const periods = piecesOf(during, unit, fiscalOf(calendar), mostPeriods);
  if (periods.length > mostPeriods)
    throw invalidOption('during', `it makes more than ${mostPeriods} periods`);
  const lastYear = changeOn === 'lastYear' ? lastYearOf(calendar, unit, during, periods) : undefined;
  return { during, periods, lastYear };
}

/** What was sold in periods, of sales by owner: rows, or lots of them that no period begins within. */
export function salesByPeriodOf<T>(
  book: Pick<DealBook, 'asOf' | 'currency' | 'timeZone' | 'fiscalYearStart'>,
  { pipelineId, unit = 'month', changeOn, owners: named = [] }: SalesByPeriodOptions,
  { during, periods, lastYear }: SalesPeriods,
  sales: {
    readonly won: ReadonlyMap<string | null, readonly T[]>;
    readonly wonLastYear: ReadonlyMap<string | null, readonly T[]>;
    readonly instantOf: (sale: T) => number;
    readonly countedOf: (sales: readonly T[]) => DealCount;
  },
): SalesByPeriod {
  const { won: byOwner, wonLastYear: byEarlier, instantOf, countedOf } = sales;
  const { asOf, currency } = book;
  const owners = [...new Set([...byOwner.keys(), ...byEarlier.keys(), ...named])].sort(compareTextOrNone);
  const nameOf = calendarNames(unit, book);
  const soldIn = (sold: readonly T[]): SalesSeries['total'] => {
    const { deals, amount, unpriced } = countedOf(sold);
    return { won: deals, amount: { amount, currency }, unpriced };
  };
  const soldByPeriod = (periods: readonly Period[], won: readonly T[]): SalesSeries['total'][] => {
    const byPeriod: T[][] = periods.map(() => []);
    const ends = Float64Array.from(periods, ({ end }) => +end);
    for (const sale of won) byPeriod[periodAt(ends, instantOf(sale))]?.push(sale);
    return byPeriod.map(soldIn);
  };
  const seriesOf = (won: readonly T[], wonEarlier: readonly T[]): SalesSeries => {
    const sold = soldByPeriod(periods, won);
    const before = lastYear ? soldByPeriod(lastYear.periods, wonEarlier) : [undefined, ...sold];
    const total = soldIn(won);
    return {
      periods: sold.map((sales, index) => {
        const period = periods[index] as Period;
        const change = changeFrom(before[index]?.amount, sales.amount);
        return { name: nameOf(+period.start), period, ...sales, change };
      }),
      total,
      average: averageOf(total, periods.length),
    };
  };
  return {
    kind: 'salesByPeriod',
    ...withoutUndefined({ pipelineId }),
    during,
    unit,
    ...withoutUndefined({ changeOn }),
    asOf,
    currency,
    company: seriesOf([...byOwner.values()].flat(), [...byEarlier.values()].flat()),
    owners: owners.map((ownerId) => ({
      ownerId,
      ...seriesOf(byOwner.get(ownerId) ?? [], byEarlier.get(ownerId) ?? []),
    })),
  };
}

/** The months of a thousand years: each owner has a line for every period, so there must be an end to them. */
const mostPeriods = 12_000;

/** The whole time of last year, and its periods. */
function lastYearOf(
  { timeZone }: Pick<DealBook, 'timeZone'>,
  unit: CalendarUnit,
  during: Period,
  periods: readonly Period[],
): NonNullable<SalesPeriods['lastYear']> {
  const earlier = (period: Period): Period =>
    aYearEarlier(period, timeZone, unit === 'week' ? 'week' : 'date');
  return { during: earlier(during), periods: periods.map(earlier) };
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
