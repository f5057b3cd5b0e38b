import type { Money } from '../../../src/money/money.ts';
import { type Amount, product, quotient34 } from './exact.ts';
import { localDay } from './naive-calendar.ts';
import type { NaiveDeal } from './naive-deal.ts';

/** "`rateTable([{ date, currency, rate }], { base })`: units of `currency` per one `base`". */
export interface NaiveRates {
  readonly base: string;
  readonly rows: readonly { readonly date: string; readonly currency: string; readonly rate: string }[];
}

/** How a book prices deals. */
interface Pricing {
  readonly currency: string;
  readonly rates?: NaiveRates | undefined;
  readonly rateDate?: 'closing' | 'opening' | 'asOf';
  readonly timeZone?: string;
}

/** The dates of a deal whose rates may be taken. */
type Dated = Pick<NaiveDeal, 'openedAt' | 'undated' | 'closedAt'>;

/** "converted = amount × multiplier, exactly"; "A deal without potential or rate is counted, not priced". */
export function priceOf(money: Money | null, deal: Dated, pricing: Pricing, asOf: Date): Amount {
  if (money === null) return null;
  const amount = money.amount.toFixed();
  if (money.currency === pricing.currency) return amount;
  const at = rateInstant(deal, pricing, asOf);
  if (at === null || pricing.rates === undefined) return null;
  const day = localDay(at, pricing.timeZone ?? 'UTC');
  const multiplier = multiplierOn(day, money.currency, pricing.currency, pricing.rates);
  return multiplier === null ? null : product(amount, multiplier);
}

/** "payments and demand convert on their own event's day." */
export function priceOn(at: Date, money: Money, pricing: Pricing): Amount {
  const dates = { openedAt: at, undated: false, closedAt: at };
  return priceOf(money, dates, { ...pricing, rateDate: 'closing' }, at);
}

/**
 * "`rateDate: 'closing'` (default: local day of the closing; of `asOf` for an open deal) `| 'opening' | 'asOf'`".
 * Of an opening on a date not known there is no rate.
 */
function rateInstant(
  { closedAt, openedAt, undated }: Dated,
  { rateDate = 'closing' }: Pricing,
  asOf: Date,
): Date | null {
  if (rateDate === 'opening') return undated ? null : openedAt;
  return rateDate === 'closing' ? (closedAt ?? asOf) : asOf;
}

/** "A rate between two currencies is one decimal multiplier of 34 digits". */
function multiplierOn(day: string, from: string, to: string, rates: NaiveRates): Amount {
  const [toRate, fromRate] = [rateOn(day, to, rates), rateOn(day, from, rates)];
  return toRate === null || fromRate === null ? null : quotient34(toRate, fromRate);
}

/** "the latest rate on or before a local date; before the first row or in an unknown currency the rate is missing". */
function rateOn(day: string, currency: string, { base, rows }: NaiveRates): Amount {
  if (currency === base) return '1';
  const published = rows.filter((row) => row.currency === currency && row.date <= day);
  const latest = published.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  return latest?.rate ?? null;
}
