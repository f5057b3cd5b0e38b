import type { Decimal } from '../money/decimal.ts';
import type { Money } from '../money/money.ts';
import { type MoneyAverage, moneyAverage } from './money-average.ts';

/** What a set of amounts looks like, exactly; everything but the count and the total is null where there are none. */
export interface MoneySummary {
  readonly count: number;
  readonly total: Money;
  readonly mean: MoneyAverage | null;
  readonly min: Money | null;
  readonly p25: Money | null;
  readonly median: Money | null;
  readonly p75: Money | null;
  readonly p90: Money | null;
  readonly max: Money | null;
}

/**
 * Count, total, mean, extremes and quantiles (R's type 7) of amounts of one currency: linear between the two nearest, exact
 * decimals. The total is given, because it is known faster than by adding up.
 */
export function summarizeMoney(amounts: readonly Decimal[], total: Money): MoneySummary {
  const { currency } = total;
  const sorted = [...amounts].sort((a, b) => a.cmp(b));
  const at = (numerator: number, denominator: number): Money | null => {
    const position = (sorted.length - 1) * numerator;
    const below = sorted[Math.floor(position / denominator)];
    if (below === undefined) return null;
    const above = sorted[Math.ceil(position / denominator)] ?? below;
    // Of tenths: those of quarters do not have more digits than a decimal.
    const part = above
      .minus(below)
      .times(position % denominator)
      .times(denominator === 4 ? '0.25' : '0.1');
    return { amount: below.plus(part), currency };
  };
  return {
    count: sorted.length,
    total,
    mean: moneyAverage(total, sorted.length),
    min: at(0, 4),
    p25: at(1, 4),
    median: at(2, 4),
    p75: at(3, 4),
    p90: at(9, 10),
    max: at(4, 4),
  };
}
