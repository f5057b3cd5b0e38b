import { notPossible, wholeNumber } from '../options.ts';
import { D } from './decimal.ts';
import type { Money } from './money.ts';

/**
 * An amount rounded to a number of decimals, ties to the even digit. Nothing in the library rounds
 * by itself: this is for the edge, where a figure is shown or booked.
 *
 * @throws DealError `invalid-option` where `decimals` is no whole number from 0 on.
 *
 * @example
 * ```ts
 * roundMoney(money('2.345', 'NOK'), 2) // => { amount: '2.34', currency: 'NOK' }
 * ```
 */
export function roundMoney<C extends string>(value: Money<C>, decimals: number): Money<C> {
  if (!Number.isInteger(decimals) || decimals < 0) {
    throw notPossible('decimals', wholeNumber.possible, decimals);
  }
  return { amount: new D(value.amount).toDecimalPlaces(decimals).plus(0), currency: value.currency };
}
