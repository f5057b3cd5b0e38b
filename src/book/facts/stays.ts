import type { Facts } from './facts.ts';
import { deleted, firstStageCode, lost, won } from './stage-codes.ts';
import { openingDate } from './steps.ts';

/** A deal's stays in the stages of one pipeline, as of a date: when each began and ended, in the order of its path. */
export interface Stays {
  readonly enteredAt: readonly number[];
  /** NaN while the deal is there. */
  readonly leftAt: readonly number[];
  /** Whether the first of them began with an opening whose date is not known. */
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
    const step = steps.code[i] as number;
    if (step === won || step === lost || step === deleted) continue;
    const place = stages[step - firstStageCode];
    if (place?.pipelineId !== pipelineId || place.stageId === null) continue;
    if (i === first) opensHere = true;
    enteredAt.push(steps.at[i] as number);
    leftAt.push(i < last ? (steps.at[i + 1] as number) : Number.NaN);
  }
  return { enteredAt, leftAt, undated: opensHere && Number.isNaN(openingDate(facts, row)) };
}
