import { absent, type IdIndex, idIndex, rowOf, setRow } from '../../columns/id-index.ts';
import { textFrom } from '../../columns/texts.ts';
import { trimFacts } from '../facts/fact-rows.ts';
import { replaceRow, rowsInSet } from '../facts/row-set.ts';
import { lastStep, latestAt } from '../facts/steps.ts';
import { bookLike, columnsOf, type DealBook, type RowIndex, type View, withRows } from '../view/book.ts';
import { earlierState } from '../view/continued-state.ts';
import { heldBy } from './allowance.ts';
import { compactBook } from './compact-book.ts';

/** Where a deal stands in a book. */
export interface DealPlace {
  /** The row of each deal: an index for the next book to own. */
  readonly rows: IdIndex;
  /** The deal's row; `absent` where nothing of it is known yet, undefined where the book never heard of it. */
  readonly before: number | undefined;
  /** The same, but undefined where a selection leaves the deal out. */
  readonly here: number | undefined;
}

export function placeOf(book: DealBook, dealId: string): DealPlace {
  const { view, selected } = columnsOf(book);
  const rows = indexOf(view);
  const before = rowOf(rows, dealId);
  const here = before !== undefined && (selected === null || selected.includes(before)) ? before : undefined;
  return { rows, before, here };
}

/**
 * The book with the row of a deal replaced by a new one, `absent` for none, of which the latest event was at an instant. Each
 * time what is held has grown by a quarter, the book is given columns of its own.
 */
export function withRow(
  book: DealBook,
  { rows, here = absent }: DealPlace,
  row: number,
  latest: number,
): DealBook {
  const { view } = columnsOf(book);
  const next = continued(book, withIndex(view, rows), here, row, latest);
  if (heldBy(view.facts) > view.facts.allowance) return compactBook(next);
  trimFacts(view.facts, 1 / 8); // more capacity than usual: further appends are likely
  return next;
}

function continued(book: DealBook, view: View, before: number, row: number, latest: number): DealBook {
  const { selected } = columnsOf(book);
  const { facts, asOf } = view;
  const isSame = row < 0 && before < 0;
  const allRows = isSame ? view.allRows : replaceRow(view.allRows, before, row);
  const next: View = {
    ...view,
    asOf: dateAfter(view, allRows, before, latest),
    scope: isSame ? view.scope : view.scope === view.allRows ? allRows : replaceRow(view.scope, before, row),
    allRows,
    derived: { earlier: earlierState(view, before, row) },
  };
  const isPresent = row >= 0 && lastStep(facts, row, next.asOf) >= 0;
  const wasPresent = before >= 0 && lastStep(facts, before, asOf) >= 0;
  const deals = book.deals + Number(isPresent) - Number(wasPresent);
  const whole = bookLike(book, deals, { view: next, selected: null });
  if (selected === null) return whole;
  const others = selected.filter((other) => other !== before);
  if (!isPresent) return withRows(whole, others);
  const chosen = new Int32Array(others.length + 1);
  chosen.set(others);
  chosen[others.length] = row;
  return withRows(whole, chosen);
}

/** The date of the book afterwards: its own, or that of its latest event, which is looked for where the one it was has gone. */
function dateAfter(
  { facts, hasFixedDate, asOf }: View,
  allRows: View['allRows'],
  before: number,
  latest: number,
): number {
  if (hasFixedDate) return asOf;
  if (latest >= asOf || before < 0 || latestAt(facts, before) < asOf) return Math.max(asOf, latest);
  let found = Number.NEGATIVE_INFINITY;
  for (const row of rowsInSet(allRows)) found = Math.max(found, latestAt(facts, row));
  return found;
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
  for (const row of rowsInSet(allRows)) setRow(rows, textFrom(facts.dealIds, row), row);
  return rows;
}
