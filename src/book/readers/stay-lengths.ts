import type { StageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import { firstDatedStay } from '../facts/steps.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/**
 * How long deals stayed in the stages of a pipeline, by position: each stay that is over, as a clock reads its begin and
 * its end. A stay of which it is not known when it began has no length.
 */
export function stayLengths(
  book: DealBook,
  rows: Int32Array,
  pipelineId: string,
  order: StageOrder,
  read: (instant: number) => number,
): Float64Array[] {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { at, code } = facts.steps;
  const positions = positionsOf(facts, pipelineId, order);
  const from = rows.map((row) => firstDatedStay(facts, row));
  const counts = new Int32Array(order.places.length + 1);
  for (let i = 0; i < rows.length; i++) {
    const end = last[rows[i] as number] as number;
    for (let step = from[i] as number; step < end; step++) {
      const position = positions[code[step] as number] as number;
      counts[position] = (counts[position] as number) + 1;
    }
  }
  // All in one array, that of each stage behind the other: the inner loop has no branches.
  const starts = startsOf(counts);
  const next = starts.slice();
  const lengths = new Float64Array(starts[counts.length] as number);
  for (let i = 0; i < rows.length; i++) {
    const end = last[rows[i] as number] as number;
    let entered = read(at[from[i] as number] as number);
    for (let step = from[i] as number; step < end; step++) {
      const left = read(at[step + 1] as number);
      const position = positions[code[step] as number] as number;
      const index = next[position] as number;
      lengths[index] = left - entered;
      next[position] = index + 1;
      entered = left;
    }
  }
  return order.places.map((_, position) => lengths.subarray(starts[position], starts[position + 1]));
}

/** Takes note of a stay: the position of its stage, when it began, NaN where that is not known, when it ended, NaN while it goes on. */
export type NoteStay = (position: number, entered: number, left: number) => void;

/** Goes through the stays of deals in a pipeline, one deal after the other. */
export function eachStay(
  book: DealBook,
  rows: Int32Array,
  { pipelineId, order }: { readonly pipelineId: string; readonly order: StageOrder },
  note: NoteStay,
  endDeal: () => void,
): void {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { at, code, from } = facts.steps;
  const positions = positionsOf(facts, pipelineId, order);
  for (const row of rows) {
    const [firstDated, end] = [firstDatedStay(facts, row), last[row] as number];
    for (let step = from[row] as number; step <= end; step++) {
      const position = positions[code[step] as number] as number;
      if (position === order.places.length) continue;
      const entered = step < firstDated ? Number.NaN : (at[step] as number);
      note(position, entered, step < end ? (at[step + 1] as number) : Number.NaN);
    }
    endDeal();
  }
}

/** Where each part begins that has so many, and where the last one ends. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = (starts[i] as number) + (counts[i] as number);
  return starts;
}

/** The position of the stage that each code stands for; one more than there are for those that are no stage of the pipeline. */
function positionsOf({ stages }: Facts, pipelineId: string, order: StageOrder): Int32Array {
  const none = order.places.length;
  const positions = new Int32Array(firstStageCode + stages.length).fill(none);
  for (const [index, stage] of stages.entries()) {
    if (stage.pipelineId !== pipelineId || stage.stageId === null) continue;
    positions[firstStageCode + index] = order.positionOf.get(stage.stageId) ?? none;
  }
  return positions;
}
