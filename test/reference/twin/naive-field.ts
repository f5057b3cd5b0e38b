import type { FieldValue } from '../../../src/deal/event.ts';
import { compareCodePoints } from './code-points.ts';
import { type Amount, compareAmounts } from './exact.ts';
import type { PricedDeal } from './naive-book.ts';
import type { NaiveDeal } from './naive-deal.ts';
import { competitorOf } from './naive-loss-reasons.ts';

/** An amount in the management currency, told from text. */
export interface NaiveAmount {
  readonly amount: string;
}

/** The value of a field; null: "absent = missing". */
export type NaiveValue = FieldValue | NaiveAmount;

export const fieldNames = [
  'id',
  'pipelineId',
  'stageId',
  'status',
  'ownerId',
  'openedBy',
  'closedBy',
  'customerId',
  'customerKind',
  'channel',
  'lossReason',
  'openedAt',
  'closedAt',
  'expectedCloseAt',
  'potential',
  'name',
  'probability',
  'wonAmount',
  'currency',
  'potentialAsEntered',
  'competitorId',
  'previousDealId',
] as const;

/** Fields of which a deal may have several values. */
export const listFieldNames = [
  'visitedStage',
  'participant.client',
  'participant.decision-maker',
  'participant.',
] as const;

export type NaiveSingleField = (typeof fieldNames)[number] | `fields.${string}`;
export type NaiveFieldName = NaiveSingleField | (typeof listFieldNames)[number];

/** The values of a field; null alone: there are none. */
export function fieldValues(
  deal: PricedDeal,
  field: NaiveFieldName,
  all: readonly PricedDeal[],
): readonly NaiveValue[] {
  const list = isList(field) ? [...new Set(listOf(deal, field))] : [fieldValue(deal, field, all)];
  return list.length === 0 ? [null] : list;
}

function isList(field: NaiveFieldName): field is (typeof listFieldNames)[number] {
  return (listFieldNames as readonly string[]).includes(field);
}

function listOf({ stays, counted }: PricedDeal, field: (typeof listFieldNames)[number]): string[] {
  if (field === 'visitedStage') return stays.map(({ stageId }) => stageId);
  return counted.flatMap(({ event }) =>
    event.type === 'ParticipantAdded' && field === `participant.${event.participant.role}`
      ? [event.participant.id]
      : [],
  );
}

/** What a deal has in a field, among all deals of the book. */
export function fieldValue(
  deal: PricedDeal,
  field: NaiveSingleField,
  all: readonly PricedDeal[],
): NaiveValue {
  switch (field) {
    case 'customerKind':
      return kindOfCustomer(deal, all);
    // "the opening date is not known"
    case 'openedAt':
      return deal.undated ? null : deal.openedAt;
    case 'potential':
      return amountOf(deal.price);
    case 'wonAmount':
      return amountOf(deal.soldFor);
    case 'currency':
      return deal.potential?.currency ?? null;
    case 'potentialAsEntered':
      return amountOf(deal.potential?.amount.toFixed() ?? null);
    case 'competitorId':
      return deal.status === 'lost' ? competitorOf(deal) : null;
    case 'previousDealId':
      return (
        deal.counted.flatMap(({ event }) =>
          event.type === 'DealOpened' ? [event.previousDealId ?? null] : [],
        )[0] ?? null
      );
    default:
      return isOwn(field) ? (deal.fields.get(field.slice('fields.'.length)) ?? null) : deal[field];
  }
}

function isOwn(field: NaiveSingleField): field is `fields.${string}` {
  return field.startsWith('fields.');
}

function amountOf(price: Amount): NaiveAmount | null {
  return price === null ? null : { amount: price };
}

/**
 * "`customerKind` (`repeat` if the customer had an earlier win)": another deal of theirs, won as of the book, was won
 * before this one was opened. A win that was taken back by a reopening is none. Of a deal without a customer the kind
 * is missing.
 */
function kindOfCustomer({ customerId, openedAt }: NaiveDeal, all: readonly NaiveDeal[]): string | null {
  if (customerId === null) return null;
  const isEarlierWin = ({ status, closedAt }: NaiveDeal): boolean =>
    status === 'won' && closedAt !== null && closedAt.getTime() < openedAt.getTime();
  const theirs = all.filter((deal) => deal.customerId === customerId);
  return theirs.some(isEarlierWin) ? 'repeat' : 'new';
}

/** Which of two values comes first, or 0; undefined for values of different types, or of a type without order. */
export function compareValues(a: NaiveValue, b: NaiveValue): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (isAmount(a) && isAmount(b)) return compareAmounts(a.amount, b.amount);
  return undefined;
}

export function isSame(a: NaiveValue, b: NaiveValue): boolean {
  return a === b || compareValues(a, b) === 0;
}

export function isAmount(value: NaiveValue): value is NaiveAmount {
  return typeof value === 'object' && value !== null && 'amount' in value;
}
