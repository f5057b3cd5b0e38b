import { Decimal } from 'decimal.js';

/** Decimals with more digits than any sum or product in a test has. */
const Exact = Decimal.clone({ defaults: true, precision: 400, toExpNeg: -9e15, toExpPos: 9e15 });

/** "one decimal multiplier of 34 digits", ties to even. */
const Rounded = Decimal.clone({
  defaults: true,
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** A decimal written out, without exponent; null where there is none. */
export type Amount = string | null;

/** The exact sum of those there are. */
export function sumOf(amounts: readonly Amount[]): string {
  return amounts.reduce<Decimal>((sum, amount) => sum.plus(amount ?? 0), new Exact(0)).toFixed();
}

/** The exact product; a number is the shortest decimal that reads back as it. */
export function product(amount: string, factor: string | number): string {
  return new Exact(amount).times(factor).toFixed();
}

export function difference(amount: string, less: string): string {
  return new Exact(amount).minus(less).toFixed();
}

/** A quotient "of 34 digits". */
export function quotient34(dividend: string, divisor: string | number): string {
  return new Rounded(dividend).div(divisor).toFixed();
}

/** "an average of money is `{ total, count, value }` wherever the library gives or takes one" */
export interface NaiveAverage {
  readonly total: string;
  readonly count: number;
  readonly value: string;
}

/**
 * "Shares of money are null where the whole is not positive, or the part or what remains of the whole is negative; a part
 * of zero is 0."
 */
export function share(part: string, whole: string): number | null {
  if (new Exact(part).lt(0) || new Exact(whole).minus(part).lt(0)) return null;
  return times(part, whole);
}

/** "A change on a base that is not positive is null." */
export function times(amount: string, base: string): number | null {
  return new Exact(base).lte(0) ? null : new Exact(amount).div(base).toNumber();
}

export function compareAmounts(a: string, b: string): number {
  return new Exact(a).comparedTo(b);
}
