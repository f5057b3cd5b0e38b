import { type DealBook, priceSum } from '../book/book.ts';
import type { Prices } from '../book/prices/prices.ts';
import { D, type Decimal } from '../money/decimal.ts';

/** Deals counted, with their amounts in the management currency added. */
export interface DealCount {
  readonly deals: number;
  /** How many have no amount in that currency. */
  readonly unpriced: number;
  readonly amount: Decimal;
}

/** No deals. */
export function noDeals(): DealCount {
  return { deals: 0, unpriced: 0, amount: new D(0) };
}

/** Deals of a book, or of a group of it, counted. */
export function countOfDeals(book: DealBook, prices: Prices, rows: Int32Array): DealCount {
  return { deals: rows.length, ...priceSum(book, prices, rows) };
}

/** Two lots of deals as one. */
export function addCounts(a: DealCount, b: DealCount): DealCount {
  return {
    deals: a.deals + b.deals,
    unpriced: a.unpriced + b.unpriced,
    amount: new D(a.amount).plus(b.amount),
  };
}
