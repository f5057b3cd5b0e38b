import { type DealValue, sameValue, type ValueField, valueFields } from '../rows/value-fields.ts';
import { type Draft, isSameStage, noteAt, place, reopen, setValue } from './draft.ts';
import type { Opening } from './opening.ts';
import { noteAssumed, sourceAt } from './row-outcome.ts';

/**
 * The row tells what holds now: where the log's last value differs, the row's holds from the last instant that is told, in
 * a closed deal just before its outcome.
 */
export function finish(draft: Draft, opening: Opening, ordered: readonly number[]): void {
  const { instants, given } = draft.imported;
  const closedAt = draft.events[draft.closing]?.at.getTime();
  const last = Math.max(
    draft.opensAt,
    instants[ordered.at(-1) as number] ?? draft.opensAt,
    closedAt ?? draft.opensAt,
  );
  if (given.outcome !== null && draft.status === 'open') noteReopened(draft, given.outcome.status);
  const wasClosed = draft.status !== 'open';
  finishPlace(draft, last);
  const since = wasClosed && draft.status === 'open' ? draft.enteredAt : last; // of a deal that the row has reopened
  for (const field of valueFields) {
    const value = given[field];
    if (value === null || sameValue(value, draft.values[field])) continue;
    if (opening.logged.includes(field)) {
      noteAssumed(
        draft,
        field,
        shown(field, value),
        'the log ends with another value; taken to hold from the last instant told',
      );
    }
    if (draft.status === 'open' || draft.changedSinceClosing.includes(field)) {
      setValue(draft, field, value, sourceAt(draft, since, field));
      continue;
    }
    const source = sourceAt(draft, closingInstant(draft), field);
    if (field === 'ownerId' && draft.ownerToldAtClosing) setValue(draft, field, value, source);
    else beforeClosing(draft, () => setValue(draft, field, value, source));
  }
}

function noteReopened(draft: Draft, status: string): void {
  const at = draft.events.findLast(({ type }) => type === 'DealReopened')?.at;
  noteAt(draft, -1, {
    field: 'outcome.status',
    code: 'reopened-later',
    input: status,
    effect: 'taken',
    text: `by the log the deal was reopened at ${at?.toISOString()}, and is open`,
  });
}

function finishPlace(draft: Draft, last: number): void {
  const { given, rules } = draft.imported;
  const { stageEnteredAt } = given;
  const isOutcome = given.stageId !== null && rules.outcomeOf.has(given.stageId);
  const stageId = given.stageId === null || isOutcome ? undefined : given.stageId;
  const into = given.pipelineId === draft.pipelineId ? undefined : given.pipelineId;
  const isElsewhere = stageId !== undefined && !isSameStage(rules, draft.pipelineId, stageId, draft.stageId);
  const leaves = draft.outcomeStage !== null && stageId !== undefined && given.outcome === null;
  if (into === undefined && !isElsewhere && !leaves) return;
  const closedAt = draft.status === 'open' || leaves ? null : closingInstant(draft);
  const isKnown =
    stageEnteredAt !== null &&
    stageEnteredAt >= (leaves ? last : draft.enteredAt) &&
    (closedAt === null || stageEnteredAt <= closedAt);
  const field = stageId === undefined ? 'pipelineId' : 'stageId';
  const input = stageId ?? given.pipelineId;
  if (!isKnown)
    noteAssumed(draft, field, input, 'the log ends elsewhere; taken to be there from the last instant told');
  const source = sourceAt(draft, isKnown ? stageEnteredAt : (closedAt ?? last), field);
  if (leaves) {
    reopen(draft, into === undefined ? stageId : undefined, source);
    if (into !== undefined) place(draft, into, stageId, source);
  } else if (closedAt === null) place(draft, into, stageId, source);
  else beforeClosing(draft, () => place(draft, into, stageId, source));
}

/** Adds what is to hold just before the last outcome. */
function beforeClosing(draft: Draft, add: () => void): void {
  const after = draft.events.splice(draft.closing);
  const { status } = draft;
  draft.status = 'open';
  add();
  draft.status = status;
  draft.closing = draft.events.length;
  draft.events.push(...after);
}

/** When the deal was closed last. */
function closingInstant({ events, closing, opensAt }: Draft): number {
  return events[closing]?.at.getTime() ?? opensAt;
}

function shown(field: ValueField, value: DealValue): unknown {
  return field === 'expectedCloseAt' && value !== null ? new Date(value as number) : value;
}
