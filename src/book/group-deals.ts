import { DealError } from '../errors.ts';
import type { Decimal } from '../money/decimal.ts';
import { compareText } from '../text.ts';
import { calendarNames } from '../time/calendar-names.ts';
import { type DealBook, rowsOf, withRows } from './book.ts';
import { type FieldName, type FieldReader, fieldOf } from './fields.ts';
import { combine, type GroupKey, type Numbering, numbering, split } from './numbering.ts';

type DateField = 'openedAt' | 'closedAt' | 'expectedCloseAt' | `fields.${string}`;

/** What deals are grouped by: a field, or the day, month, quarter or year of a date. */
export type Grouping =
  | FieldName
  | { readonly day: DateField }
  | { readonly month: DateField }
  | { readonly quarter: DateField }
  | { readonly year: DateField };

/** The deals that share a key. */
export interface DealGroup<K = GroupKey> {
  readonly key: K;
  readonly book: DealBook;
}

export interface GroupDealsOptions<K = GroupKey> {
  /** Keys to have a group for, an empty one if need be. */
  readonly keys?: Iterable<K> | undefined;
}

/**
 * A book cut into the books of those deals that share a key: the value of a field, the month of a date in the book's
 * time zone (`{ month: 'closedAt' }` gives keys such as `'2026-10'`; likewise `day`, `quarter`, `year`), or, for a list
 * of these, the list of their keys. Every deal is in exactly one group, so the counts and money of a report over the
 * groups add up to the report over the whole.
 *
 * Order: texts by code point, numbers, dates and amounts ascending, deals without a value last; a list by its first
 * difference. Fields are read as of the book.
 *
 * @throws DealError `unknown-field`, `invalid-option`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = (id: string, ownerId: string, day: string) => ({ id, ownerId, pipelineId: 'sales', potential: null, openedAt: new Date(day) })
 * const rows = [deal('d1', 'ola', '2026-09-30'), deal('d2', 'kari', '2026-10-01'), deal('d3', 'ola', '2026-10-02')]
 * const book = dealBook(historiesOf(rows, [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * groupDeals(book, 'ownerId').map(({ key, book: mine }) => [key, mine.deals]) // => [['kari', 1], ['ola', 2]]
 * groupDeals(book, { month: 'openedAt' }).map(({ key, book: mine }) => [key, mine.deals]) // => [['2026-09', 1], ['2026-10', 2]]
 * groupDeals(book, 'ownerId', { keys: ['per'] }).map(({ key, book: mine }) => [key, mine.deals]) // => [['kari', 1], ['ola', 2], ['per', 0]]
 * ```
 */
export function groupDeals(book: DealBook, by: Grouping, options?: GroupDealsOptions): DealGroup[];
export function groupDeals(
  book: DealBook,
  by: readonly Grouping[],
  options?: GroupDealsOptions<readonly GroupKey[]>,
): DealGroup<readonly GroupKey[]>[];
export function groupDeals(
  book: DealBook,
  by: Grouping | readonly Grouping[],
  { keys = [] }: GroupDealsOptions<GroupKey | readonly GroupKey[]> = {},
): DealGroup<GroupKey | readonly GroupKey[]>[] {
  const single = !Array.isArray(by);
  const numberings = (single ? [by as Grouping] : (by as readonly Grouping[])).map((each) =>
    numbering(keyReader(book, each)),
  );
  const parts = Array.from(keys, (key) =>
    single ? [key as GroupKey] : checkKey(key as readonly GroupKey[], numberings.length),
  );
  const combined = combine(numberings);
  for (const key of parts)
    combined.numberOf(key.map((value, index) => (numberings[index] as Numbering).numberOf(value)));
  const rows = rowsOf(book);
  const groups = new Int32Array(rows.length);
  const numbers = new Array<number>(numberings.length);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < numbers.length; k++)
      numbers[k] = (numberings[k] as Numbering).numberAt(rows[i] as number);
    groups[i] = combined.numberOf(numbers);
  }
  return split(rows, groups, combined.keys.length)
    .map((of, group) => ({ key: combined.keys[group] as readonly GroupKey[], rows: of }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ key, rows: of }) => ({ key: single ? (key[0] as GroupKey) : key, book: withRows(book, of) }));
}

function keyReader(book: DealBook, by: Grouping): FieldReader {
  if (typeof by === 'string') return fieldOf(book, by).read;
  const [unit, name] = Object.entries(by)[0] ?? [];
  if (unit !== 'day' && unit !== 'month' && unit !== 'quarter' && unit !== 'year') {
    throw new DealError('invalid-option', `Deals are not grouped by ${String(unit)}.`, {
      option: 'by',
      problem: `${String(unit)} is no calendar unit`,
    });
  }
  const { read } = fieldOf(book, String(name));
  const nameOf = calendarNames(unit, book.timeZone);
  return (row) => {
    const value = read(row);
    return value instanceof Date ? nameOf(+value) : null;
  };
}

function checkKey(key: readonly GroupKey[], length: number): readonly GroupKey[] {
  if (Array.isArray(key) && key.length === length) return key;
  throw new DealError('invalid-option', `A key of ${length} parts is needed.`, {
    option: 'keys',
    problem: `a key has not ${length} parts`,
  });
}

function compareKeys(a: readonly GroupKey[], b: readonly GroupKey[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareValues(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(a: GroupKey, b: GroupKey): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a !== typeof b) return compareText(typeof a, typeof b);
  if (a instanceof Date || typeof a !== 'object') return Number(a) - Number(b);
  return a.cmp(b as Decimal);
}
