import { absent, type IdIndex, idIndex, rowOf, setRow } from '../columns/id-index.ts';
import { knownTo } from '../deal/as-of.ts';
import { checkEvents, checkHistory } from '../deal/check-history.ts';
import type { DealEvent } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { checkOption, list } from '../options.ts';
import { checkText } from '../text.ts';
import { trimFacts } from './facts/fact-rows.ts';
import { replaceRow, rowsInSet } from './facts/row-set.ts';
import { lastStep } from './facts/steps.ts';
import { heldBy } from './recording/allowance.ts';
import { compactBook } from './recording/compact-book.ts';
import { recordAppended } from './recording/record-history.ts';
import {
  bookLike,
  checkBook,
  columnsOf,
  type DealBook,
  type RowIndex,
  type View,
  withRows,
} from './view/book.ts';

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
 * @throws DealError `unknown-deal` (no such deal in the book, and the events do not open it), `duplicate-deal` (they open
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
  const { view, selected } = columnsOf(book);
  const { facts, recordedLimits } = view;
  const rows = indexOf(view);
  const before = rowOf(rows, dealId);
  const here = before !== undefined && (selected === null || selected.includes(before)) ? before : undefined;
  checkAppended(dealId, events, before, here);
  const known = here === undefined ? events : events.filter(knownTo(recordedLimits));
  if (here === absent || known.length === 0) return book;
  const latest = recordAppended(facts, here, known, recordedLimits);
  const row = latest === Number.NEGATIVE_INFINITY ? absent : facts.dealIds.length - 1;
  setRow(rows, dealId, row);
  const next = continued(book, withIndex(view, rows), here ?? absent, row, latest);
  if (heldBy(facts) > facts.allowance) return compactBook(next);
  trimFacts(facts, 1 / 8); // more capacity than usual: further appends are likely
  return next;
}

/** The book with the row of a deal replaced by a new one; -1 for no row. */
function continued(book: DealBook, view: View, before: number, row: number, latest: number): DealBook {
  const { selected } = columnsOf(book);
  const { facts, hasFixedDate, asOf } = view;
  const next: View = {
    ...view,
    asOf: hasFixedDate ? asOf : Math.max(asOf, latest),
    scope: row < 0 ? view.scope : replaceRow(view.scope, before, row),
    allRows: row < 0 ? view.allRows : replaceRow(view.allRows, before, row),
    derived: {},
  };
  const isPresent = row >= 0 && lastStep(facts, row, next.asOf) >= 0;
  const wasPresent = before >= 0 && lastStep(facts, before, asOf) >= 0;
  const deals = book.deals + Number(isPresent) - Number(wasPresent);
  const whole = bookLike(book, deals, { view: next, selected: null });
  if (selected === null) return whole;
  const others = selected.filter((other) => other !== before);
  if (!isPresent) return withRows(whole, others);
  const rows = new Int32Array(others.length + 1);
  rows.set(others);
  rows[others.length] = row;
  return withRows(whole, rows);
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
    return;
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

/** The view as the new owner of an index. */
function withIndex(view: View, rows: IdIndex): View {
  const owner = {};
  const index: RowIndex = rows === view.rowIndex.rows ? view.rowIndex : { rows, owner };
  index.owner = owner;
  return { ...view, rowIndex: index, indexOwner: owner };
}

/** The index of a view, or a rebuilt one if another book took ownership. */
function indexOf({ rowIndex, indexOwner, allRows, facts }: View): IdIndex {
  if (rowIndex.owner === indexOwner) return rowIndex.rows;
  const rows = idIndex(facts.dealIds);
  for (const [id, row] of rowIndex.rows.overflow) if (row === absent) setRow(rows, id, absent);
  for (const row of rowsInSet(allRows)) setRow(rows, facts.dealIds[row] as string, row);
  return rows;
}
