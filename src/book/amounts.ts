import type { Decimal } from '../money/decimal.ts';
import { decimalsOf, unitsOf } from '../money/units.ts';
import { type Column, floats, push } from './column.ts';

/**
 * A column of exact amounts: whole numbers of units of 10^-scale, with the scale of the finest amount seen. What a
 * double cannot hold is kept beside, as a bigint.
 */
export interface Amounts {
  scale: number;
  readonly units: Column<Float64Array>;
  readonly wide: Map<number, bigint>;
}

export function amounts(): Amounts {
  return { scale: 0, units: floats(), wide: new Map() };
}

export function pushAmount(column: Amounts, amount: Decimal): void {
  const decimals = decimalsOf(amount);
  if (decimals > column.scale) refine(column, decimals);
  const units = unitsOf(amount, column.scale);
  if (typeof units === 'bigint') column.wide.set(column.units.length, units);
  push(column.units, Number(units));
}

/** The units of one amount, exactly. */
export function unitsAt({ units, wide }: Amounts, index: number): number | bigint {
  return wide.get(index) ?? (units.values[index] as number);
}

/** Turns to a finer unit. Old numbers are replaced, not changed in place: readers of the old scale are not disturbed. */
function refine(column: Amounts, scale: number): void {
  const factor = 10 ** (scale - column.scale);
  const { values, length } = column.units;
  const finer = new Float64Array(values.length);
  for (let i = 0; i < length; i++) {
    const units = (values[i] as number) * factor;
    finer[i] = units;
    const wide = column.wide.get(i);
    if (wide !== undefined) column.wide.set(i, wide * BigInt(factor));
    else if (Math.abs(units) > Number.MAX_SAFE_INTEGER) {
      column.wide.set(i, BigInt(values[i] as number) * BigInt(factor));
    }
  }
  column.units.values = finer;
  column.scale = scale;
}
