import type { Scalar } from '../facts/dictionary.ts';
import type { attributes } from '../facts/facts.ts';
import { latestCode } from '../selection/field-readers.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** Tells the last value an attribute had by an instant, which is the date of the book unless it is given; null for none. */
export function attributeReader(
  book: DealBook,
  name: keyof typeof attributes,
  asOf?: number,
): (row: number) => Scalar | null {
  const { view } = columnsOf(book);
  const codeAt = latestCode(asOf === undefined ? view : { ...view, asOf }, name);
  const { values } = view.facts.scalars;
  return (row) => values[codeAt(row)] ?? null;
}
