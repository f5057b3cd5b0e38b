import { DealError } from '../errors.ts';
import { D, type Decimal } from '../money/decimal.ts';
import { divide34 } from '../money/divide.ts';
import { amountOf } from '../money/units.ts';
import { ceiling, type Fraction } from './fraction.ts';

/**
 * An exact number as plain data: `count` / `of`, whole numbers in lowest terms, as text because they may have more
 * digits than a number holds. `value` is the number nearest to it.
 */
export interface Ratio {
  readonly value: number;
  readonly count: string;
  readonly of: string;
}

/** A fraction as plain data. */
export function ratioOf(fraction: Fraction): Ratio {
  const value = decimalOf(fraction).toNumber();
  if (!Number.isFinite(value)) throw tooLarge();
  return { value, count: fraction.numerator.toString(), of: fraction.denominator.toString() };
}

/** How many it takes to have at least so many: the ceiling of a fraction, as a number that is exact. */
export function countOf(fraction: Fraction): number {
  const count = ceiling(fraction);
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) throw tooLarge();
  return Number(count);
}

/** The decimal that a fraction is: all its digits where it ends, else the first 34. */
export function decimalOf({ numerator, denominator }: Fraction): Decimal {
  let rest = denominator;
  let decimals = 0;
  for (; rest % 10n === 0n; decimals++) rest /= 10n;
  for (; rest % 2n === 0n; decimals++) rest /= 2n;
  for (; rest % 5n === 0n; decimals++) rest /= 5n;
  if (rest === 1n) return amountOf((numerator * 10n ** BigInt(decimals)) / denominator, decimals);
  return divide34(new D(numerator.toString()), new D(denominator.toString()));
}

function tooLarge(): DealError {
  const problem = 'too far apart: a figure is larger than a number can be';
  return new DealError('invalid-option', `The given figures are ${problem}.`, { option: 'figures', problem });
}
