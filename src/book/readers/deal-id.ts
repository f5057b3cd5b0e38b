import { compareTextsIn, textFrom } from '../../columns/texts.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells the id of a deal. */
export function dealIdReader(book: DealBook): (row: number) => string {
  const { dealIds } = columnsOf(book).view.facts;
  return (row) => textFrom(dealIds, row);
}

/** The order of deals by their ids, by code point. */
export function dealIdOrder(book: DealBook): (a: number, b: number) => number {
  const { dealIds } = columnsOf(book).view.facts;
  return (a, b) => compareTextsIn(dealIds, a, b);
}
