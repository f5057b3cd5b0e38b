import { D } from './decimal.ts';
import type { Money } from './money.ts';

/**
 * An amount rounded to a number of decimals, ties to the even digit. Nothing in the library rounds
 * by itself: this is for the edge, where a figure is shown or booked.
 *
 * @example
 * ```ts
 * roundMoney(money('2.345', 'NOK'), 2) // => { amount: '2.34', currency: 'NOK' }
 * ```
 */
export function roundMoney<C extends string>(value: Money<C>, decimals: number): Money<C> {
  return { amount: new D(value.amount).toDecimalPlaces(decimals), currency: value.currency };
}
