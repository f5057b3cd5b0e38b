import { firstStageCode } from '../facts/stage-codes.ts';
import { lastStay } from '../facts/steps.ts';
import { columnsOf, type DealBook, rowsOfView, stateOf } from './book.ts';

/** The stages that the deals of a book are in, or were closed in, by row: the place of each in the list of stages. */
export function stageIndices(book: DealBook): Int32Array {
  const { view } = columnsOf(book);
  view.derived.stage ??= readStageIndices(book);
  return view.derived.stage;
}

function readStageIndices(book: DealBook): Int32Array {
  const { view } = columnsOf(book);
  const { last } = stateOf(book);
  const rows = rowsOfView(view);
  const { code } = view.facts.steps;
  const indices = new Int32Array(last.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    indices[row] = (code[lastStay(view.facts, last[row] as number)] as number) - firstStageCode;
  }
  return indices;
}
