import type { DealEvent, EventHead } from '../../deal/event.ts';
import { type Money, ownMoney } from '../../money/money.ts';
import { readTime } from '../../time/calendar/instant-of.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';
import type { ImportRules } from './import-rules.ts';

/** What a deal has one value of at a time, beside its place and its outcome; an instant in milliseconds. */
export interface DealValues {
  ownerId: string | null;
  potential: Money | null;
  expectedCloseAt: number | null;
  probability: number | null;
}

export type ValueField = keyof DealValues;
export type DealValue = DealValues[ValueField];

export const valueFields: readonly ValueField[] = ['ownerId', 'potential', 'expectedCloseAt', 'probability'];

/** What facts tell of a field; undefined where they tell nothing. */
export function toldValue(
  facts: ChangedFacts,
  field: ValueField,
  { timeZone }: ImportRules,
): DealValue | undefined {
  const value = facts[field];
  if (field !== 'expectedCloseAt' || value === undefined || value === null)
    return value as DealValue | undefined;
  return readTime(value, timeZone, field);
}

export function sameValue(a: DealValue, b: DealValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return a.currency === b.currency && a.amount.eq(b.amount);
}

/** The event by which a field gets another value. */
export function valueEvent(field: ValueField, head: EventHead, value: DealValue): DealEvent {
  switch (field) {
    case 'ownerId':
      return { type: 'DealReassigned', ...head, ownerId: value as string | null };
    case 'potential':
      return { type: 'DealRevalued', ...head, potential: value === null ? null : ownMoney(value as Money) };
    case 'expectedCloseAt':
      return {
        type: 'DealRescheduled',
        ...head,
        expectedCloseAt: value === null ? null : new Date(value as number),
      };
    case 'probability':
      return { type: 'DealEstimated', ...head, probability: value as number | null };
  }
}

/** The instant of `recordedAt`, where a change has one. */
export function recordedAtOf({ recordedAt }: ChangeRow, { timeZone }: ImportRules): number | undefined {
  return recordedAt === undefined || recordedAt === null
    ? undefined
    : readTime(recordedAt, timeZone, 'recordedAt');
}
