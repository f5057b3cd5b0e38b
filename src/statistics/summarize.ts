import { quantile } from './quantile.ts';

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
 * Count, mean, extremes and quantiles (R's type 7) of whole numbers, each shown in a larger unit:
 * the numbers are summed as they are, so the mean of milliseconds is exact before it becomes days.
 */
export function summarize(wholes: Float64Array, inUnit: (whole: number) => number): Summary {
  const count = wholes.length;
  if (count === 0) {
    return { count, mean: null, min: null, p25: null, median: null, p75: null, p90: null, max: null };
  }
  const sorted = Float64Array.from(wholes).sort();
  let total = 0;
  for (const whole of sorted) total += whole;
  return {
    count,
    mean: inUnit(total / count),
    min: inUnit(sorted[0] as number),
    p25: inUnit(quantile(sorted, 0.25)),
    median: inUnit(quantile(sorted, 0.5)),
    p75: inUnit(quantile(sorted, 0.75)),
    p90: inUnit(quantile(sorted, 0.9)),
    max: inUnit(sorted[count - 1] as number),
  };
}
