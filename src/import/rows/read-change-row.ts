import { isDealError } from '../../errors.ts';
import { checkText } from '../../text.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';
import {
  amountAt,
  type Cursor,
  enterPart,
  goTo,
  keysAt,
  leaveOutAt,
  probabilityAt,
  textAt,
  timeAt,
  timeOrNullAt,
} from './cursor.ts';
import { checkOutcome, outcomeKeys, unknownPipeline } from './read-deal-row.ts';

const factKeys: readonly (keyof ChangedFacts)[] = [
  ...([
    'stageId',
    'pipelineId',
    'ownerId',
    'potential',
    'expectedCloseAt',
    'probability',
    'outcome',
  ] as const),
];
const fromKeys: ReadonlySet<string> = new Set(factKeys);
const changeKeys: ReadonlySet<string> = new Set([...factKeys, 'dealId', 'at', 'recordedAt', 'by', 'from']);
const outcomeKeySet: ReadonlySet<string> = new Set(outcomeKeys);

/** Checks a change of a deal that is known; NaN if it is left out, which is noted with the first reason, else its instant. */
export function readChangeRow(row: ChangeRow, cursor: Cursor): number {
  try {
    keysAt(cursor, row, changeKeys, '');
    const instant = timeAt(cursor, 'at', row.at);
    timeOrNullAt(cursor, 'recordedAt', row.recordedAt);
    textAt(cursor, 'by', row.by);
    checkFacts(row, cursor);
    const { from } = row;
    if (from !== undefined && from !== null) {
      enterPart(cursor, 'from', from, fromKeys);
      checkFacts(from, cursor);
    }
    return instant;
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOutAt(cursor, error);
    return Number.NaN;
  }
}

function checkFacts(facts: ChangedFacts, cursor: Cursor): void {
  const { pipelineId, outcome } = facts;
  textAt(cursor, 'stageId', facts.stageId);
  if (pipelineId !== undefined && pipelineId !== null) {
    goTo(cursor, 'pipelineId', pipelineId);
    checkText(pipelineId, 'pipelineId');
    if (!cursor.rules.pipelines.has(pipelineId)) throw unknownPipeline(pipelineId, cursor.dealId);
  }
  textAt(cursor, 'ownerId', facts.ownerId);
  amountAt(cursor, 'potential', facts.potential);
  timeOrNullAt(cursor, 'expectedCloseAt', facts.expectedCloseAt);
  probabilityAt(cursor, 'probability', facts.probability);
  if (outcome === undefined || outcome === null) return;
  const { path } = cursor;
  enterPart(cursor, 'outcome', outcome, outcomeKeySet);
  checkOutcome(outcome, cursor);
  cursor.path = path;
}
