import { absent, setRow } from '../columns/id-index.ts';
import { knownTo } from '../deal/as-of.ts';
import { checkEvents, checkHistory } from '../deal/check-history.ts';
import { hasCorrections } from '../deal/corrected-events.ts';
import type { DealEvent } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { checkOption, list } from '../options.ts';
import { checkText } from '../text.ts';
import { needsHistory } from './recording/needs-history.ts';
import { recordAppended } from './recording/record-history.ts';
import { placeOf, withRow } from './recording/replaced-row.ts';
import { checkBook, columnsOf, type DealBook } from './view/book.ts';

/**
 * The book after more happened to one deal, or with a new deal: what a book of all the histories would be. The old book
 * answers as before.
 *
 * `events` are the deal's new events, in the order they were recorded; they may lie back in time. Only they are read
 * where they come after all that the deal has, else the deal is recorded again. Each time what is held has grown by a
 * quarter, the book is given columns of its own, without what only older books need, which is freed together with these.
 * So on average the cost does not grow with the number of deals, for the newest book; one that was continued already is
 * copied in part. A book without a date of its own is as of its latest event
 * afterwards; one that has a date, from `asOf` or `bookAsOf`, stays there. In a selection, deals that are not in it
 * cannot be continued.
 *
 * @throws DealError `needs-history` (a correction among them, or a late event that changes in which pipeline others
 * happened, where stages had other ids: `putInBook` takes the deal's whole history), `unknown-deal` (no such deal in the book, and the events do not open it), `duplicate-deal` (they open
 * one that the selection leaves out), `mixed-deals`, `invalid-option` (no book), and as `dealBook`. Nothing is changed then.
 *
 * @example
 * ```ts
 * const later = appendToBook(book, 'd4', winDeal(deal, sales, { at: on('30') }))
 * const wins = [book, later].map((each) => winRate(each).won) // => [1, 2]
 * ```
 */
export function appendToBook(book: DealBook, dealId: string, events: readonly DealEvent[]): DealBook {
  checkBook(book);
  checkText(dealId, 'dealId');
  checkOption('events', events, list);
  const { facts, recordedLimits } = columnsOf(book).view;
  const place = placeOf(book, dealId);
  const { rows, before, here } = place;
  checkAppended(dealId, events, before, here);
  const known = here === undefined ? events : events.filter(knownTo(recordedLimits));
  if (here === absent || known.length === 0) return book;
  const latest = recordAppended(facts, here, known, recordedLimits);
  const row = latest === Number.NEGATIVE_INFINITY ? absent : facts.dealIds.length - 1;
  setRow(rows, dealId, row);
  return withRow(book, place, row, latest);
}

/** Checks that events are of a deal that can be continued, or open a new one. */
function checkAppended(
  dealId: string,
  events: readonly DealEvent[],
  before: number | undefined,
  here: number | undefined,
): void {
  if (here !== undefined) {
    checkEvents(events, dealId);
    if (!hasCorrections(events)) return;
    throw needsHistory(dealId, 'a correction changes what the book has of it');
  }
  const opens = (events as readonly DealEvent[] | null)?.[0]?.type === 'DealOpened'; // null if not a list
  if (opens && before === undefined) {
    checkHistory(events);
    checkEvents(events, dealId);
  } else if (opens) {
    throw new DealError('duplicate-deal', `Deal ${dealId} was opened already, outside this selection.`, {
      dealId,
    });
  } else {
    throw new DealError('unknown-deal', `The book holds no deal ${dealId}.`, { dealId });
  }
}
