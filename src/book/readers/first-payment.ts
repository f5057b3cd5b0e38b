import { sparseFacts } from '../facts/sparse-table.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells when a deal was paid first; NaN where it was not. */
export function firstPaymentReader(book: DealBook): (row: number) => number {
  const { facts, asOf } = columnsOf(book).view;
  const { payments } = facts;
  return (row) => {
    const { from, end } = sparseFacts(payments, row, asOf);
    return from < end ? (payments.at[from] as number) : Number.NaN;
  };
}
