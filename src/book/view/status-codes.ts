import { statusCodeAtStep } from '../facts/steps.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf } from './book.ts';

/** Whether the deals of a book are won, lost or open, by row: the place of each status in the list of them. */
export function statusCodes(book: DealBook): Uint8Array {
  const { view } = columnsOf(book);
  view.derived.status ??= readStatusCodes(book);
  return view.derived.status;
}

function readStatusCodes(book: DealBook): Uint8Array {
  const { view } = columnsOf(book);
  const { last } = stateOf(book);
  const rows = rowsOfView(view);
  const codes = new Uint8Array(last.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    codes[row] = statusCodeAtStep(view.facts, last[row] as number);
  }
  return codes;
}
