import { sparseFacts } from '../facts/sparse-table.ts';
import { unitsAt } from '../facts/tables.ts';
import type { Prices } from '../prices/prices.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { factPrices } from './fact-prices.ts';

/** Tells when a deal was paid first; NaN where it was not. A negative payment is a refund, which pays nothing. */
export function firstPaymentReader(book: DealBook): (row: number) => number {
  const { facts, asOf } = columnsOf(book).view;
  const { payments } = facts;
  return (row) => {
    const { from, end } = sparseFacts(payments, row, asOf);
    for (let i = from; i < end; i++) if (!(unitsAt(payments, i) < 0)) return payments.at[i] as number;
    return Number.NaN;
  };
}

/** What was paid for deals, payment by payment, each at the rate of its own day. */
export function paymentsOf(book: DealBook, rows: Int32Array): Prices {
  const { view } = columnsOf(book);
  const { payments } = view.facts;
  const indices: number[] = [];
  for (const row of rows) {
    const { from, end } = sparseFacts(payments, row, view.asOf);
    for (let i = from; i < end; i++) indices.push(i);
  }
  return factPrices(view, payments, Int32Array.from(indices));
}
