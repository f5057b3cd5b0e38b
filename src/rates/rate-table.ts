import { DealError } from '../errors.ts';
import type { Decimal } from '../money/decimal.ts';
import { checkCurrency } from '../money/money.ts';
import { type Digits, plainDecimal } from '../money/plain-decimal.ts';
import { checkOption, checkOptions, notPossible, type OptionsOf, object, readLater } from '../options.ts';
import { preview } from '../text.ts';
import { dayNumber } from '../time/local-day.ts';

/** A published exchange rate. */
export interface RateRow {
  /** The local date it was published for, `'2026-02-27'`. */
  readonly date: string;
  readonly currency: string;
  /** Units of `currency` per one unit of the table's base. */
  readonly rate: Decimal.Value;
}

/** Exchange rates by currency and date against one base currency, made by {@link rateTable}; frozen plain data. */
export interface RateTable {
  readonly base: string;
  /** Each currency but the base. */
  readonly currencies: Readonly<
    Record<
      string,
      {
        /** Days since 1970-01-01, ascending. */
        readonly days: readonly number[];
        /** The rate published on each, as a decimal without an exponent. */
        readonly rates: readonly string[];
      }
    >
  >;
}

const tableOptions: OptionsOf<{ readonly base: string }> = { base: readLater };

export type CurrencyRates = RateTable['currencies'][string];

/** How many digits a rate has at most: with these, whatever a book converts and adds up has fewer than `computedDigits`. */
export const rateDigits: Digits = { before: 100, after: 100 };

/**
 * A table of exchange rates: each row says how many units of `currency` one unit of the base is worth.
 *
 * A rate counts from its date until the next row of that currency, so weekends and holidays have the rate
 * before them. Rows come in any order; the same row twice counts once. Rates are exact: text, a
 * bigint or a Decimal of up to 100 digits before and 100 after the point, a number as the shortest decimal that reads
 * back as it. The base's own rate is 1 and needs no row.
 *
 * @throws DealError `invalid-rate` for a rate that is no plain decimal above zero, or has more digits (and for one of the base
 * itself other than 1), `duplicate-rate` for two different rates of one currency on one date, `invalid-date`,
 * `invalid-text` for a currency.
 *
 * @example
 * ```ts
 * const rates = rateTable([{ date: '2016-05-06', currency: 'USD', rate: '1.1427' }], { base: 'EUR' })
 * rateOn(rates, { from: 'EUR', to: 'USD', on: '2016-05-08' }) // => { multiplier: '1.1427', fromDate: null, toDate: '2016-05-06' }
 * ```
 */
export function rateTable(rows: Iterable<RateRow>, options: { readonly base: string }): RateTable {
  checkOptions(options, tableOptions);
  const { base } = options;
  checkCurrency(base);
  const byCurrency = new Map<string, Map<number, Decimal>>();
  for (const row of rowsIn(rows)) {
    checkOption('rows', row, object);
    const { currency, date } = row;
    const day = dayNumber(date);
    checkCurrency(currency);
    const rate = readRate(row);
    if (currency === base) {
      if (!rate.eq(1)) throw invalidRate(row, `one ${base} is 1 ${base}`);
      continue;
    }
    const byDay = byCurrency.get(currency) ?? new Map<number, Decimal>();
    byCurrency.set(currency, byDay);
    const other = byDay.get(day);
    if (other !== undefined && !rate.eq(other)) {
      const message = `${currency} has two different rates on ${date}: ${other.toFixed()} and ${rate.toFixed()}.`;
      throw new DealError('duplicate-rate', message, { currency, date });
    }
    byDay.set(day, rate);
  }
  const currencies = [...byCurrency].map(([currency, byDay]) => [currency, inOrder(byDay)] as const);
  return Object.freeze({ base, currencies: Object.freeze(Object.fromEntries(currencies)) });
}

function inOrder(byDay: ReadonlyMap<number, Decimal>): CurrencyRates {
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const rates = days.map((day) => (byDay.get(day) as Decimal).toFixed());
  return Object.freeze({ days: Object.freeze(days), rates: Object.freeze(rates) });
}

function rowsIn(rows: unknown): Iterable<RateRow> {
  if (typeof (rows as Iterable<unknown> | null | undefined)?.[Symbol.iterator] === 'function')
    return rows as Iterable<RateRow>;
  throw notPossible('rows', 'a list of rates', rows);
}

function readRate(row: RateRow): Decimal {
  const rate = plainDecimal(row.rate, rateDigits);
  if (rate?.greaterThan(0)) return rate;
  throw invalidRate(
    row,
    'write a plain decimal above zero of up to 100 digits before and 100 after the point',
  );
}

function invalidRate({ currency, date, rate }: RateRow, advice: string): DealError {
  const input = preview(rate);
  return new DealError('invalid-rate', `${input} is no rate of ${currency} on ${date}: ${advice}.`, {
    currency,
    date,
    input,
  });
}
