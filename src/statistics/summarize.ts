import { type Extremes, extremesOf } from './extremes.ts';
import { quantiles } from './quantile.ts';

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
  const extremes = extremesOf(wholes);
  const total = sumOf(wholes, extremes);
  const [p25, median, p75, p90] = quantiles(wholes, [0.25, 0.5, 0.75, 0.9], extremes).map(inUnit) as [
    number,
    number,
    number,
    number,
  ];
  return {
    count,
    mean: inUnit(Number(total) / count),
    min: inUnit(extremes.min),
    p25,
    median,
    p75,
    p90,
    max: inUnit(extremes.max),
  };
}

/** The exact sum of whole numbers: as many of them at a time as a double holds together. */
function sumOf(wholes: Float64Array, { min, max }: Extremes): bigint {
  const atOnce = Math.max(1, Math.floor(Number.MAX_SAFE_INTEGER / Math.max(1, -min, max)));
  let sum = 0n;
  for (let from = 0; from < wholes.length; from += atOnce) {
    let part = 0;
    const end = Math.min(from + atOnce, wholes.length);
    for (let i = from; i < end; i++) part += wholes[i] as number;
    sum += BigInt(part);
  }
  return sum;
}
