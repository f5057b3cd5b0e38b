import { textFrom } from '../../columns/texts.ts';
import type { Standing } from '../../deal/standing.ts';
import type { Money } from '../../money/money.ts';
import type { Facts } from '../facts/facts.ts';
import { openedFrom } from '../facts/opened-from.ts';
import { noInstantYet, type SameInstant } from '../facts/order-sensitive.ts';
import { codesOfPipeline, deleted, type PipelineCodes } from '../facts/stage-codes.ts';
import { latestAt, stageAtStep, statusAtStep } from '../facts/steps.ts';

/** The state of a deal while its events are recorded: its standing after the latest of them, and where to record the next. */
export interface RecorderState extends Omit<Standing, 'stageId'> {
  stageId: string | null;
  /** The date of the latest event, or the opening if that is later. */
  at: number;
  codes: PipelineCodes;
  /** The trie node of the path so far. */
  node: number;
  /** The code of the owner; undefined after resuming, until it changes: then the columns of `continuedRow` have it. */
  owner: number | undefined;
  /** The interaction that the deal was opened from. */
  readonly interactionId: string | undefined;
  /** Undefined after resuming, until it changes, as the owner. */
  potential: Money | null | undefined;
  /** The row that is continued; -1 for a new deal. */
  readonly continuedRow: number;
  readonly sameInstant: SameInstant;
}

/** The state at the end of a row, to continue it. */
export function resumeRecording(facts: Facts, row: number): RecorderState {
  const { steps } = facts;
  const end = (steps.from[row + 1] as number) - 1;
  const gone = steps.code[end] === deleted;
  const last = gone ? end - 1 : end;
  const { pipelineId, stageId } = stageAtStep(facts, last);
  return {
    status: statusAtStep(facts, last),
    pipelineId,
    stageId,
    deleted: gone,
    at: latestAt(facts, row),
    codes: codesOfPipeline(facts, pipelineId, textFrom(facts.dealIds, row)),
    node: facts.path[row] as number,
    owner: undefined,
    interactionId: openedFrom(facts, row),
    potential: undefined,
    continuedRow: row,
    sameInstant: noInstantYet(),
  };
}
