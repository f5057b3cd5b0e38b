import type { Decimal } from './decimal.ts';
import { amountOf } from './units.ts';

/**
 * Amounts laid out for exact sums in plain floating point.
 *
 * Each amount is a whole number of units of 10^-scale, split into limbs: amount = Σ part[k] × 2^(bits × k). The limbs of an
 * amount lie side by side. A limb has so few bits that the k-th limbs of all amounts add up to less than 2^53, where
 * doubles are exact: whatever rows are added, in whatever order.
 */
export interface Limbs {
  readonly scale: number;
  readonly bits: number;
  /** How many limbs an amount has. */
  readonly width: number;
  readonly parts: Float64Array;
}

const exactBits = 53;

/** Splits amounts, given as units of 10^-scale, into limbs. */
export function limbsOf(units: ArrayLike<number | bigint>, scale: number): Limbs {
  const bits = exactBits - 1 - bitsOf(units.length);
  if (isSafe(absoluteSum(units))) return { scale, bits, width: 1, parts: doublesOf(units) };
  let largest = 0n;
  for (let i = 0; i < units.length; i++) {
    const unit = BigInt(units[i] as number | bigint);
    if (unit > largest) largest = unit;
    else if (-unit > largest) largest = -unit;
  }
  const width = Math.ceil((largest.toString(2).length + 1) / bits);
  const parts = new Float64Array(width * units.length);
  for (let i = 0; i < units.length; i++)
    writeLimbs(BigInt(units[i] as number | bigint), bits, parts, i * width, width);
  return { scale, bits, width, parts };
}

/** Limbs with those of one more amount; null where all of them have to be split anew. */
export function withLimbs(limbs: Limbs, units: bigint): Limbs | null {
  const { scale, bits, width, parts } = limbs;
  const count = parts.length / width + 1;
  if (bits > exactBits - 1 - bitsOf(count)) return null;
  const longer = new Float64Array(width * count);
  longer.set(parts);
  if (width === 1) {
    longer[count - 1] = Number(units);
    return isSafe(absoluteSum(longer)) ? { scale, bits, width, parts: longer } : null;
  }
  const size = units < 0n ? -units : units;
  if (size.toString(2).length + 1 > width * bits) return null;
  writeLimbs(units, bits, longer, width * (count - 1), width);
  return { scale, bits, width, parts: longer };
}

/** A loop: `Float64Array.from` with a function takes ten times as long. */
function doublesOf(numbers: ArrayLike<number | bigint>): Float64Array {
  const doubles = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) doubles[i] = Number(numbers[i]);
  return doubles;
}

/** Splits an amount into limbs; all but the last, which has the sign, are positive. */
function writeLimbs(units: bigint, bits: number, parts: Float64Array, from: number, width: number): void {
  let rest = units;
  for (let limb = 0; limb < width - 1; limb++) {
    parts[from + limb] = Number(BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
  }
  parts[from + width - 1] = Number(rest);
}

/** The exact amount of a sum of limbs, which lie side by side from an index on. */
export function amountOfLimbs({ scale, bits, width }: Limbs, sums: ArrayLike<number>, from = 0): Decimal {
  if (width === 1) return amountOf(sums[from] as number, scale);
  let units = 0n;
  for (let limb = width - 1; limb >= 0; limb--) {
    units = (units << BigInt(bits)) + BigInt(sums[from + limb] as number);
  }
  return amountOf(units, scale);
}

/** What numbers add up to without their signs. */
export function absoluteSum(units: ArrayLike<number | bigint>): number {
  let total = 0;
  for (let i = 0; i < units.length; i++) total += Math.abs(Number(units[i]));
  return total;
}

/** Whether all sums of numbers of such a size are exact in double precision. */
export function isSafe(size: number): boolean {
  return size <= Number.MAX_SAFE_INTEGER / 2; // far enough for the rounding of the size itself
}

/** The largest amount, in units, of which so many add up exactly in double precision. */
export function largestSafe(count: number): number {
  return 2 ** (exactBits - 1 - bitsOf(count));
}

/** How many bits a count takes. */
function bitsOf(count: number): number {
  return Math.ceil(Math.log2(count + 1));
}
