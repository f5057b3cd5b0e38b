import { D, type Decimal } from '../money/decimal.ts';
import { checkCurrency } from '../money/money.ts';
import { checkOptions, type OptionsOf, readLater } from '../options.ts';
import { dayNumber, dayText } from '../time/local-day.ts';
import { checkRateTable } from './check-rate-table.ts';
import { multiplierOn, publishedBy } from './multiplier.ts';
import type { RateTable } from './rate-table.ts';

/** What one unit of a currency is worth in another on a date, and when the rates behind it were published. */
export interface ExchangeRate {
  readonly multiplier: Decimal;
  /** The date of the rate used for the currency converted from; null where none was needed. */
  readonly fromDate: string | null;
  /** The date of the rate used for the currency converted to; null where none was needed. */
  readonly toDate: string | null;
}

type RateQuery = Parameters<typeof rateOn>[1];

const rateQuery: OptionsOf<RateQuery> = { from: readLater, to: readLater, on: readLater };

/**
 * The exchange rate between two currencies on a local date, or null where the table has none.
 *
 * `multiplier` = rate of `to` / rate of `from`, each the latest published on or before the date, rounded once
 * to 34 significant digits, ties to even. It is exactly 1 between a currency and itself, which needs no row.
 * Before a currency's first row, or in a currency the table does not know, the rate is missing: null, never 1
 * or 0.
 *
 * @throws DealError `invalid-option`, `invalid-date` for `on`, `invalid-text` for a currency.
 *
 * @example
 * ```ts
 * const rows = [{ date: '2026-02-27', currency: 'NOK', rate: '11.20' }, { date: '2026-02-26', currency: 'SEK', rate: '10.64' }]
 * const rates = rateTable(rows, { base: 'EUR' })
 * rateOn(rates, { from: 'NOK', to: 'SEK', on: '2026-03-01' }) // => { multiplier: '0.95', fromDate: '2026-02-27', toDate: '2026-02-26' }
 * rateOn(rates, { from: 'NOK', to: 'SEK', on: '2026-02-26' }) // => null
 * ```
 */
export function rateOn(
  table: RateTable,
  query: {
    readonly from: string;
    readonly to: string;
    /** A local date, `'2026-02-28'`. */
    readonly on: string;
  },
): ExchangeRate | null {
  checkRateTable(table);
  checkOptions(query, rateQuery, 'query');
  const { from, to, on } = query;
  checkCurrency(from);
  checkCurrency(to);
  const day = dayNumber(on, 'on');
  const multiplier = multiplierOn(table, from, to, day);
  if (multiplier === null) return null;
  const dateOf = (currency: string): string | null => {
    const published = from === to ? null : publishedBy(table, currency, day);
    return typeof published?.day === 'number' ? dayText(published.day) : null;
  };
  return { multiplier: new D(multiplier), fromDate: dateOf(from), toDate: dateOf(to) };
}
