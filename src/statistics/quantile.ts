import type { Extremes } from './extremes.ts';
import { orderStatistics } from './order-statistics.ts';

/**
 * The quantiles of numbers, given by ascending probabilities, as R's default type 7: linear between the two nearest order
 * statistics. The numbers may be brought into another order.
 */
export function quantiles(
  numbers: Float64Array,
  probabilities: readonly number[],
  extremes?: Extremes,
): number[] {
  const last = numbers.length - 1;
  const positions = probabilities.map((p) => last * p);
  const ranks = [...new Set(positions.flatMap((position) => [below(position), above(position, last)]))].sort(
    (a, b) => a - b,
  );
  const found = orderStatistics(numbers, ranks, extremes);
  const numberOf = (rank: number): number => found[ranks.indexOf(rank)] as number;
  return positions.map((position) => {
    const low = numberOf(below(position));
    const high = numberOf(above(position, last));
    return low + (high - low) * (position - below(position));
  });
}

function below(position: number): number {
  return Math.floor(position);
}

function above(position: number, last: number): number {
  return Math.min(below(position) + 1, last);
}
