import { DealError } from '../errors.ts';
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
    const problem = 'no whole number from 0 on';
    throw new DealError('invalid-option', `decimals is ${problem}: ${decimals}.`, {
      option: 'decimals',
      problem,
    });
  }
  return { amount: new D(value.amount).toDecimalPlaces(decimals).plus(0), currency: value.currency };
}
