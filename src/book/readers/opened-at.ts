import type { DealBook } from '../view/book.ts';
import { openingDates } from '../view/opening-dates.ts';

/** Tells when a deal was opened; NaN where the date is not known. */
export function openedAtReader(book: DealBook): (row: number) => number {
  const at = openingDates(book);
  return (row) => at[row] as number;
}
