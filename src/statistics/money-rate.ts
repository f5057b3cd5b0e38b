import { divide34 } from '../money/divide.ts';
import type { Money } from '../money/money.ts';

/** A share of money with what it was computed from: `value` = `count` / `of`, or null where there is nothing to divide by. */
export interface MoneyRate {
  readonly value: number | null;
  readonly count: Money;
  readonly of: Money;
}

/** The share of one amount in another of the same currency. */
export function moneyRate(count: Money, of: Money): MoneyRate {
  return { value: of.amount.isZero() ? null : divide34(count.amount, of.amount).toNumber(), count, of };
}
