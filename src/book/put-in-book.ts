import { absent, setRow } from '../columns/id-index.ts';
import { checkHistory } from '../deal/check-history.ts';
import type { DealEvent } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { recordAppended } from './recording/record-history.ts';
import { placeOf, withRow } from './recording/replaced-row.ts';
import { checkBook, columnsOf, type DealBook } from './view/book.ts';

/**
 * The book with a deal's whole history in place of what it has of the deal, or with a new deal: what a book of all the
 * histories would be. It takes what `appendToBook` cannot: corrections, and histories that were written anew. The old book
 * answers as before.
 *
 * A book without a date of its own is as of its latest event afterwards, which may be an earlier one than before; one that
 * has a date stays there. In a selection, deals that are not in it cannot be replaced.
 *
 * @throws DealError `duplicate-deal` (the selection leaves the deal out), `invalid-option` (no book), and as `dealBook`.
 * Nothing is changed then.
 *
 * @example
 * ```ts
 * const lost = { type: 'DealLost', dealId: 'd2', at: on('09'), reason: 'no budget' } as const
 * const corrected = correctEvent(replay(histories[1]), sales, { version: 3, instead: lost, at: on('20') })
 * const later = putInBook(book, [...histories[1], ...corrected])
 * lossReasons(later).reasons.map(({ reason }) => reason) // => ['no budget', 'no need']
 * ```
 */
export function putInBook(book: DealBook, history: readonly DealEvent[]): DealBook {
  checkBook(book);
  checkHistory(history);
  const { facts, recordedLimits } = columnsOf(book).view;
  const [{ dealId }] = history;
  const place = placeOf(book, dealId);
  const { rows, before, here } = place;
  if (before !== undefined && before !== absent && here === undefined) {
    throw new DealError('duplicate-deal', `Deal ${dealId} is in the book already, outside this selection.`, {
      dealId,
    });
  }
  const latest = recordAppended(facts, undefined, history, recordedLimits);
  const row = latest === Number.NEGATIVE_INFINITY ? absent : facts.dealIds.length - 1;
  setRow(rows, dealId, row);
  return withRow(book, place, row, latest);
}
