import { checkMoney, type Money, ownMoney } from '../money/money.ts';
import { amountOfFraction, fraction, fractionOf, over } from '../statistics/fraction.ts';
import { badFigure } from './figure.ts';

/**
 * The average of so many amounts that add up to a total, such as the average won amount: `wonAmount` / `won` of a win rate.
 * All its digits where they end, else 34; null of none.
 *
 * @throws DealError `invalid-option` for a count that is no whole number from 0 on.
 *
 * @example
 * ```ts
 * averageMoney(money('100.50', 'EUR'), 4) // => { amount: '25.125', currency: 'EUR' }
 * averageMoney(money(0, 'EUR'), 0) // => null
 * ```
 */
export function averageMoney<C extends string>(total: Money<C>, count: number): Money<C> | null {
  checkMoney(total);
  const { amount, currency } = ownMoney(total);
  if (!Number.isSafeInteger(count) || count < 0) throw badFigure('count', 'no whole number from 0 on', count);
  if (count === 0) return null;
  return {
    amount: amountOfFraction(over(fractionOf(amount), fraction(count))),
    currency,
  };
}
