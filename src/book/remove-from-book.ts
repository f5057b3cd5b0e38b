import { absent, dropId } from '../columns/id-index.ts';
import { checkText } from '../text.ts';
import { placeOf, withRow } from './recording/replaced-row.ts';
import { checkBook, type DealBook } from './view/book.ts';

/**
 * The book without a deal, as if it had never been there: what a book of the other histories would be. A book that does not
 * have the deal stays as it is, and so does a selection that leaves it out. The old book answers as before.
 *
 * @throws DealError `invalid-option` (no book), `invalid-text`.
 *
 * @example
 * ```ts
 * removeFromBook(book, 'd4').deals // => 3
 * ```
 */
export function removeFromBook(book: DealBook, dealId: string): DealBook {
  checkBook(book);
  checkText(dealId, 'dealId');
  const place = placeOf(book, dealId);
  if (place.here === undefined) return book;
  dropId(place.rows, dealId);
  return withRow(book, place, absent, Number.NEGATIVE_INFINITY);
}
