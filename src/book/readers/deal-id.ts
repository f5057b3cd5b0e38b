import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells the id of a deal. */
export function dealIdReader(book: DealBook): (row: number) => string {
  const { dealIds } = columnsOf(book).view.facts;
  return (row) => dealIds[row] as string;
}
