import type { InstantColumn } from '../facts/column.ts';
import { fieldOf } from '../selection/fields.ts';
import type { DealBook } from '../view/book.ts';

/** Tells when a deal is expected to close, as was known by the date of the book; NaN where it is not. */
export function expectedCloseReader(book: DealBook): (row: number) => number {
  const { at } = fieldOf(book, 'expectedCloseAt').column as InstantColumn;
  return (row) => at[row] as number;
}
