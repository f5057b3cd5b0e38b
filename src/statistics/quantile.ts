import { select } from './select.ts';

/**
 * The quantiles of numbers, given by ascending probabilities, as R's default type 7: linear between the two nearest order
 * statistics. The numbers are brought into another order, as far as it takes to know these.
 */
export function quantiles(numbers: Float64Array, probabilities: readonly number[]): number[] {
  const last = numbers.length - 1;
  const positions = probabilities.map((p) => last * p);
  const ranks = new Set(
    positions.flatMap((position) => [Math.floor(position), Math.min(Math.floor(position) + 1, last)]),
  );
  place(
    numbers,
    [...ranks].sort((a, b) => a - b),
    0,
    last,
  );
  return positions.map((position) => {
    const below = Math.floor(position);
    const low = numbers[below] as number;
    const high = numbers[Math.min(below + 1, last)] as number;
    return low + (high - low) * (position - below);
  });
}

/** Brings the numbers of ascending ranks to their places: the middle one first, then those on either side of it. */
function place(numbers: Float64Array, ranks: readonly number[], left: number, right: number): void {
  if (ranks.length === 0) return;
  const middle = ranks.length >> 1;
  const rank = ranks[middle] as number;
  select(numbers, rank, left, right);
  place(numbers, ranks.slice(0, middle), left, rank - 1);
  place(numbers, ranks.slice(middle + 1), rank + 1, right);
}
