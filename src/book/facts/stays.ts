import type { Facts } from './facts.ts';
import { deleted, firstStageCode, lost, won } from './stage-codes.ts';
import { firstDatedStay } from './steps.ts';

/** A deal's stays in the stages of one pipeline, as of a date, in the order of its path. */
export interface Stays {
  readonly enteredAt: readonly number[];
  /** NaN while the deal is there. */
  readonly leftAt: readonly number[];
  /** Whether it is not known when the first of them began: with an `undated` or `stageUndated` opening. */
  readonly undated: boolean;
}

/** The stays of a row in the stages of a pipeline, up to its last step by a date. */
export function staysIn(facts: Facts, pipelineId: string, row: number, last: number): Stays {
  const { steps, stages } = facts;
  const first = steps.from[row] as number;
  const enteredAt: number[] = [];
  const leftAt: number[] = [];
  let opensHere = false;
  for (let i = first; i <= last; i++) {
    const code = steps.code[i] as number;
    if (code === won || code === lost || code === deleted) continue;
    const stage = stages[code - firstStageCode];
    if (stage?.pipelineId !== pipelineId || stage.stageId === null) continue;
    if (i === first) opensHere = true;
    enteredAt.push(steps.at[i] as number);
    leftAt.push(i < last ? (steps.at[i + 1] as number) : Number.NaN);
  }
  return { enteredAt, leftAt, undated: opensHere && first < firstDatedStay(facts, row) };
}
