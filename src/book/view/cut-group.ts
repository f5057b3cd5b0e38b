import type { CutGroup } from '../groups/cut.ts';
import { type PriceSum, type Prices, sumOfPrices } from '../prices/prices.ts';
import { columnsOf, type DealBook } from './book.ts';

/** The group that some deals of a book are, of a cut or a part of one; undefined where they are none. */
export function cutGroupOf(book: DealBook, rows: Int32Array): CutGroup | undefined {
  const { selected, cutGroup } = columnsOf(book);
  return rows === selected ? cutGroup : cutGroup?.cut.parts.get(rows);
}

/** The rows that `keep` keeps, which answers to a question about a column; of a group, it may be for all groups at once. */
export function keptRows(
  book: DealBook,
  rows: Int32Array,
  column: object,
  question: string,
  keep: (rows: Int32Array) => Int32Array,
): Int32Array {
  const group = cutGroupOf(book, rows);
  return group?.cut.joint.rows(group, column, question, keep) ?? keep(rows);
}

/** The sum of the prices of some deals of a book; of a group, it may be for all groups at once. */
export function priceSum(book: DealBook, prices: Prices, rows: Int32Array): PriceSum {
  const group = cutGroupOf(book, rows);
  return group?.cut.joint.sums(prices, group) ?? sumOfPrices(prices, rows);
}
