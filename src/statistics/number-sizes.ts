/**
 * Tells numbers apart by size: those below 2^16 are of size 0, and from there on each doubling has 256 sizes of its own, read off
 * the leading bits of a number in single precision. A greater number is of no smaller size.
 */
export interface NumberSizes {
  /** The greatest size; the numbers beyond it are of this one too. */
  readonly last: number;
  /** The same memory twice: a number goes in as one and comes out as bits. */
  readonly single: Float32Array;
  readonly bits: Int32Array;
}

const perDoubling = 256;
const bitsOfFirst = (127 + 16) * perDoubling;

/** So many that milliseconds are told apart from about a minute up to a century. */
export const manySizes: number = 2 + 26 * perDoubling;

/** So many sizes, from the smallest on. */
export function numberSizes(count: number): NumberSizes {
  const single = new Float32Array(1);
  return { last: count - 1, single, bits: new Int32Array(single.buffer) };
}

export function sizeOf({ last, single, bits }: NumberSizes, number: number): number {
  single[0] = number;
  const size = ((bits[0] as number) >> 15) - bitsOfFirst + 1;
  return size < 0 ? 0 : size > last ? last : size;
}
