import { nullLast } from './code-points.ts';
import { difference, type NaiveAverage, sumOf } from './exact.ts';
import { type NaiveBook, type PricedDeal, pricedDeals, zoneOf } from './naive-book.ts';
import {
  isIn,
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
    readonly unit?: Exclude<NaiveUnit, 'day'>;
    readonly pipelineId?: string;
    readonly owners?: readonly (string | null)[];
  },
): NaiveSales {
  const { during, unit = 'month', pipelineId, owners: named = [] } = options;
  const whole = periodOf(during, zoneOf(book));
  const periods = piecesOf(whole, unit, zoneOf(book));
  const won = pricedDeals(histories, book)
    .filter(isOfPipeline(pipelineId))
    .filter(({ status, closedAt }) => status === 'won' && isIn(closedAt, whole));
  const nameIt = ({ start }: NaivePeriod): string => nameOf(unit, start, zoneOf(book));
  const owners = [...new Set([...won.map(({ closedBy }) => closedBy), ...named])].toSorted(nullLast);
  return {
    company: seriesOf(won, periods, nameIt),
    owners: owners.map((ownerId) => ({
      ownerId,
      ...seriesOf(
        won.filter(({ closedBy }) => closedBy === ownerId),
        periods,
        nameIt,
      ),
    })),
  };
}

function seriesOf(
  won: readonly PricedDeal[],
  periods: readonly NaivePeriod[],
  nameIt: (period: NaivePeriod) => string,
): NaiveSalesSeries {
  const soldDuring = (period: NaivePeriod): NaiveSold =>
    soldIn(won.filter(({ closedAt }) => isIn(closedAt, period)));
  const total = soldIn(won);
  return {
    periods: periods.map((period, index) => {
      const now = { period, name: nameIt(period), ...soldDuring(period) };
      const previous = periods[index - 1];
      if (previous === undefined) return { ...now, change: null };
      const before = soldDuring(previous).amount;
      const amount = difference(now.amount, before);
      return { ...now, change: { amount, rate: changeRate(amount, before) } };
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
