import { openedFrom } from '../facts/opened-from.ts';
import { sparseFacts } from '../facts/sparse-table.ts';
import { openingDate } from '../facts/steps.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** How a deal began. */
export interface FirstContact {
  /** When it was opened, or an interaction took place before that; NaN where neither is known. */
  readonly at: number;
  /** How many interactions it had; the one it was opened from is one, once. */
  readonly interactions: number;
}

/** Tells how deals began: by the interactions that were linked, and took place, by the date of the book, and those they were opened from. */
export function firstContactReader(book: DealBook): (row: number) => FirstContact {
  const { facts, asOf } = columnsOf(book).view;
  const { interactions: table } = facts;
  return (row) => {
    let first = openingDate(facts, row);
    let interactions = openedFrom(facts, row) === undefined ? 0 : 1;
    const { from, end } = sparseFacts(table, row, asOf);
    for (let i = from; i < end; i++) {
      const heldAt = table.heldAt[i] as number;
      if (heldAt > asOf) continue;
      if (!(first <= heldAt)) first = heldAt; // the opening date may not be known
      if (table.again[i] === 0) interactions++;
    }
    return { at: first, interactions };
  };
}
