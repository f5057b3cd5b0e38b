import { nullLast } from './code-points.ts';
import { difference, type NaiveAverage, sumOf } from './exact.ts';
import { type NaiveBook, type PricedDeal, pricedDeals } from './naive-book.ts';
import {
  isIn,
  lastYearOf,
  type NaivePeriod,
  type NaivePeriodInput,
  type NaiveUnit,
  nameOf,
  periodOf,
  piecesOf,
} from './naive-calendar.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { amountOf, fraction, fractionOf, over } from './naive-fraction.ts';
import { isOfPipeline } from './naive-population.ts';
import { changeRate, type NaiveMoneyRate } from './naive-rate.ts';

interface NaiveSold {
  readonly won: number;
  readonly amount: string;
  /** Won deals of which it is not known what they were sold for, in the management currency. */
  readonly unpriced: number;
}

interface NaiveSalesSeries {
  readonly periods: readonly (NaiveSold & {
    readonly period: NaivePeriod;
    /** `2026-10`, `2026-Q4` or `2026`. */
    readonly name: string;
    readonly change: { readonly amount: string; readonly rate: NaiveMoneyRate } | null;
  })[];
  readonly total: NaiveSold;
  readonly average: { readonly won: number; readonly amount: NaiveAverage } | null;
}

interface NaiveSales {
  readonly company: NaiveSalesSeries;
  readonly owners: readonly (NaiveSalesSeries & { readonly ownerId: string | null })[];
}

/**
 * "`salesByPeriod` (won count and amount per month, company and owner; average per month with empty months; change on
 * the previous month)"; "win, loss and sales reports by owner use `closedBy`".
 */
export function naiveSales(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: {
    readonly during: NaivePeriodInput;
    readonly unit?: NaiveUnit;
    readonly pipelineId?: string;
    readonly owners?: readonly (string | null)[];
    readonly changeOn?: 'previous' | 'lastYear';
  },
): NaiveSales {
  const { during, unit = 'month', pipelineId, changeOn = 'previous', owners: named = [] } = options;
  const whole = periodOf(during, book);
  const lastYear = (period: NaivePeriod): NaivePeriod =>
    lastYearOf(period, unit === 'week' ? 'week' : 'date', book);
  const periods = piecesOf(whole, unit, book).map((period, index, all) => ({
    period,
    name: nameOf(unit, period.start, book),
    before: changeOn === 'lastYear' ? lastYear(period) : all[index - 1],
  }));
  const won = pricedDeals(histories, book)
    .filter(isOfPipeline(pipelineId))
    .filter(({ status }) => status === 'won');
  const shown = won.filter(
    ({ closedAt }) => isIn(closedAt, whole) || (changeOn === 'lastYear' && isIn(closedAt, lastYear(whole))),
  );
  const owners = [...new Set([...shown.map(({ closedBy }) => closedBy), ...named])].toSorted(nullLast);
  return {
    company: seriesOf(won, whole, periods),
    owners: owners.map((ownerId) => ({
      ownerId,
      ...seriesOf(
        won.filter(({ closedBy }) => closedBy === ownerId),
        whole,
        periods,
      ),
    })),
  };
}

function seriesOf(
  won: readonly PricedDeal[],
  whole: NaivePeriod,
  periods: readonly {
    readonly period: NaivePeriod;
    readonly name: string;
    /** What it is compared with. */
    readonly before: NaivePeriod | undefined;
  }[],
): NaiveSalesSeries {
  const soldDuring = (period: NaivePeriod): NaiveSold =>
    soldIn(won.filter(({ closedAt }) => isIn(closedAt, period)));
  const total = soldDuring(whole);
  return {
    periods: periods.map(({ period, name, before }) => {
      const now = { period, name, ...soldDuring(period) };
      if (before === undefined) return { ...now, change: null };
      const then = soldDuring(before).amount;
      const amount = difference(now.amount, then);
      return { ...now, change: { amount, rate: changeRate(amount, then) } };
    }),
    total,
    // "average per month with empty months"
    average:
      periods.length === 0
        ? null
        : { won: total.won / periods.length, amount: averageOver(total.amount, periods.length) },
  };
}

function averageOver(total: string, count: number): NaiveAverage {
  const average = over(fractionOf(total), fraction(count));
  return { total, count, value: average === null ? total : amountOf(average) };
}

function soldIn(won: readonly PricedDeal[]): NaiveSold {
  return {
    won: won.length,
    amount: sumOf(won.map(({ soldFor }) => soldFor)),
    unpriced: won.filter(({ soldFor }) => soldFor === null).length,
  };
}
