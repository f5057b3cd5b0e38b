import { deleted, isOutcome, type StageRef, stageAt } from '../facts/stage-codes.ts';
import { firstDatedStay } from '../facts/steps.ts';
import { unknownDates } from '../facts/unknown-dates.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** When the steps of deals happened: those of a row one after the other, its opening first. */
export interface StepDates {
  /** By row: the index of the opening, and of the last step by the date of the book. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly at: Float64Array;
  /** Whether it is not known since when the deal was in its first stage. */
  readonly isUndated: (row: number) => boolean;
}

export function stepDates(book: DealBook): StepDates {
  const { steps, undated } = columnsOf(book).view.facts;
  const { last } = stateOf(book);
  return { first: steps.from, last, at: steps.at, isUndated: (row) => undated[row] !== unknownDates.none };
}

/** A stay of a deal in a stage, or in a pipeline without stages. */
export interface Stay extends StageRef {
  readonly enteredAt: number;
  /** NaN while the deal is there. */
  readonly leftAt: number;
  /** Whether it is not known when it began: with an `undated` or `stageUndated` opening. */
  readonly undated: boolean;
}

/** All stays of one deal, through all pipelines it was in, by the date of the book. */
export function staysOfDeal(book: DealBook, row: number): Stay[] {
  const { facts } = columnsOf(book).view;
  const { steps } = facts;
  const last = stateOf(book).last[row] as number;
  const firstDated = firstDatedStay(facts, row);
  const stays: Stay[] = [];
  for (let step = steps.from[row] as number; step <= last; step++) {
    const code = steps.code[step] as number;
    if (isOutcome(code) || code === deleted) continue;
    stays.push({
      ...stageAt(facts, code),
      enteredAt: steps.at[step] as number,
      leftAt: step < last ? (steps.at[step + 1] as number) : Number.NaN,
      undated: step < firstDated,
    });
  }
  return stays;
}
