import { grown } from '../columns/growable.ts';
import { type NumberSizes, numberSizes, sizeOf } from './number-sizes.ts';

/** Numbers in groups: how many of each size, how much in all, and those themselves whose size is to be kept. */
export interface Histogram {
  readonly sizes: NumberSizes;
  /** By group and size, as `cellOf` tells; below zero, counted on from the least one, where the numbers are kept. */
  readonly counts: Int32Array;
  /** By group: its sum, but for what a double could not hold any more. */
  readonly sums: Float64Array;
  readonly spilled: bigint[];
  /** By group: its numbers of the sizes to be kept, as they came, in arrays with room for more. */
  readonly kept: Float64Array[];
  readonly filled: Int32Array;
}

const keepMark = 1 << 31;

/** An empty histogram of so many groups and sizes, that keeps nothing yet. */
export function emptyHistogram(groups: number, sizes: number): Histogram {
  return {
    sizes: numberSizes(sizes),
    counts: new Int32Array(groups * sizes),
    sums: new Float64Array(groups),
    spilled: Array.from({ length: groups }, () => 0n),
    kept: Array.from({ length: groups }, () => new Float64Array(16)),
    filled: new Int32Array(groups),
  };
}

/** Keeps the numbers of a size in some groups from now on. */
export function keepIn(histogram: Histogram, groups: readonly number[], size: number): void {
  const { counts } = histogram;
  for (const group of groups) {
    const cell = cellOf(histogram, group, size);
    counts[cell] = (counts[cell] as number) | keepMark;
  }
}

/** Whether the numbers of a size were kept in all of some groups. */
export function isKeptIn(histogram: Histogram, groups: readonly number[], size: number): boolean {
  return groups.every((group) => (histogram.counts[cellOf(histogram, group, size)] as number) < 0);
}

function cellOf({ sizes: { last } }: Histogram, group: number, size: number): number {
  return group * (last + 1) + size;
}

/** Puts a whole number into a group. */
export function countNumber(histogram: Histogram, group: number, number: number): void {
  const { sizes, counts, sums } = histogram;
  const cell = cellOf(histogram, group, sizeOf(sizes, number));
  const count = counts[cell] as number;
  counts[cell] = count + 1;
  const sum = (sums[group] as number) + number;
  if (Math.abs(sum) <= Number.MAX_SAFE_INTEGER) sums[group] = sum;
  else spill(histogram, group, number);
  if (count < 0) keep(histogram, group, number);
}

function keep({ kept, filled }: Histogram, group: number, number: number): void {
  let numbers = kept[group] as Float64Array;
  const at = filled[group] as number;
  if (at === numbers.length) {
    numbers = grown(numbers);
    kept[group] = numbers;
  }
  numbers[at] = number;
  filled[group] = at + 1;
}

/** The numbers that were kept of each of some groups. */
export function keptOfGroups({ kept, filled }: Histogram, groups: readonly number[]): Float64Array[] {
  return groups.map((group) => (kept[group] as Float64Array).subarray(0, filled[group]));
}

function spill({ sums, spilled }: Histogram, group: number, number: number): void {
  spilled[group] = (spilled[group] as bigint) + BigInt(sums[group] as number);
  sums[group] = number;
}

/** The exact sum of some groups. */
export function sumOfGroups({ sums, spilled }: Histogram, groups: readonly number[]): bigint {
  return groups.reduce(
    (total, group) => total + BigInt(sums[group] as number) + (spilled[group] as bigint),
    0n,
  );
}

/** How many numbers of each size some groups have together. */
export function countsOfGroups(histogram: Histogram, groups: readonly number[]): Int32Array {
  const together = new Int32Array(histogram.sizes.last + 1);
  for (const group of groups) {
    const from = cellOf(histogram, group, 0);
    for (let size = 0; size < together.length; size++)
      together[size] = (together[size] as number) + ((histogram.counts[from + size] as number) & ~keepMark);
  }
  return together;
}
