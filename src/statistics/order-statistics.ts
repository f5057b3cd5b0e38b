import { type Extremes, extremesOf } from './extremes.ts';
import { select } from './select.ts';

const buckets = 4096;
const few = 10_000; // for fewer numbers the passes over them do not pay

/**
 * The numbers that have these ascending ranks, 0 being that of the least. Many numbers are counted by size first, so that
 * only those of about the size of the ones looked for have to be put in order; few are brought into another order.
 */
export function orderStatistics(
  numbers: Float64Array,
  ranks: readonly number[],
  extremes: Extremes = extremesOf(numbers),
): number[] {
  if (numbers.length < few) return selected(numbers, ranks);
  const scale = scaleOf(extremes);
  const counts = countBySize(numbers, scale);
  const parts = partsWith(counts, ranks);
  collect(numbers, scale, parts);
  return parts.flatMap(({ numbers: some, ranks: within }) => selected(some, within));
}

/** The bucket of a number is `(number - min) * factor`, cut off. */
interface Scale {
  readonly min: number;
  readonly factor: number;
}

function scaleOf({ min, max }: Extremes): Scale {
  return { min, factor: max > min ? (buckets - 1) / (max - min) : 0 };
}

function countBySize(numbers: Float64Array, { min, factor }: Scale): Int32Array {
  const counts = new Int32Array(buckets);
  for (let i = 0; i < numbers.length; i++) {
    const bucket = (((numbers[i] as number) - min) * factor) | 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts;
}

/** The numbers of one bucket, and those of their ranks among each other that are looked for. */
interface Part {
  readonly bucket: number;
  readonly numbers: Float64Array;
  readonly ranks: number[];
}

/** The buckets with numbers of these ranks, still empty. */
function partsWith(counts: Int32Array, ranks: readonly number[]): Part[] {
  const parts: Part[] = [];
  let before = 0;
  let next = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const count = counts[bucket] as number;
    const within: number[] = [];
    for (; next < ranks.length && (ranks[next] as number) < before + count; next++)
      within.push((ranks[next] as number) - before);
    if (within.length > 0) parts.push({ bucket, numbers: new Float64Array(count), ranks: within });
    before += count;
  }
  return parts;
}

function collect(numbers: Float64Array, { min, factor }: Scale, parts: readonly Part[]): void {
  const partOf = new Int8Array(buckets).fill(-1);
  for (const [index, { bucket }] of parts.entries()) partOf[bucket] = index;
  const filled = new Int32Array(parts.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    const index = partOf[((number - min) * factor) | 0] as number;
    if (index < 0) continue;
    const place = filled[index] as number;
    (parts[index] as Part).numbers[place] = number;
    filled[index] = place + 1;
  }
}

function selected(numbers: Float64Array, ranks: readonly number[]): number[] {
  place(numbers, ranks, 0, numbers.length - 1);
  return ranks.map((rank) => numbers[rank] as number);
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
