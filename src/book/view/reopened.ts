import { isOutcome } from '../facts/stage-codes.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf } from './book.ts';

/** Which deals of a book were closed before their last step, by row: 1 for those that were. */
export function reopenedRows(book: DealBook): Uint8Array {
  const { view } = columnsOf(book);
  view.derived.reopened ??= readReopened(book);
  return view.derived.reopened;
}

function readReopened(book: DealBook): Uint8Array {
  const { view } = columnsOf(book);
  const { last } = stateOf(book);
  const { from, code } = view.facts.steps;
  const rows = rowsOfView(view);
  const reopened = new Uint8Array(last.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const end = last[row] as number;
    let step = from[row] as number;
    while (step < end && !isOutcome(code[step] as number)) step++;
    reopened[row] = Number(step < end);
  }
  return reopened;
}
