import { renumbered } from '../../columns/id-index.ts';
import { rowsInScope, scopeOf } from '../facts/row-set.ts';
import { bookLike, columns, type DealBook, type View } from '../view/book.ts';
import { compactFacts } from './compact-facts.ts';

/**
 * The same book with facts of its own, without the rows that only older books need: these keep the facts they have, for
 * as long as they are in use. Its index of ids must be its own.
 */
export function compactBook(book: DealBook): DealBook {
  const { view, selected } = book[columns];
  const { facts, numbers } = compactFacts(view.facts, rowsInScope(view.all));
  const renumber = (rows: Int32Array): Int32Array => rows.map((row) => numbers[row] as number);
  const all = scopeOf(renumber(rowsInScope(view.all)));
  const mark = {};
  const next: View = {
    ...view,
    facts,
    all,
    scope: view.scope === view.all ? all : scopeOf(renumber(rowsInScope(view.scope))),
    index: { rows: renumbered(view.index.rows, facts.dealIds, numbers), mark },
    mark,
    derived: {},
  };
  return bookLike(book, book.deals, { view: next, selected: selected === null ? null : renumber(selected) });
}
