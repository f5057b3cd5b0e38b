import type { Decimal } from './decimal.ts';
import { amountOf } from './units.ts';

/**
 * Amounts laid out for exact sums in plain floating point.
 *
 * Each amount is a whole number of units of 10^-scale, cut into lanes: amount = Σ part[k] × 2^(bits × k). The parts of an
 * amount lie side by side. A lane has so few bits that the sum of all its parts stays below 2^53, where doubles are exact:
 * whatever rows are added, in whatever order.
 */
export interface Limbs {
  readonly scale: number;
  readonly bits: number;
  /** How many lanes there are. */
  readonly width: number;
  readonly parts: Float64Array;
}

const exactBits = 53;

/** Lays out amounts, given as units of 10^-scale. */
export function limbsOf(units: ArrayLike<number | bigint>, scale: number): Limbs {
  const bits = exactBits - 1 - bitsOf(units.length);
  if (sumIsSafe(units)) return { scale, bits, width: 1, parts: Float64Array.from(units, Number) };
  let most = 0n;
  for (let i = 0; i < units.length; i++) {
    const unit = BigInt(units[i] as number | bigint);
    if (unit > most) most = unit;
    else if (-unit > most) most = -unit;
  }
  const width = Math.ceil((most.toString(2).length + 1) / bits);
  const parts = new Float64Array(width * units.length);
  for (let i = 0; i < units.length; i++)
    cut(BigInt(units[i] as number | bigint), bits, parts, i * width, width);
  return { scale, bits, width, parts };
}

/** Cuts an amount into parts; all are positive but the last, which has the sign. */
function cut(units: bigint, bits: number, parts: Float64Array, from: number, width: number): void {
  let rest = units;
  for (let lane = 0; lane < width - 1; lane++) {
    parts[from + lane] = Number(BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
  }
  parts[from + width - 1] = Number(rest);
}

/** The exact amount that sums of the lanes stand for; they lie side by side from an index on. */
export function amountOfLimbs({ scale, bits, width }: Limbs, sums: ArrayLike<number>, from = 0): Decimal {
  if (width === 1) return amountOf(sums[from] as number, scale);
  let units = 0n;
  for (let lane = width - 1; lane >= 0; lane--) {
    units = (units << BigInt(bits)) + BigInt(sums[from + lane] as number);
  }
  return amountOf(units, scale);
}

/** Whether any of these numbers add up to something that a double holds exactly. */
export function sumIsSafe(units: ArrayLike<number | bigint>): boolean {
  let total = 0;
  for (let i = 0; i < units.length; i++) total += Math.abs(Number(units[i]));
  return total <= Number.MAX_SAFE_INTEGER / 2; // far enough for the rounding of `total` itself
}

/** The greatest amount, in units, of which so many add up to something that a double holds exactly. */
export function largestSafe(count: number): number {
  return 2 ** (exactBits - 1 - bitsOf(count));
}

/** How many bits it takes to count so many. */
function bitsOf(count: number): number {
  return Math.ceil(Math.log2(count + 1));
}
