import { openingDate } from '../facts/steps.ts';
import { columnsOf, type DealBook, rowsOfView } from './book.ts';

/** When the deals of a book were opened, by row; NaN where the date is not known, and for others. */
export function openingDates(book: DealBook): Float64Array {
  const { view } = columnsOf(book);
  view.derived.openedAt ??= readOpeningDates(book);
  return view.derived.openedAt;
}

function readOpeningDates(book: DealBook): Float64Array {
  const { view } = columnsOf(book);
  const { facts } = view;
  const rows = rowsOfView(view);
  const at = new Float64Array(facts.steps.rows).fill(Number.NaN);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    at[row] = openingDate(facts, row);
  }
  return at;
}
