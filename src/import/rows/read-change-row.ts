import { isDealError } from '../../errors.ts';
import { checkText } from '../../text.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';
import {
  amountAt,
  type Cursor,
  goTo,
  keysAt,
  partAt,
  placeOfCursor,
  probabilityAt,
  textAt,
  timeAt,
  timeOrNullAt,
} from './cursor.ts';
import { leaveOut } from './findings.ts';
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
    checkFacts(row, cursor, '');
    const { from } = row;
    if (from !== undefined && from !== null)
      checkFacts(partAt(cursor, 'from', from, fromKeys), cursor, 'from.');
    return instant;
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOut(cursor.findings, placeOfCursor(cursor), cursor.field, cursor.value, error);
    return Number.NaN;
  }
}

function checkFacts(facts: ChangedFacts, cursor: Cursor, path: string): void {
  const { pipelineId, outcome } = facts;
  textAt(cursor, `${path}stageId`, facts.stageId);
  if (pipelineId !== undefined && pipelineId !== null) {
    goTo(cursor, `${path}pipelineId`, pipelineId);
    checkText(pipelineId, 'pipelineId');
    if (!cursor.rules.pipelines.has(pipelineId)) throw unknownPipeline(pipelineId, cursor.dealId);
  }
  textAt(cursor, `${path}ownerId`, facts.ownerId);
  amountAt(cursor, `${path}potential`, facts.potential);
  timeOrNullAt(cursor, `${path}expectedCloseAt`, facts.expectedCloseAt);
  probabilityAt(cursor, `${path}probability`, facts.probability);
  if (outcome !== undefined && outcome !== null)
    checkOutcome(outcome, cursor, `${path}outcome`, outcomeKeySet);
}
