import { describedFields } from '../../deal/description.ts';
import type { DealOpened } from '../../deal/event.ts';
import { copied } from '../../money/copied.ts';
import { type Money, ownMoney } from '../../money/money.ts';
import { endOfDay } from '../../time/calendar/instant-of.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import { note } from '../rows/findings.ts';
import { toldBit } from '../rows/told-fields.ts';
import { type DealValue, type DealValues, toldValue, type ValueField } from '../rows/value-fields.ts';
import { headOf, isSameStage, noteUnknownStage, stagesIn } from './draft.ts';
import type { ImportedDeal } from './imported-deal.ts';

type OpeningField = ValueField | 'stageId' | 'pipelineId';

/** What a deal was opened with, and where that was told. */
export interface Opening {
  readonly at: number;
  readonly pipelineId: string;
  readonly stageId: string | undefined;
  /** The change that tells the stage; -1 where the row does, or none. */
  readonly stageToldBy: number;
  /** Since when it was in that stage is not known. */
  readonly stageUndated: boolean;
  /** The stage, an outcome, that the log says it stood in until its first change. */
  readonly outcomeStage: string | null;
  readonly values: DealValues;
  /** The fields that the log tells of. */
  readonly logged: readonly OpeningField[];
  /** The changes that tell what it was opened with. */
  readonly told: readonly number[];
  readonly by: string | null;
}

/**
 * What a deal was opened with: what the first `from` tells; else what the earliest change at the opening tells, or one
 * before it or little after it. A value told later is taken to have held from the opening on; a stage told later leaves the
 * pipeline's first stage before it. What the log does not tell is the row's.
 */
export function openingOf(imported: ImportedDeal, ordered: readonly number[], at: number): Opening {
  const { given, rules, changes, instants } = imported;
  const until = latestTelling(imported, at);
  let tells = 0; // what the log tells of at all
  for (const number of ordered) tells |= imported.told[number] as number;
  const logged: OpeningField[] = [];
  const told: number[] = [];
  let stageToldBy = -1;
  let by: string | null = null;
  const tell = (number: number): boolean => {
    const isAtOpening = (instants[number] as number) <= until;
    if (isAtOpening) by ??= (changes[number] as ChangeRow).by ?? null;
    told.push(number);
    return isAtOpening;
  };

  const initialValue = <F extends ValueField>(field: F): DealValues[F] => {
    for (const number of (tells & (toldBit[field] | toldBit.from)) === 0 ? none : ordered) {
      const change = changes[number] as ChangeRow;
      const before = change.from ? toldValue(change.from, field, rules) : undefined;
      const value = before === undefined ? toldValue(change, field, rules) : before;
      if (value === undefined) continue;
      logged.push(field);
      if (before === undefined && !tell(number)) noteAssumed(imported, number, field, value);
      return value as DealValues[F];
    }
    return given[field] as DealValues[F];
  };

  const initialPlace = (field: 'stageId' | 'pipelineId', within: string): string | undefined => {
    for (const number of (tells & (toldBit[field] | toldBit.from)) === 0 ? none : ordered) {
      const change = changes[number] as ChangeRow;
      const before = change.from?.[field] ?? undefined;
      const value = before ?? change[field] ?? undefined;
      if (value === undefined) continue;
      logged.push(field);
      if (field === 'stageId') stageToldBy = number;
      if (before !== undefined) return before;
      const isAtOpening = (instants[number] as number) <= until;
      if (field === 'stageId') {
        if (isAtOpening) tell(number);
        else if (isSameStage(rules, within, value, stagesIn(rules, within).first)) told.push(number); // it has been there from the opening on
        return isAtOpening ? value : undefined;
      }
      if (!tell(number) && value !== given.pipelineId) noteAssumed(imported, number, field, value);
      return value;
    }
    return undefined;
  };

  const pipelineId = initialPlace('pipelineId', given.pipelineId) ?? given.pipelineId;
  const stage = initialPlace('stageId', pipelineId);
  if (!logged.includes('stageId') && wasElsewhere(imported, ordered, pipelineId)) logged.push('stageId');
  const { first } = stagesIn(rules, pipelineId);
  const found = logged.includes('stageId')
    ? { stageId: stage, stageUndated: false }
    : stageFound(imported, until);
  const isOutcome = found.stageId !== undefined && rules.outcomeOf.has(found.stageId);
  return {
    at,
    pipelineId,
    stageId: isOutcome ? first : (found.stageId ?? first),
    stageToldBy,
    stageUndated: found.stageUndated,
    outcomeStage: isOutcome && isFrom(imported, ordered, found.stageId) ? (found.stageId as string) : null,
    values: {
      ownerId: initialValue('ownerId'),
      potential: initialValue('potential'),
      expectedCloseAt: initialValue('expectedCloseAt'),
      probability: initialValue('probability'),
    },
    logged,
    told,
    by,
  };
}

const none: readonly number[] = [];

/** The last instant at which a change tells what the deal was opened with. */
function latestTelling({ given, rules }: ImportedDeal, at: number): number {
  const { openedAt } = given;
  const endOfOpening = openedAt?.onDay ? endOfDay(openedAt.at, rules.timeZone) - 1 : at;
  return Math.max(endOfOpening, at + rules.tolerance);
}

/** Whether the deal was in several pipelines: the stage it stands in is then not told to have been the opening's. */
function wasElsewhere(
  { given, changes }: ImportedDeal,
  ordered: readonly number[],
  openedIn: string,
): boolean {
  const isElse = (number: number): boolean => (changes[number]?.pipelineId ?? openedIn) !== openedIn;
  return given.pipelineId !== openedIn || ordered.some(isElse);
}

/** Where the log tells no stage, the row's: entered later than the deal was opened, it was not the opening's. */
function stageFound(
  { given, rules }: ImportedDeal,
  until: number,
): { readonly stageId: string | undefined; readonly stageUndated: boolean } {
  const { stageId, stageEnteredAt } = given;
  if (stageId === null) return { stageId: undefined, stageUndated: false };
  if (rules.outcomeOf.has(stageId)) return { stageId: undefined, stageUndated: true };
  if (stageEnteredAt === null) return { stageId, stageUndated: true };
  return stageEnteredAt > until
    ? { stageId: undefined, stageUndated: true }
    : { stageId, stageUndated: false };
}

/** Whether a stage is what the first `from` tells, not what a change leads to. */
function isFrom({ changes }: ImportedDeal, ordered: readonly number[], stageId: string | undefined): boolean {
  const first = ordered.find((number) => {
    const { stageId: to, from } = changes[number] as ChangeRow;
    return (to ?? from?.stageId ?? null) !== null;
  });
  return first !== undefined && changes[first]?.from?.stageId === stageId;
}

function noteAssumed(imported: ImportedDeal, number: number, field: string, value: DealValue): void {
  note(imported.findings, imported.placeOf(number), {
    field,
    code: 'assumed-time',
    input: field === 'expectedCloseAt' && value !== null ? new Date(value as number) : value,
    effect: 'assumed',
    text: 'first told later than the opening; taken to have held from the opening on',
  });
}

/** The event that opens the deal. */
export function openingEvent(
  imported: ImportedDeal,
  { at, pipelineId, stageId, stageToldBy, stageUndated, values, by }: Opening,
): DealOpened {
  const { id, row, openedAt } = imported.given;
  const { ownerId, potential, expectedCloseAt } = values;
  const opening: { -readonly [Name in keyof DealOpened]: DealOpened[Name] } = {
    type: 'DealOpened',
    ...headOf(id, at, by),
    pipelineId,
    ownerId,
    potential: potential && ownMoney(potential as Money),
  };
  if (stageId !== undefined) {
    opening.stageId = stageId;
    if (stageUndated) opening.stageUndated = true;
    const isFrom = imported.changes[stageToldBy]?.from?.stageId === stageId;
    noteUnknownStage({ imported, pipelineId }, stageId, stageToldBy, isFrom ? 'from.stageId' : 'stageId');
  }
  if (row.name !== undefined && row.name !== null) opening.name = row.name;
  for (const field of describedFields) {
    const text = row[field];
    if (text !== undefined && text !== null) opening[field] = text;
  }
  if (expectedCloseAt !== null) opening.expectedCloseAt = new Date(expectedCloseAt);
  if (row.fields !== undefined && row.fields !== null) opening.fields = copied(row.fields);
  if (openedAt === null) opening.undated = true;
  return opening;
}
