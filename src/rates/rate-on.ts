import { D, type Decimal } from '../money/decimal.ts';
import { divide34 } from '../money/divide.ts';
import { checkCurrency } from '../money/money.ts';
import { dayNumber, dayText } from '../time/local-day.ts';
import type { RateTable } from './rate-table.ts';

/** What one unit of a currency is worth in another on a date, and when the rates behind it were published. */
export interface ExchangeRate {
  readonly multiplier: Decimal;
  /** The date of the rate used for the currency converted from; null where none was needed. */
  readonly fromDate: string | null;
  /** The date of the rate used for the currency converted to; null where none was needed. */
  readonly toDate: string | null;
}

/** Which exchange rate is meant. */
export interface RateQuery {
  readonly from: string;
  readonly to: string;
  /** A local date, `'2026-02-28'`. */
  readonly on: string;
}

/** The rate of one currency against the base, and the day it was published on: null for the base itself. */
interface Published {
  readonly rate: Decimal;
  readonly day: number | null;
}

const one: Decimal = /* @__PURE__ */ new D(1);
const unity: Published = { rate: one, day: null };
const multipliers = new WeakMap<RateTable, Map<string, Map<string, Map<number, Decimal | null>>>>();

/**
 * The exchange rate between two currencies on a local date, or null where the table has none.
 *
 * `multiplier` = rate of `to` / rate of `from`, each the latest published on or before the date, rounded once to
 * 34 significant digits, ties to even. It is exactly 1 between a currency and itself, which needs no row. Before
 * a currency's first row, or in a currency the table does not know, the rate is missing: null, never 1 or 0.
 *
 * @throws DealError `invalid-date` for `on`, `invalid-text` for a currency.
 *
 * @example
 * ```ts
 * const rows = [{ date: '2026-02-27', currency: 'NOK', rate: '11.20' }, { date: '2026-02-26', currency: 'SEK', rate: '10.64' }]
 * const rates = rateTable(rows, { base: 'EUR' })
 * rateOn(rates, { from: 'NOK', to: 'SEK', on: '2026-03-01' }) // => { multiplier: '0.95', fromDate: '2026-02-27', toDate: '2026-02-26' }
 * rateOn(rates, { from: 'NOK', to: 'SEK', on: '2026-02-26' }) // => null
 * ```
 */
export function rateOn(table: RateTable, { from, to, on }: RateQuery): ExchangeRate | null {
  checkCurrency(from);
  checkCurrency(to);
  const day = dayNumber(on, 'on');
  const multiplier = multiplierOn(table, from, to, day);
  if (multiplier === null) return null;
  const dateOf = (currency: string): string | null => {
    const published = from === to ? null : publishedBy(table, currency, day);
    return typeof published?.day === 'number' ? dayText(published.day) : null;
  };
  return { multiplier, fromDate: dateOf(from), toDate: dateOf(to) };
}

/** The multiplier of {@link rateOn} for a day by number. Each is worked out once, then it costs a lookup. */
export function multiplierOn(table: RateTable, from: string, to: string, day: number): Decimal | null {
  if (from === to) return one;
  const byDay = multipliersOf(table, from, to);
  let multiplier = byDay.get(day);
  if (multiplier === undefined) {
    const divisor = publishedBy(table, from, day);
    const dividend = publishedBy(table, to, day);
    multiplier = divisor && dividend && divide34(dividend.rate, divisor.rate);
    byDay.set(day, multiplier);
  }
  return multiplier;
}

function multipliersOf(table: RateTable, from: string, to: string): Map<number, Decimal | null> {
  const ofTable = getOrAdd(multipliers, table, () => new Map());
  const ofSource = getOrAdd(ofTable, from, () => new Map());
  return getOrAdd(ofSource, to, () => new Map());
}

/** The latest rate of a currency on or before a day. */
function publishedBy({ base, currencies }: RateTable, currency: string, day: number): Published | null {
  if (currency === base) return unity;
  const known = currencies.get(currency);
  if (known === undefined) return null;
  let low = 0;
  let high = known.days.length; // the first row after the day lies in low..high
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known.days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return null;
  return { rate: known.rates[low - 1] as Decimal, day: known.days[low - 1] as number };
}

interface Store<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function getOrAdd<K, V>(store: Store<K, V>, key: K, make: () => V): V {
  let value = store.get(key);
  if (value === undefined) {
    value = make();
    store.set(key, value);
  }
  return value;
}
