import { type DealError, invalidOption } from '../errors.ts';
import { ceiling, type Fraction, numberOf } from '../statistics/fraction.ts';

/**
 * An exact number as plain data: `count` / `of`, whole numbers in lowest terms, as text because they may have more
 * digits than a number holds. `value` is the number nearest to it.
 */
export interface ExactRate {
  readonly value: number;
  readonly count: string;
  readonly of: string;
}

/** A fraction as plain data. */
export function ratioOf(fraction: Fraction): ExactRate {
  const value = numberOf(fraction);
  if (!Number.isFinite(value)) throw tooLarge();
  return { value, count: fraction.count.toString(), of: fraction.of.toString() };
}

/** The ceiling of a fraction, as an exact number. */
export function countOf(fraction: Fraction): number {
  const count = ceiling(fraction);
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) throw tooLarge();
  return Number(count);
}

function tooLarge(): DealError {
  const problem = 'too far apart: a figure is larger than a number can be';
  return invalidOption('figures', problem);
}
