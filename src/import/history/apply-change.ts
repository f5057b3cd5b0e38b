import { isDayText } from '../../time/calendar/instant-of.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import type { OutcomeFacts } from '../rows/deal-row.ts';
import { toldBit } from '../rows/told-fields.ts';
import { type DealValue, recordedAtOf, sameValue, toldValue, valueFields } from '../rows/value-fields.ts';
import { noteMidnight } from './deal-changes.ts';
import { type Draft, headOf, isSameStage, noteAt, place, reopen, type Source, setValue } from './draft.ts';
import { close, outcomeTold } from './outcomes.ts';

/**
 * Adds what one change tells: the owner, a reopening or the move, the other values, the outcome. Where it tells nothing
 * that did not hold already, it is one with what told it before. `isOpening`: it told what the deal was opened with.
 */
export function applyChange(
  draft: Draft,
  number: number,
  isOpening: boolean,
  /** What the deal's row says of the outcome that the change tells. */
  facts: Partial<OutcomeFacts>,
  ordered: readonly number[],
): void {
  const { imported } = draft;
  const { rules } = imported;
  const change = imported.changes[number] as ChangeRow;
  const at = imported.instants[number] as number;
  const tells = imported.told[number] as number;
  const source: Source = {
    change: number,
    field: 'at',
    head: headOf(imported.given.id, at, change.by, recordedAtOf(change, rules)),
  };
  const before = draft.events.length;
  if ((tells & toldBit.from) !== 0) compareFrom(draft, change, source);
  const told = outcomeTold(change, rules);
  let counts = goesOn(draft, change, told, source); // before the owner: who hands a deal on has worked its stage
  for (const field of valueFields) {
    if ((tells & toldBit[field]) === 0) continue;
    const value = toldValue(change, field, rules) as DealValue;
    if (setValue(draft, field, value, source)) counts = true;
  }
  if ((told === 'won' || told === 'lost') && closesBy(draft, change, told)) {
    close(draft, { ...change.outcome, ...facts, status: told }, source);
    noteMidnight(imported, ordered, { at, onDay: isDayText(change.at) }, { change: number });
    counts = true;
  }
  const outcomeStage = rules.outcomeOf.has(change.stageId as string) ? (change.stageId as string) : null;
  if (outcomeStage !== null) draft.outcomeStage = outcomeStage;
  if (counts || isOpening) return;
  if (draft.events.length > before) imported.effects.ignored(number);
  else noteNothingNew(draft, change, number);
}

/** Whether an outcome that is told is another than the deal has. */
function closesBy(draft: Draft, { stageId }: ChangeRow, told: 'won' | 'lost'): boolean {
  if (draft.status !== told) return true;
  const isStage = draft.imported.rules.outcomeOf.has(stageId as string);
  return isStage && draft.outcomeStage !== null && draft.outcomeStage !== stageId;
}

/** Reopens or moves the deal, as far as the change says so. */
function goesOn(
  draft: Draft,
  change: ChangeRow,
  told: ReturnType<typeof outcomeTold>,
  source: Source,
): boolean {
  const pipelineId = change.pipelineId ?? undefined;
  const isOutcome = draft.imported.rules.outcomeOf.has(change.stageId as string);
  const stageId = isOutcome ? undefined : (change.stageId ?? undefined);
  const isLeft = told === 'reopened' || (told === 'moved' && draft.outcomeStage !== null);
  const closesAgain =
    (told === 'won' || told === 'lost') && draft.status !== 'open' && closesBy(draft, change, told);
  if (draft.status !== 'open' && (isLeft || closesAgain)) {
    const within = pipelineId === undefined || pipelineId === draft.pipelineId;
    reopen(draft, within ? stageId : undefined, source);
    if (!within) place(draft, pipelineId, stageId, source);
    return true;
  }
  if (pipelineId === undefined && stageId === undefined) return false;
  return place(draft, pipelineId, stageId, source);
}

/** Lists what `from` says and did not hold. */
function compareFrom(draft: Draft, { from }: ChangeRow, source: Source): void {
  const { imported, values, pipelineId, stageId, outcomeStage, status } = draft;
  const wrong = (field: string, input: unknown, held: unknown): void =>
    noteAt(draft, source.change, {
      field: `from.${field}`,
      code: 'wrong-from',
      input,
      effect: 'ignored',
      text: `until then ${field} was ${String(held ?? 'none')}, as told before`,
    });
  const told = from ?? {};
  const held = outcomeStage ?? stageId;
  if ((told.stageId ?? null) !== null && !isSameStage(imported.rules, pipelineId, told.stageId, held))
    wrong('stageId', told.stageId, held);
  if ((told.pipelineId ?? null) !== null && told.pipelineId !== pipelineId)
    wrong('pipelineId', told.pipelineId, pipelineId);
  if (told.outcome !== undefined && (told.outcome?.status ?? 'open') !== status)
    wrong('outcome', told.outcome?.status ?? 'open', status);
  for (const field of valueFields) {
    const value = toldValue(told, field, imported.rules);
    if (value !== undefined && !sameValue(value, values[field]))
      wrong(field, told[field], shown(draft, field));
  }
}

function shown({ values }: Draft, field: (typeof valueFields)[number]): unknown {
  const value = values[field];
  if (field === 'expectedCloseAt' && value !== null) return new Date(value as number).toISOString();
  if (typeof value !== 'object' || value === null) return value;
  return `${value.amount.toFixed()} ${value.currency}`;
}

function noteNothingNew(draft: Draft, change: ChangeRow, number: number): void {
  const { effects } = draft.imported;
  const tellsPlace = (change.stageId ?? change.pipelineId ?? null) !== null;
  const tellsValue = valueFields.some((field) => change[field] !== undefined);
  if (!tellsPlace && !tellsValue && (change.outcome ?? null) === null) {
    effects.ignored(number);
    noteAt(draft, number, {
      field: null,
      code: 'nothing-told',
      input: change.at,
      effect: 'ignored',
      text: 'the row tells of no change',
    });
    return;
  }
  effects.merged(number);
  noteAt(draft, number, {
    field: tellsPlace ? 'stageId' : null,
    code: tellsPlace ? 'same-stage' : 'unchanged',
    input: change.stageId ?? change.at,
    effect: 'merged',
    text: 'what the row tells held already',
  });
}
