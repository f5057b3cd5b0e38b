import { copied } from '../money/copied.ts';
import { iterable, notPossible, type OptionsOf } from '../options.ts';
import { preview } from '../text.ts';
import { calendarNames } from '../time/calendar/calendar-names.ts';
import { isCalendarUnit } from '../time/calendar/calendar-unit.ts';
import { isDate } from '../time/is-date.ts';
import { localDays } from '../time/local-day.ts';
import { checkDate } from '../time/period.ts';
import type { ListColumn } from './facts/column.ts';
import { cutRows, type RowGroup } from './selection/cut-rows.ts';
import { type FieldName, fieldOf } from './selection/fields.ts';
import {
  compareValues,
  crossed,
  type GroupKey,
  type KeyColumn,
  type KeySpec,
  keyColumn,
} from './selection/group-keys.ts';
import { rowsByListValue } from './selection/list-groups.ts';
import { bookRows, checkReport, type DealBook, withRows } from './view/book.ts';

/** What deals are grouped by: a field, or the day, ISO week, month, quarter or year of a date. */
export type Grouping =
  | FieldName
  | { readonly day: 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}` }
  | { readonly week: 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}` }
  | { readonly month: 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}` }
  | { readonly quarter: 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}` }
  | { readonly year: 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}` };

/** The deals that share a key. */
export interface DealGroup<K = GroupKey> {
  readonly key: K;
  readonly book: DealBook;
}

interface GroupDealsOptions {
  readonly keys?: Iterable<GroupKey | readonly GroupKey[]> | undefined;
}

const groupDealsOptions: OptionsOf<GroupDealsOptions> = { keys: iterable };

/**
 * A book cut into the books of those deals that share a key: the value of a field, the month of a date in the book's
 * calendar (`{ month: 'closedAt' }` gives keys such as `'2026-10'`; likewise `day`, `week`, and `quarter` and `year` of the
 * book's fiscal year), or, for a list of these, the list of their keys. Every deal is in exactly one group, so the counts
 * and money of a report over the groups add up to the report over the whole; but by `visitedStage` and
 * `participant.<role>`, of which a deal may have several, it is in the group of each, and these groups overlap.
 *
 * Order: texts by code point, numbers, dates and amounts ascending, deals without a value last; a list by its first
 * difference. Fields are read as of the book.
 *
 * @throws DealError `unknown-field`, `invalid-option`, `invalid-date`.
 *
 * @example
 * ```ts
 * groupDeals(book, 'ownerId').map(({ key, book: mine }) => [key, mine.deals]) // => [['kari', 2], ['ola', 2]]
 * groupDeals(book, { month: 'closedAt' }).map(({ key, book: mine }) => [key, mine.deals]) // => [['2026-10', 3], [null, 1]]
 * groupDeals(book, 'ownerId', { keys: ['per'] }).map(({ key, book: mine }) => [key, mine.deals]) // => [['kari', 2], ['ola', 2], ['per', 0]]
 * ```
 */
export function groupDeals(
  book: DealBook,
  by: Grouping,
  options?: {
    /** Keys to have a group for, an empty one if need be. */
    readonly keys?: Iterable<GroupKey> | undefined;
  },
): DealGroup[];
export function groupDeals(
  book: DealBook,
  by: readonly Grouping[],
  options?: { readonly keys?: Iterable<readonly GroupKey[]> | undefined },
): DealGroup<readonly GroupKey[]>[];
export function groupDeals(
  book: DealBook,
  by: Grouping | readonly Grouping[],
  options: GroupDealsOptions = {},
): DealGroup<GroupKey | readonly GroupKey[]>[] {
  checkReport(book, options, groupDealsOptions);
  const { keys = [] } = options;
  const single = !Array.isArray(by);
  const specs = (single ? [by as Grouping] : (by as readonly Grouping[])).map((each) => specOf(book, each));
  const forced = Array.from(keys, (key) =>
    single ? [key as GroupKey] : checkKey(key as readonly GroupKey[], specs),
  );
  return withForced(groupsByLists(bookRows(book), specs), forced).map(({ key, rows, cutGroup }) => ({
    key: single ? (key[0] as GroupKey) : key,
    book: withRows(book, rows, cutGroup),
  }));
}

/** The groups of rows, ascending by key: a row with several values of a field is in the group of each. */
function groupsByLists(rows: Int32Array, specs: readonly Spec[]): RowGroup[] {
  const place = specs.findIndex(isListed);
  if (place < 0) return groupsOf(rows, specs as readonly KeySpec[]);
  const others = specs.filter((_, index) => index !== place);
  return rowsByListValue(rows, specs[place] as ListColumn)
    .flatMap(({ value, rows: some }) =>
      groupsByLists(some, others).map(({ key, ...together }) => ({
        key: [...key.slice(0, place), ownKey(value), ...key.slice(place)],
        ...together,
      })),
    )
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** The groups of rows, ascending by key. */
function groupsOf(rows: Int32Array, specs: readonly KeySpec[]): RowGroup[] {
  const [first, ...rest] = specs.map((spec) => keyColumn(rows, spec));
  const whole: KeyColumn = { numbers: new Int32Array(rows.length), count: 1, keyAt: () => [] };
  return cutRows(rows, rest.reduce(crossed, first ?? whole));
}

/** The groups, with an empty one for each forced key that has none. */
function withForced(groups: RowGroup[], keys: readonly (readonly GroupKey[])[]): RowGroup[] {
  if (keys.length === 0) return groups;
  const empty = keys.map((key) => ({ key: key.map(forcedKey), rows: new Int32Array(0) }));
  return [...groups, ...empty]
    .sort((a, b) => compareKeys(a.key, b.key))
    .filter(({ key }, index, all) => index === 0 || compareKeys((all[index - 1] as RowGroup).key, key) !== 0);
}

/** How one part of a key is made; of a field with several values, its column. */
type Spec = KeySpec | ListColumn;

function isListed(spec: Spec): spec is ListColumn {
  return 'codesAt' in spec;
}

function specOf(book: DealBook, by: Grouping): Spec {
  if (typeof by === 'string') {
    const { column } = fieldOf(book, by);
    return column.type === 'lists' ? column : { column, keyOf: ownKey, dayOf: (instant) => instant };
  }
  const [unit, name] = onlyEntry(by);
  if (!isCalendarUnit(unit)) {
    throw notPossible('by', 'a field, or the day, week, month, quarter or year of one', unit);
  }
  const nameOf = calendarNames(unit, book);
  const { column } = fieldOf(book, preview(name));
  if (column.type === 'lists') throw notPossible('by', `the ${unit} of a date`, name);
  return {
    column,
    keyOf: (value) => (value instanceof Date ? nameOf(+value) : null),
    dayOf: localDays(book.timeZone),
  };
}

/** The only property of a grouping. */
function onlyEntry(by: unknown): readonly [string?, unknown?] {
  const entries = typeof by === 'object' && by !== null ? Object.entries(by) : [];
  const [first = [], second] = entries;
  if (second !== undefined) throw notPossible('by', 'one unit and its date', second[0]);
  return first as readonly [string?, unknown?];
}

/** A copy of a key, so that callers may change it. */
function ownKey(key: GroupKey): GroupKey {
  if (isDate(key)) return new Date(+key);
  if (key instanceof Date) throw notPossible('keys', 'keys with valid dates', key);
  return copied(key);
}

function forcedKey(key: GroupKey): GroupKey {
  if (key instanceof Date) checkDate(key, 'keys');
  return ownKey(key);
}

function checkKey(key: readonly GroupKey[], { length }: readonly Spec[]): readonly GroupKey[] {
  if (Array.isArray(key) && key.length === length) return key;
  throw notPossible('keys', `keys of ${length} parts`, key);
}

function compareKeys(a: readonly GroupKey[], b: readonly GroupKey[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareValues(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}
