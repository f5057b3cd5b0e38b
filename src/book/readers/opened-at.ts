import { type DealBook, stateOf } from '../view/book.ts';
import { openingDates } from '../view/opening-dates.ts';

/** Tells when a deal was opened; NaN where the date is not known. */
export function openedAtReader(book: DealBook): (row: number) => number {
  const at = openingDates(book);
  return (row) => at[row] as number;
}

/**
 * The rows of deals that may have been open from an instant on and before another: those not opened later and not closed before.
 * Rows of deals that are not in the book at its date are kept. Steps are not read.
 */
export function rowsOpenBetween(book: DealBook, rows: Int32Array, start: number, end: number): Int32Array {
  const openedAt = openingDates(book);
  const { closedAt } = stateOf(book);
  const found = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    found[count] = row; // branch-free: always written, kept where neither is so
    count += 1 ^ (Number((openedAt[row] as number) >= end) | Number((closedAt[row] as number) < start));
  }
  return found.subarray(0, count);
}
