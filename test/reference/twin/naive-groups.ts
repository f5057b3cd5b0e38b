import { compareCodePoints } from './code-points.ts';
import type { PricedDeal } from './naive-book.ts';
import { type NaiveCalendar, type NaiveUnit, nameOf } from './naive-calendar.ts';
import { fieldValue, isSame, type NaiveSingleField, type NaiveValue } from './naive-field.ts';

/** "`by` a field, `{ month: 'closedAt' }` and the like, or a list of these". */
export type NaiveGrouping = NaiveSingleField | Readonly<Partial<Record<NaiveUnit, NaiveSingleField>>>;

/** A list of keys, one for each part of the grouping. */
interface NaiveGroup {
  readonly key: readonly NaiveValue[];
  /** In code-point order. */
  readonly ids: readonly string[];
}

/** The groups, in no particular order; "`{ keys }` to force empty groups". */
export function naiveGroups(
  deals: readonly PricedDeal[],
  by: readonly NaiveGrouping[],
  calendar: NaiveCalendar,
  keys: readonly (readonly NaiveValue[])[] = [],
): NaiveGroup[] {
  const keyed = deals.map((deal) => ({
    id: deal.id,
    key: by.map((part) => keyOf(deal, part, deals, calendar)),
  }));
  const all = [...keyed.map(({ key }) => key), ...keys];
  const distinct = all.filter((key, index) => all.findIndex((other) => isSameKey(key, other)) === index);
  return distinct.map((key) => ({
    key,
    ids: keyed
      .filter((deal) => isSameKey(key, deal.key))
      .map(({ id }) => id)
      .toSorted(compareCodePoints),
  }));
}

function keyOf(
  deal: PricedDeal,
  by: NaiveGrouping,
  all: readonly PricedDeal[],
  calendar: NaiveCalendar,
): NaiveValue {
  if (typeof by === 'string') return fieldValue(deal, by, all);
  const [unit, field] = Object.entries(by)[0] as [NaiveUnit, NaiveSingleField];
  const value = fieldValue(deal, field, all);
  // What is no date is in no month.
  return value instanceof Date ? nameOf(unit, value, calendar) : null;
}

function isSameKey(a: readonly NaiveValue[], b: readonly NaiveValue[]): boolean {
  return a.length === b.length && a.every((value, index) => isSame(value, b[index] ?? null));
}
