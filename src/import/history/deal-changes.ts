import { endOfDay, isDayText, readTime } from '../../time/calendar/instant-of.ts';
import type { ChangedFacts, ChangeRow } from '../rows/change-row.ts';
import { note } from '../rows/findings.ts';
import type { GivenTime } from '../rows/read-deal-row.ts';
import { sameValue, toldValue, type ValueField, valueFields } from '../rows/value-fields.ts';
import type { ImportedDeal } from './imported-deal.ts';

/**
 * The changes of one deal in the order in which they count, each once: by time, those of one instant in the log's order.
 * An outcome on a day comes with the last change of that day. Rows are given, and come back, by their numbers.
 */
export function orderedChanges(imported: ImportedDeal, numbers: number[]): number[] {
  const { instants } = imported;
  const byTime = (a: number, b: number): number => (instants[a] as number) - (instants[b] as number);
  if (!isSorted(numbers, instants)) numbers.sort(byTime);
  const once = withoutRepetitions(imported, numbers);
  const onDays = once.filter((number) => tellsOutcomeOnDay(imported, number));
  if (onDays.length === 0) return once;
  const others = once.filter((number) => !onDays.includes(number));
  for (const number of onDays) {
    const at = instants[number] as number;
    instants[number] = Math.max(lastOnDay(imported, others, at) ?? at, openedOnDay(imported, at) ?? at);
  }
  return [...others, ...onDays].sort(byTime); // stable: an outcome comes after the changes of its instant
}

/** The instant of the last change on the day that starts at an instant. */
export function lastOnDay(
  { instants, rules }: Pick<ImportedDeal, 'instants' | 'rules'>,
  changes: readonly number[],
  start: number,
): number | undefined {
  const end = endOfDay(start, rules.timeZone);
  const last = changes.findLast((number) => (instants[number] as number) < end);
  return last !== undefined && (instants[last] as number) >= start ? instants[last] : undefined;
}

/** The instant of the opening if it is on the day that starts at an instant: an outcome of that day is not before it. */
function openedOnDay({ given, rules }: ImportedDeal, start: number): number | undefined {
  const at = given.openedAt?.at;
  return at !== undefined && at >= start && at < endOfDay(start, rules.timeZone) ? at : undefined;
}

/** Points out an outcome that is dated with an instant, local midnight, though more changed later that day. */
export function noteMidnight(
  imported: ImportedDeal,
  changes: readonly number[],
  { at, onDay }: GivenTime,
  of: { readonly change: number } | 'deal',
): void {
  if (onDay || readDayStart(imported, at) !== at) return;
  const later = lastOnDay(imported, changes, at);
  if (later === undefined || later <= at) return;
  const [place, field] =
    of === 'deal' ? [imported.given.place, 'outcome.at'] : [imported.placeOf(of.change), 'at'];
  note(imported.findings, place, {
    field,
    code: 'midnight-date',
    input: new Date(at),
    effect: 'taken',
    text: 'the outcome is at midnight, and more changed later that day; if only the day is known, write it as a text such as 2026-10-05',
  });
}

function readDayStart({ rules }: ImportedDeal, at: number): number {
  return endOfDay(at - 1, rules.timeZone);
}

function isSorted(numbers: readonly number[], instants: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++)
    if ((instants[numbers[i] as number] as number) < (instants[numbers[i - 1] as number] as number))
      return false;
  return true;
}

/** Rows equal in every value are one: the first of them in the log. */
function withoutRepetitions(imported: ImportedDeal, sorted: number[]): number[] {
  const { instants, changes } = imported;
  let repeated: Set<number> | undefined;
  for (let i = 1, start = 0; i < sorted.length; i++) {
    if (instants[sorted[i] as number] !== instants[sorted[start] as number]) {
      start = i;
      continue;
    }
    for (let j = start; j < i; j++) {
      const [a, b] = [sorted[j] as number, sorted[i] as number];
      if (repeated?.has(a) || !isSameRow(imported, changes[a] as ChangeRow, changes[b] as ChangeRow))
        continue;
      const [first, second] = a < b ? [a, b] : [b, a];
      repeated ??= new Set();
      repeated.add(second);
      imported.effects.merged(second);
      note(imported.findings, imported.placeOf(second), {
        field: null,
        code: 'repeated-row',
        input: (changes[second] as ChangeRow).at,
        effect: 'merged',
        text: `equal in every value to change row ${first}`,
      });
      if (second === b) break;
    }
  }
  const dropped = repeated;
  return dropped === undefined ? sorted : sorted.filter((number) => !dropped.has(number));
}

/** Whether two rows of one deal and instant are equal in every value. */
function isSameRow(imported: ImportedDeal, a: ChangeRow, b: ChangeRow): boolean {
  const { timeZone } = imported.rules;
  const time = (value: ChangeRow['recordedAt']): number | null =>
    value === undefined || value === null ? null : readTime(value, timeZone, 'recordedAt');
  return (
    isDayText(a.at) === isDayText(b.at) &&
    (a.by ?? null) === (b.by ?? null) &&
    time(a.recordedAt) === time(b.recordedAt) &&
    sameFacts(imported, a, b) &&
    sameFacts(imported, a.from ?? {}, b.from ?? {})
  );
}

function sameFacts({ rules }: ImportedDeal, a: ChangedFacts, b: ChangedFacts): boolean {
  const same = (field: ValueField): boolean => {
    const [left, right] = [toldValue(a, field, rules), toldValue(b, field, rules)];
    return left === undefined || right === undefined ? left === right : sameValue(left, right);
  };
  return (
    (a.stageId ?? null) === (b.stageId ?? null) &&
    (a.pipelineId ?? null) === (b.pipelineId ?? null) &&
    valueFields.every(same) &&
    sameOutcome(a.outcome, b.outcome)
  );
}

function sameOutcome(a: ChangedFacts['outcome'], b: ChangedFacts['outcome']): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return a === b;
  return (
    a.status === b.status &&
    sameValue(a.amount ?? null, b.amount ?? null) &&
    (a.reason ?? null) === (b.reason ?? null) &&
    (a.ownerId ?? null) === (b.ownerId ?? null) &&
    (a.competitorId ?? null) === (b.competitorId ?? null)
  );
}

/** Whether a change on a local day tells an outcome. */
function tellsOutcomeOnDay({ changes, rules }: ImportedDeal, number: number): boolean {
  const { at, stageId, outcome } = changes[number] as ChangeRow;
  if (typeof at !== 'string' || !isDayText(at)) return false;
  return (typeof outcome === 'object' && outcome !== null) || rules.outcomeOf.has(stageId as string);
}
