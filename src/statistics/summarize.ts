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

/** The probabilities of the quantiles in a summary. */
export const summaryProbabilities: readonly number[] = [0.25, 0.5, 0.75, 0.9];

/**
 * Count, mean, extremes and quantiles (R's type 7) of whole numbers, each shown in a larger unit: the numbers are summed
 * as they are, so the mean of milliseconds is exact before it becomes days. The numbers are brought into another order.
 */
export function summarize(wholes: Float64Array, inUnit: (whole: number) => number): Summary {
  const count = wholes.length;
  if (count === 0) return summaryOfNothing();
  const extremes = extremesOf(wholes);
  const mean = Number(sumOf(wholes, extremes)) / count;
  return summaryOf(count, mean, extremes, quantiles(wholes, summaryProbabilities), inUnit);
}

export function summaryOfNothing(): Summary {
  return { count: 0, mean: null, min: null, p25: null, median: null, p75: null, p90: null, max: null };
}

/** The summary of so many numbers, from what is known of them. */
export function summaryOf(
  count: number,
  mean: number,
  { min, max }: Extremes,
  quantilesFound: readonly number[],
  inUnit: (whole: number) => number,
): Summary {
  const [p25, median, p75, p90] = quantilesFound.map(inUnit) as [number, number, number, number];
  return { count, mean: inUnit(mean), min: inUnit(min), p25, median, p75, p90, max: inUnit(max) };
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
