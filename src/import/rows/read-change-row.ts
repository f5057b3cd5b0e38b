import { checkRecordedMoney, invalidValue } from '../../deal/event-values.ts';
import { isDealError } from '../../errors.ts';
import { checkProbability } from '../../pipeline/check-probability.ts';
import { checkText } from '../../text.ts';
import { readTime } from '../../time/calendar/instant-of.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';
import { type Findings, leaveOut, noteUnknownKeys, type RowPlace } from './findings.ts';
import type { ImportRules } from './import-rules.ts';
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
export function readChangeRow(
  row: ChangeRow,
  place: RowPlace,
  rules: ImportRules,
  findings: Findings,
): number {
  let field: string | null = null;
  let value: unknown;
  const dealId = place.dealId as string;
  const at = (name: string, held: unknown): unknown => {
    field = name;
    value = held;
    return held;
  };
  try {
    noteUnknownKeys(findings, place, row, changeKeys);
    const instant = readTime(at('at', row.at), rules.timeZone, 'at', dealId);
    if ((row.recordedAt ?? null) !== null)
      readTime(at('recordedAt', row.recordedAt), rules.timeZone, 'recordedAt', dealId);
    if ((row.by ?? null) !== null) checkText(at('by', row.by), 'by');
    checkFacts(row, '');
    if ((row.from ?? null) !== null) {
      if (typeof at('from', row.from) !== 'object') throw invalidValue('from', 'not a row', row.from, dealId);
      noteUnknownKeys(findings, place, row.from as object, fromKeys, 'from.');
      checkFacts(row.from as ChangedFacts, 'from.');
    }
    return instant;
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOut(findings, place, field, value, error);
    return Number.NaN;
  }

  function checkFacts(facts: ChangedFacts, path: string): void {
    const { stageId, pipelineId, ownerId, potential, expectedCloseAt, probability, outcome } = facts;
    if (isTold(stageId)) checkText(at(`${path}stageId`, stageId), 'stageId');
    if (isTold(pipelineId)) {
      checkText(at(`${path}pipelineId`, pipelineId), 'pipelineId');
      if (!rules.pipelines.has(pipelineId)) throw unknownPipeline(pipelineId, dealId);
    }
    if (isTold(ownerId)) checkText(at(`${path}ownerId`, ownerId), 'ownerId');
    if (isTold(potential)) checkRecordedMoney(at(`${path}potential`, potential), 'potential', dealId);
    if (isTold(expectedCloseAt))
      readTime(at(`${path}expectedCloseAt`, expectedCloseAt), rules.timeZone, 'expectedCloseAt', dealId);
    if (isTold(probability)) checkProbability(at(`${path}probability`, probability));
    if (isTold(outcome)) {
      if (typeof at(`${path}outcome`, outcome) !== 'object')
        throw invalidValue('outcome', 'not a row', outcome, dealId);
      noteUnknownKeys(findings, place, outcome, outcomeKeySet, `${path}outcome.`);
      checkOutcome(outcome, dealId, `${path}outcome`, at);
    }
  }
}

/** Whether something is there and not null. */
function isTold<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}
