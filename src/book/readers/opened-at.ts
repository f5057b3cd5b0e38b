import { openingDate } from '../facts/steps.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells when a deal was opened; NaN where the date is not known. */
export function openedAtReader(book: DealBook): (row: number) => number {
  const { facts } = columnsOf(book).view;
  return (row) => openingDate(facts, row);
}
