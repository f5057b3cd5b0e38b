import { manySizes, type NumberSizes, numberSizes, sizeOf } from './number-sizes.ts';
import { select } from './select.ts';

const few = 10_000; // for fewer numbers the passes over them do not pay

/**
 * The numbers that have these ascending ranks, 0 being that of the least. Many numbers are counted by size first, so that
 * only those of about the size of the ones looked for have to be put in order; few are brought into another order.
 */
export function orderStatistics(numbers: Float64Array, ranks: readonly number[]): number[] {
  if (numbers.length < few) return selected(numbers, ranks);
  const sizes = numberSizes(manySizes);
  const counts = new Int32Array(manySizes);
  for (let i = 0; i < numbers.length; i++) {
    const size = sizeOf(sizes, numbers[i] as number);
    counts[size] = (counts[size] as number) + 1;
  }
  return statisticsAmong([numbers], sizes, soughtSizes(counts, ranks));
}

/** A size of which there are numbers with ranks that are looked for. */
export interface SoughtSize {
  readonly size: number;
  /** How many numbers of this size there are. */
  readonly count: number;
  /** The ranks among these, ascending. */
  readonly ranks: readonly number[];
}

/** The sizes of the numbers of ascending ranks, given how many of each size there are. */
export function soughtSizes(counts: Int32Array, ranks: readonly number[]): SoughtSize[] {
  const sought: SoughtSize[] = [];
  let before = 0;
  let next = 0;
  for (let size = 0; size < counts.length && next < ranks.length; size++) {
    const count = counts[size] as number;
    const within: number[] = [];
    for (; next < ranks.length && (ranks[next] as number) < before + count; next++)
      within.push((ranks[next] as number) - before);
    if (within.length > 0) sought.push({ size, count, ranks: within });
    before += count;
  }
  return sought;
}

/** The numbers looked for: all of these sizes are in the lists, and maybe others. */
export function statisticsAmong(
  lists: readonly Float64Array[],
  sizes: NumberSizes,
  sought: readonly SoughtSize[],
): number[] {
  const parts = sought.map(({ count }) => new Float64Array(count));
  const filled = new Int32Array(parts.length);
  const partOf = new Int16Array(sizes.last + 1).fill(-1);
  for (const [index, { size }] of sought.entries()) partOf[size] = index;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const number = list[i] as number;
      const index = partOf[sizeOf(sizes, number)] as number;
      if (index < 0) continue;
      const at = filled[index] as number;
      (parts[index] as Float64Array)[at] = number;
      filled[index] = at + 1;
    }
  }
  return sought.flatMap(({ ranks }, index) => selected(parts[index] as Float64Array, ranks));
}

function selected(numbers: Float64Array, ranks: readonly number[]): number[] {
  bring(numbers, ranks, 0, numbers.length - 1);
  return ranks.map((rank) => numbers[rank] as number);
}

/** Brings the numbers of ascending ranks to their places: the middle one first, then those on either side of it. */
function bring(numbers: Float64Array, ranks: readonly number[], left: number, right: number): void {
  if (ranks.length === 0) return;
  const middle = ranks.length >> 1;
  const rank = ranks[middle] as number;
  select(numbers, rank, left, right);
  bring(numbers, ranks.slice(0, middle), left, rank - 1);
  bring(numbers, ranks.slice(middle + 1), rank + 1, right);
}
