import { D, type Decimal } from '../money/decimal.ts';
import { divide34 } from '../money/divide.ts';
import { decimalsOf, unitsOf } from '../money/units.ts';

/** An exact number: `count` / `of`, in lowest terms, with `of` above zero. */
export interface Fraction {
  readonly count: bigint;
  readonly of: bigint;
}

export const zero: Fraction = { count: 0n, of: 1n };
export const one: Fraction = { count: 1n, of: 1n };

/** The fraction of two whole numbers; the second is above zero. */
export function fraction(count: bigint | number, of: bigint | number = 1n): Fraction {
  return lowest(BigInt(count), BigInt(of));
}

/** The fraction that an amount is. */
export function fractionOf(amount: Decimal): Fraction {
  const scale = decimalsOf(amount);
  return lowest(BigInt(unitsOf(amount, scale)), 10n ** BigInt(scale));
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return lowest(a.count * b.of + b.count * a.of, a.of * b.of);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return lowest(a.count * b.of - b.count * a.of, a.of * b.of);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return lowest(a.count * b.count, a.of * b.of);
}

/** a / b; there must be something to divide by. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.count === 0n) throw new RangeError('Nothing is divided by zero.');
  const sign = b.count < 0n ? -1n : 1n;
  return lowest(sign * a.count * b.of, sign * a.of * b.count);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.count * b.of - b.count * a.of;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The least whole number that is not below a fraction. */
export function ceiling({ count, of }: Fraction): bigint {
  const towardsZero = count / of; // which is up below zero
  return count > 0n && count % of !== 0n ? towardsZero + 1n : towardsZero;
}

/** The double nearest to a fraction. */
export function numberOf({ count, of }: Fraction): number {
  const [a, b] = [Number(count), Number(of)];
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) ? a / b : decimalOf(count, of).toNumber();
}

/** A fraction as an amount: exact where the division ends, else rounded once to 34 digits, ties to the even digit. */
export function amountOfFraction({ count, of }: Fraction): Decimal {
  return ends(of) ? decimalOf(count, of) : divide34(new D(count.toString()), new D(of.toString()));
}

function decimalOf(count: bigint, of: bigint): Decimal {
  return new D(count.toString()).div(of.toString());
}

/** Whether what is divided by a number comes to an end, in lowest terms: there are only twos and fives in it. */
function ends(of: bigint): boolean {
  let rest = of;
  for (const factor of [2n, 5n]) while (rest % factor === 0n) rest /= factor;
  return rest === 1n;
}

function lowest(count: bigint, of: bigint): Fraction {
  let [a, b] = [count < 0n ? -count : count, of];
  while (b > 0n) [a, b] = [b, a % b];
  return { count: count / a, of: of / a };
}
