import { Decimal } from 'decimal.js';
import { type Amount, quotient34 } from './exact.ts';

/** An exact rational number, its denominator above nought; not reduced. */
export interface NaiveFraction {
  readonly over: bigint;
  readonly under: bigint;
}

export function fraction(over: number | bigint, under: number | bigint = 1): NaiveFraction {
  const [a, b] = [BigInt(over), BigInt(under)];
  return b < 0n ? { over: -a, under: -b } : { over: a, under: b };
}

/** The number that a decimal text is. */
export function fractionOf(amount: string): NaiveFraction {
  const [whole = '', decimals = ''] = amount.split('.');
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

export function times(...factors: readonly NaiveFraction[]): NaiveFraction {
  return factors.reduce((a, b) => fraction(a.over * b.over, a.under * b.under), fraction(1));
}

export function plus(...terms: readonly NaiveFraction[]): NaiveFraction {
  return terms.reduce(
    (a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under),
    fraction(0),
  );
}

export function minus(a: NaiveFraction, b: NaiveFraction): NaiveFraction {
  return plus(a, fraction(-b.over, b.under));
}

/** Null: there is nothing to divide by. */
export function over(a: NaiveFraction, b: NaiveFraction): NaiveFraction | null {
  return b.over === 0n ? null : fraction(a.over * b.under, a.under * b.over);
}

export function compareFractions(a: NaiveFraction, b: NaiveFraction): number {
  const difference = minus(a, b).over;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

const Long = Decimal.clone({ defaults: true, precision: 400, toExpNeg: -9e15, toExpPos: 9e15 });

/** The nearest double; so many digits that rounding twice is no different. */
export function numberOf(value: NaiveFraction): number {
  return new Long(value.over.toString()).div(value.under.toString()).toNumber();
}

/** The decimal where the division ends, else the one "of 34 digits". */
export function amountOf({ over, under }: NaiveFraction): string {
  const reduced = under / greatestDivisor(over < 0n ? -over : over, under);
  const ends = 10n ** BigInt(reduced.toString(2).length) % reduced === 0n;
  return ends
    ? new Long(over.toString()).div(under.toString()).toFixed()
    : quotient34(over.toString(), under.toString());
}

/** The nearest double of what may be missing. */
export function numberOrNull(value: NaiveFraction | null): number | null {
  return value === null ? null : numberOf(value);
}

/** The decimal of what may be missing. */
export function amountOrNull(value: NaiveFraction | null): Amount {
  return value === null ? null : amountOf(value);
}

/** "count / of, whole numbers in lowest terms, as text", with the nearest double. */
export interface NaiveExact {
  readonly value: number;
  readonly count: string;
  readonly of: string;
}

export function exactOrNull(value: NaiveFraction | null): NaiveExact | null {
  if (value === null) return null;
  const shared = greatestDivisor(value.over < 0n ? -value.over : value.over, value.under);
  return {
    value: numberOf(value),
    count: String(value.over / shared),
    of: String(value.under / shared),
  };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
