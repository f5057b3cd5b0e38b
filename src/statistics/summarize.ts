import { quantiles } from './quantile.ts';

const spill = Number.MAX_SAFE_INTEGER / 2;

/** What a set of numbers looks like; everything but the count is null where there are none. */
export interface Summary {
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly max: number | null;
}

/**
 * Count, mean, extremes and quantiles (R's type 7) of whole numbers, each shown in a larger unit: the numbers are summed
 * as they are, so the mean of milliseconds is exact before it becomes days. The numbers are brought into another order.
 */
export function summarize(wholes: Float64Array, inUnit: (whole: number) => number): Summary {
  const count = wholes.length;
  if (count === 0) {
    return { count, mean: null, min: null, p25: null, median: null, p75: null, p90: null, max: null };
  }
  let total = 0;
  let spilled = 0n; // what would take the total beyond the integers a double holds
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const whole = wholes[i] as number;
    total += whole;
    if (Math.abs(total) > spill) {
      spilled += BigInt(total);
      total = 0;
    }
    if (whole < min) min = whole;
    if (whole > max) max = whole;
  }
  const [p25, median, p75, p90] = quantiles(wholes, [0.25, 0.5, 0.75, 0.9]).map(inUnit) as [
    number,
    number,
    number,
    number,
  ];
  return {
    count,
    mean: inUnit(Number(spilled + BigInt(total)) / count),
    min: inUnit(min),
    p25,
    median,
    p75,
    p90,
    max: inUnit(max),
  };
}
