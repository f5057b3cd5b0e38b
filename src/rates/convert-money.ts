import { D } from '../money/decimal.ts';
import { checkComputedMoney, checkCurrency, computedMoney, type Money } from '../money/money.ts';
import { dayNumber } from '../time/local-day.ts';
import { checkRateTable } from './check-rate-table.ts';
import { multiplierOn } from './multiplier.ts';
import type { RateTable } from './rate-table.ts';

/** Whose rates are meant, and of which day. */
export interface ConvertOptions {
  readonly rates: RateTable;
  /** A local date, `'2026-02-28'`. */
  readonly on: string;
}

/**
 * An amount in another currency at the exchange rate of a local date, or null where there is no rate.
 *
 * Converted amount = amount × the multiplier of {@link rateOn}, with every digit: nothing is rounded but
 * the multiplier, once, to 34 digits. `roundMoney` rounds where the figure is shown or booked: an amount with more than
 * 10 digits after the point may be computed with, but is refused in events and by verbs.
 *
 * @throws DealError `invalid-date` for `on`, `invalid-text` for a currency, `invalid-amount`, `invalid-option` for rates
 * that are none.
 *
 * @example
 * ```ts
 * const rates = rateTable([{ date: '2016-05-06', currency: 'USD', rate: '1.1427' }], { base: 'EUR' })
 * const price = convertMoney(money(100, 'USD'), 'EUR', { rates, on: '2016-05-08' })
 * price && roundMoney(price, 3) // => { amount: '87.512', currency: 'EUR' }
 * ```
 */
export function convertMoney<const C extends string>(
  value: Money,
  currency: C,
  options: ConvertOptions,
): Money<C> | null {
  checkComputedMoney(value);
  checkCurrency(currency);
  const { rates, on } = options ?? {}; // without rates it is refused
  checkRateTable(rates);
  const multiplier = multiplierOn(rates, value.currency, currency, dayNumber(on, 'on'));
  return multiplier && computedMoney(new D(value.amount).times(multiplier), currency);
}
