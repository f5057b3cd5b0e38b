import type { Decimal } from './decimal.ts';
import { amountOf } from './units.ts';

const laneBits = 26;
const laneBase = 2 ** laneBits;

/**
 * Amounts laid out for exact sums in plain floating point.
 *
 * Each amount is a whole number of units of 10^-scale, cut into lanes: amount = Σ lane[k] × 2^(26 k).
 * Whatever rows are added, in whatever order, the sum of a lane stays below 2^53, where doubles are
 * exact: one lane suffices while all amounts together stay below 2^53 units, and each further lane
 * holds 26 bits of up to 2^27 rows. So the fast way and the way for huge amounts are one loop.
 */
export interface Lanes {
  readonly scale: number;
  readonly columns: readonly Float64Array[];
}

/** Lays out `count` amounts, given as units of 10^-scale. */
export function lanesOf(units: ArrayLike<number | bigint>, scale: number): Lanes {
  const columns: Float64Array[] = [];
  let rest: ArrayLike<number | bigint> = units;
  while (!fitsOneLane(rest)) {
    const low = new Float64Array(rest.length);
    const high = new Array<number | bigint>(rest.length);
    for (let i = 0; i < rest.length; i++) {
      const value = rest[i] as number | bigint;
      if (typeof value === 'number') {
        high[i] = Math.floor(value / laneBase);
        low[i] = value - (high[i] as number) * laneBase;
      } else {
        low[i] = Number(BigInt.asUintN(laneBits, value));
        high[i] = value >> BigInt(laneBits);
      }
    }
    columns.push(low);
    rest = high;
  }
  columns.push(Float64Array.from(rest, Number));
  return { scale, columns };
}

/** The exact amount that the sums of the lanes stand for. */
export function amountOfLanes(sums: ArrayLike<number>, scale: number): Decimal {
  if (sums.length === 1) return amountOf(sums[0] as number, scale);
  let units = 0n;
  for (let lane = sums.length - 1; lane >= 0; lane--) {
    units = (units << BigInt(laneBits)) + BigInt(sums[lane] as number);
  }
  return amountOf(units, scale);
}

function fitsOneLane(units: ArrayLike<number | bigint>): boolean {
  let total = 0;
  for (let i = 0; i < units.length; i++) {
    const value = Math.abs(Number(units[i]));
    total += value;
    if (!(total <= Number.MAX_SAFE_INTEGER / 2)) return false; // far enough for the rounding of `total` itself
  }
  return true;
}
