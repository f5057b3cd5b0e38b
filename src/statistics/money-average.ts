import { type Money, ownMoney } from '../money/money.ts';
import { amountOfFraction, fraction, fractionOf, over } from './fraction.ts';

/**
 * An average of money with what it was computed from. Reckon with `total` / `count`, which is exact; `value` is for people:
 * all its digits where they end, else 34.
 */
export interface MoneyAverage<C extends string = string> {
  readonly total: Money<C>;
  readonly count: number;
  readonly value: Money<C>;
}

/** The average of so many amounts that add up to a total; null of none. */
export function moneyAverage<C extends string>(total: Money<C>, count: number): MoneyAverage<C> | null {
  if (count === 0) return null;
  const amount = amountOfFraction(over(fractionOf(total.amount), fraction(count)));
  return { total: ownMoney(total), count, value: { amount, currency: total.currency } };
}
