import { DealError } from '../errors.ts';
import { D, type Decimal, isDecimal } from '../money/decimal.ts';
import { checkCurrency } from '../money/money.ts';
import {
  checkOption,
  checkOptions,
  iterable,
  type OptionKind,
  type OptionsOf,
  object,
  readLater,
} from '../options.ts';
import { shown } from '../text.ts';
import { dayNumber } from '../time/local-day.ts';

/** A published exchange rate. */
export interface RateRow {
  /** The local date it was published for, `'2026-02-27'`. */
  readonly date: string;
  readonly currency: string;
  /** Units of `currency` per one unit of the table's base. */
  readonly rate: Decimal.Value;
}

/** Exchange rates by currency and date against one base currency, made by {@link rateTable}. */
export interface RateTable {
  readonly base: string;
  /** Each currency but the base: days since 1970-01-01, ascending, and the rate published on each. */
  readonly currencies: ReadonlyMap<string, CurrencyRates>;
}

const tableOptions: OptionsOf<{ readonly base: string }> = { base: readLater };

/** A table that {@link rateTable} made. */
export const rateTables: OptionKind = {
  possible: 'a table of rates, as rateTable makes them',
  holds: (value) => object.holds(value) && (value as Partial<RateTable>).currencies instanceof Map,
};

/** The rates of one currency. */
export interface CurrencyRates {
  readonly days: Int32Array;
  readonly rates: readonly Decimal[];
}

/**
 * A table of exchange rates: each row says how many units of `currency` one unit of the base is worth.
 *
 * A rate counts from its date until the next row of that currency, so weekends and holidays have the rate
 * before them. Rows come in any order; the same row twice counts once. Rates are exact: text of any length, a
 * number as the shortest decimal that reads back as it. The base's own rate is 1 and needs no row.
 *
 * @throws DealError `invalid-rate` for a rate that is no plain decimal above zero (and for one of the base
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
  checkOption('rows', rows, iterable);
  checkOptions(options, tableOptions);
  const { base } = options;
  checkCurrency(base);
  const byCurrency = new Map<string, Map<number, Decimal>>();
  for (const row of rows) {
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
  return {
    base,
    currencies: new Map([...byCurrency].map(([currency, byDay]) => [currency, inOrder(byDay)])),
  };
}

function inOrder(byDay: ReadonlyMap<number, Decimal>): CurrencyRates {
  const days = Int32Array.from(byDay.keys()).sort();
  return { days, rates: Array.from(days, (day) => byDay.get(day) as Decimal) };
}

function readRate(row: RateRow): Decimal {
  const text = textOf(row.rate);
  const rate = text !== undefined && /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? new D(text) : undefined;
  if (rate === undefined || rate.isZero()) throw invalidRate(row, 'write a plain decimal above zero');
  return rate;
}

function textOf(rate: unknown): string | undefined {
  if (typeof rate === 'string') return rate;
  if (typeof rate === 'number') return new D(rate).toFixed();
  if (typeof rate === 'bigint') return `${rate}`;
  return isDecimal(rate) ? rate.toFixed() : undefined;
}

function invalidRate({ currency, date, rate }: RateRow, advice: string): DealError {
  const input = shown(rate);
  return new DealError('invalid-rate', `${input} is no rate of ${currency} on ${date}: ${advice}.`, {
    currency,
    date,
    input,
  });
}
