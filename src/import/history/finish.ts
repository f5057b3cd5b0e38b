import { type DealValue, sameValue, type ValueField, valueFields } from '../rows/value-fields.ts';
import { type Draft, place, reopen, type Source, setValue } from './draft.ts';
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
  finishPlace(draft, opening, last);
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
    const isBefore =
      draft.status !== 'open' && !draft.changedSinceClosing.includes(field) && !isOfOutcome(draft, field);
    const closing = closingSource(draft, field);
    if (isBefore) beforeClosing(draft, () => setValue(draft, field, value, closing));
    else if (draft.status !== 'open' && field === 'ownerId' && !draft.changedSinceClosing.includes(field))
      setValue(draft, field, value, closing);
    else setValue(draft, field, value, sourceAt(draft, last, field));
  }
}

/** Whether the outcome itself told the owner: the row's is then the owner after it. */
function isOfOutcome({ imported }: Draft, field: ValueField): boolean {
  return field === 'ownerId' && (imported.given.outcome?.ownerId ?? null) !== null;
}

function finishPlace(draft: Draft, opening: Opening, last: number): void {
  const { given, rules } = draft.imported;
  const { stageEnteredAt } = given;
  const isOutcome = given.stageId !== null && rules.outcomeOf.has(given.stageId);
  const stageId = given.stageId === null || isOutcome ? undefined : given.stageId;
  const into = given.pipelineId === draft.pipelineId ? undefined : given.pipelineId;
  const isElsewhere =
    opening.logged.includes('stageId') && stageId !== undefined && stageId !== draft.stageId;
  const leaves = draft.outcomeStage !== null && stageId !== undefined && given.outcome === null;
  if (into === undefined && !isElsewhere && !leaves) return;
  const known = stageEnteredAt !== null && stageEnteredAt >= draft.enteredAt && stageEnteredAt <= last;
  const later = stageEnteredAt !== null && stageEnteredAt > last && draft.status === 'open';
  const at = (known || later) && (draft.status === 'open' || leaves) ? (stageEnteredAt as number) : last;
  const field = stageId === undefined ? 'pipelineId' : 'stageId';
  const input = stageId ?? given.pipelineId;
  if (at !== stageEnteredAt)
    noteAssumed(draft, field, input, 'the log ends elsewhere; taken to be there from the last instant told');
  if (leaves) {
    const source = sourceAt(draft, Math.max(at, last), field);
    reopen(draft, into === undefined ? stageId : undefined, source);
    if (into !== undefined) place(draft, into, stageId, source);
  } else if (draft.status === 'open') place(draft, into, stageId, sourceAt(draft, at, field));
  else {
    const closing = closingSource(draft, field, stageEnteredAt);
    beforeClosing(draft, () => place(draft, into, stageId, closing));
  }
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

/** The row as the source of an event at the last outcome, or since when the deal had been in its stage then. */
function closingSource(draft: Draft, field: string, enteredAt: number | null = null): Source {
  const at = draft.events[draft.closing]?.at.getTime() ?? draft.opensAt;
  const isKnown = enteredAt !== null && enteredAt >= draft.enteredAt && enteredAt <= at;
  return sourceAt(draft, isKnown ? enteredAt : at, field);
}

function shown(field: ValueField, value: DealValue): unknown {
  return field === 'expectedCloseAt' && value !== null ? new Date(value as number) : value;
}
