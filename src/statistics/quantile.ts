import { orderStatistics } from './order-statistics.ts';

/**
 * The quantiles of numbers, given by ascending probabilities, as R's default type 7: linear between the two nearest order
 * statistics. The numbers may be brought into another order.
 */
export function quantiles(numbers: Float64Array, probabilities: readonly number[]): number[] {
  const ranks = quantileRanks(numbers.length, probabilities);
  return quantilesBetween(numbers.length, probabilities, ranks, orderStatistics(numbers, ranks));
}

/** The ranks of the numbers, of so many, that quantiles lie between: each once, ascending; none of no numbers. */
export function quantileRanks(count: number, probabilities: readonly number[]): number[] {
  if (count === 0) return [];
  const ranks = probabilities.flatMap((p) => [below(p, count), above(p, count)]);
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/** The quantiles of so many numbers, given those of the ranks that they lie between. */
export function quantilesBetween(
  count: number,
  probabilities: readonly number[],
  ranks: readonly number[],
  numbers: readonly number[],
): number[] {
  const numberOf = (rank: number): number => numbers[ranks.indexOf(rank)] as number;
  return probabilities.map((p) => {
    const low = numberOf(below(p, count));
    const high = numberOf(above(p, count));
    return low + (high - low) * ((count - 1) * p - below(p, count));
  });
}

function below(p: number, count: number): number {
  return Math.floor((count - 1) * p);
}

function above(p: number, count: number): number {
  return Math.min(below(p, count) + 1, count - 1);
}
