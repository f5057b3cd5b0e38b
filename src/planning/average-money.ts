import { checkComputedMoney, type Money, ownMoney } from '../money/money.ts';
import { type MoneyAverage, moneyAverage } from '../statistics/money-average.ts';
import { badFigure } from './figure.ts';

/**
 * The average of so many amounts that add up to a total, such as the average won amount: `wonAmount` / `won` of a win rate.
 * It is kept as what it is of, so that planning reckons with the exact number; null of none. An average that somebody
 * tells is that of one: `averageMoney(money(4200, 'EUR'), 1)`.
 *
 * @throws DealError `invalid-option` for a count that is no whole number from 0 on; `invalid-amount`, `invalid-text`.
 *
 * @example
 * ```ts
 * averageMoney(money('100.50', 'EUR'), 4) // => { total: money('100.50', 'EUR'), count: 4, value: money('25.125', 'EUR') }
 * averageMoney(money(0, 'EUR'), 0) // => null
 * ```
 */
export function averageMoney<C extends string>(total: Money<C>, count: number): MoneyAverage<C> | null {
  if (!Number.isSafeInteger(count) || count < 0) throw badFigure('count', 'no whole number from 0 on', count);
  checkComputedMoney(total);
  return moneyAverage(ownMoney(total), count);
}
