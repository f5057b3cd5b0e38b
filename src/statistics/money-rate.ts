import { divide34 } from '../money/divide.ts';
import type { Money } from '../money/money.ts';

/** A share of money with what it was computed from: `value` = `count` / `of`, or null where that says nothing. */
export interface MoneyRate {
  readonly value: number | null;
  readonly count: Money;
  readonly of: Money;
}

/**
 * The share of a part in a whole of the same currency, from 0 to 1. Amounts can be negative, shares cannot: null where the
 * whole is not positive, or the part or the rest of it is negative.
 */
export function moneyRate(part: Money, whole: Money): MoneyRate {
  const isShare = part.amount.gte(0) && part.amount.lte(whole.amount);
  return isShare ? moneyRatio(part, whole) : { value: null, count: part, of: whole };
}

/** How many times a base an amount of the same currency is, such as a change of it; null where the base is not positive. */
export function moneyRatio(count: Money, of: Money): MoneyRate {
  return { value: of.amount.gt(0) ? divide34(count.amount, of.amount).toNumber() : null, count, of };
}
