import { endOfDay } from '../../time/calendar/instant-of.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import { note } from '../rows/findings.ts';
import type { GivenTime } from '../rows/read-deal-row.ts';
import { rowKey } from '../rows/row-key.ts';
import { toldBit } from '../rows/told-fields.ts';
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
  const isOnDay = (number: number): boolean => tellsOutcomeOnDay(imported, number);
  if (!once.some(isOnDay)) return once;
  const [onDays, others] = [once.filter(isOnDay), once.filter((number) => !isOnDay(number))];
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
  if (onDay || endOfDay(at - 1, imported.rules.timeZone) !== at) return;
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

function isSorted(numbers: readonly number[], instants: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++)
    if ((instants[numbers[i] as number] as number) < (instants[numbers[i - 1] as number] as number))
      return false;
  return true;
}

/** Rows equal in every value are one: the first of them in the log. */
function withoutRepetitions(imported: ImportedDeal, sorted: number[]): number[] {
  const { instants, changes, rules } = imported;
  const repeated = new Set<number>();
  let told = new Map<string, number>(); // by what they tell, the changes of one instant
  for (let i = 1; i < sorted.length; i++) {
    const [before, number] = [sorted[i - 1] as number, sorted[i] as number];
    if (instants[before] !== instants[number]) {
      if (told.size > 0) told = new Map();
      continue;
    }
    if (told.size === 0) told.set(rowKey(changes[before] as ChangeRow, rules), before);
    const key = rowKey(changes[number] as ChangeRow, rules);
    const other = told.get(key);
    const first = Math.min(number, other ?? number);
    told.set(key, first);
    if (other === undefined) continue;
    const second = Math.max(number, other);
    repeated.add(second);
    imported.effects.merged(second);
    note(imported.findings, imported.placeOf(second), {
      field: null,
      code: 'repeated-row',
      input: (changes[second] as ChangeRow).at,
      effect: 'merged',
      text: `equal in every value to change row ${imported.placeOf(first).index}`,
    });
  }
  return repeated.size === 0 ? sorted : sorted.filter((number) => !repeated.has(number));
}

/** Whether a change on a local day tells an outcome. */
function tellsOutcomeOnDay({ changes, told, rules }: ImportedDeal, number: number): boolean {
  if (((told[number] as number) & toldBit.onDay) === 0) return false;
  const { stageId, outcome } = changes[number] as ChangeRow;
  return (typeof outcome === 'object' && outcome !== null) || rules.outcomeOf.has(stageId as string);
}
