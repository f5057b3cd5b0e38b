import { sparseFacts } from '../facts/sparse-table.ts';
import { latestBesides, openedAt, openingDate } from '../facts/steps.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/**
 * Tells when something happened to a deal last, by the date of the book: whatever was recorded, but an interaction when it
 * took place, one that is yet to come when it was linked. NaN where that is an opening on a date not known.
 */
export function activityReader(book: DealBook): (row: number) => number {
  const { facts, asOf } = columnsOf(book).view;
  const { interactions: table } = facts;
  return (row) => {
    let latest = latestBesides(facts, row, asOf);
    const { from, end } = sparseFacts(table, row, asOf);
    for (let i = from; i < end; i++) {
      const heldAt = table.heldAt[i] as number;
      latest = Math.max(latest, heldAt <= asOf ? heldAt : (table.at[i] as number));
    }
    return latest === openedAt(facts, row) ? openingDate(facts, row) : latest;
  };
}
