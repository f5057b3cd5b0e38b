import { renumbered } from '../../columns/id-index.ts';
import { rowSetOf, rowsInSet } from '../facts/row-set.ts';
import { bookLike, columnsOf, type DealBook, type View } from '../view/book.ts';
import { compactFacts } from './compact-facts.ts';

/**
 * Compaction: the same book with its own facts, without the rows that only older books need. Those books keep the old
 * facts, which are freed together with them. The view must own its row index.
 */
export function compactBook(book: DealBook): DealBook {
  const { view, selected } = columnsOf(book);
  const { facts, numbers } = compactFacts(view.facts, rowsInSet(view.allRows));
  const renumber = (rows: Int32Array): Int32Array => rows.map((row) => numbers[row] as number);
  const all = rowSetOf(renumber(rowsInSet(view.allRows)));
  const owner = {};
  const next: View = {
    ...view,
    facts,
    allRows: all,
    scope: view.scope === view.allRows ? all : rowSetOf(renumber(rowsInSet(view.scope))),
    rowIndex: { rows: renumbered(view.rowIndex.rows, facts.dealIds, numbers), owner },
    indexOwner: owner,
    derived: {},
  };
  return bookLike(book, book.deals, { view: next, selected: selected === null ? null : renumber(selected) });
}
