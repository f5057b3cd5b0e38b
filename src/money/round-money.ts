import { DealError } from '../errors.ts';
import { shown } from '../text.ts';
import { D } from './decimal.ts';
import { checkComputedMoney, computedDigits, computedMoney, type Money } from './money.ts';

/**
 * An amount rounded to a number of decimals, ties to the even digit. Nothing in the library rounds
 * by itself: this is for the edge, where a figure is shown or booked.
 *
 * @throws DealError `invalid-option` where `decimals` is no whole number from 0 to 600, `invalid-amount`.
 *
 * @example
 * ```ts
 * roundMoney(money('2.345', 'NOK'), 2) // => { amount: '2.34', currency: 'NOK' }
 * ```
 */
export function roundMoney<C extends string>(value: Money<C>, decimals: number): Money<C> {
  checkComputedMoney(value);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > computedDigits.after) {
    const problem = `no whole number from 0 to ${computedDigits.after}`;
    throw new DealError('invalid-option', `decimals is ${problem}: ${shown(decimals)}.`, {
      option: 'decimals',
      problem,
    });
  }
  return computedMoney(new D(value.amount).toDecimalPlaces(decimals), value.currency);
}
