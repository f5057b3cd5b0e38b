import { D } from '../money/decimal.ts';
import { checkComputedMoney, checkCurrency, computedMoney, type Money } from '../money/money.ts';
import { checkOptions, type OptionsOf, readLater } from '../options.ts';
import { dayNumber } from '../time/local-day.ts';
import { checkRateTable } from './check-rate-table.ts';
import { multiplierOn } from './multiplier.ts';
import type { RateTable } from './rate-table.ts';

type ConvertOptions = Parameters<typeof convertMoney>[2];

const convertOptions: OptionsOf<ConvertOptions> = { rates: readLater, on: readLater };

/**
 * An amount in another currency at the exchange rate of a local date, or null where there is no rate.
 *
 * Converted amount = amount × the multiplier of {@link rateOn}, with every digit: nothing is rounded but
 * the multiplier, once, to 34 digits. `roundMoney` rounds where the figure is shown or booked: an amount with more than
 * 10 digits after the point may be computed with, but is refused in events and by verbs.
 *
 * @throws DealError `invalid-option`, `invalid-date` for `on`, `invalid-text` for a currency.
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
  options: {
    readonly rates: RateTable;
    /** A local date, `'2026-02-28'`. */
    readonly on: string;
  },
): Money<C> | null {
  checkOptions(options, convertOptions);
  const { rates, on } = options;
  checkComputedMoney(value);
  checkCurrency(currency);
  checkRateTable(rates);
  const multiplier = multiplierOn(rates, value.currency, currency, dayNumber(on, 'on'));
  return multiplier && computedMoney(new D(value.amount).times(multiplier), currency);
}
