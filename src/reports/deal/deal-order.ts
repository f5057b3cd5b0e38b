import type { DealBook } from '../../book/book.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { stageColumn } from '../../book/readers/stage.ts';
import { keysByColumn } from '../../book/selection/count-by-key.ts';
import { type FieldName, fieldOf } from '../../book/selection/fields.ts';
import { invalidOption } from '../../errors.ts';
import { checkOption, checkOptions, type OptionKind, type OptionsOf, oneOf, text } from '../../options.ts';
import { compareText } from '../../text.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { dealAge } from './deal-row.ts';

/** What deals are sorted by: a field with at most one value, or how old they are. */
export type DealSortField = FieldName | 'age' | 'daysInStage';

/** In which order deals are listed. */
export interface DealSort {
  readonly by: DealSortField;
  readonly order: 'ascending' | 'descending';
}

/** The field to sort by, ascending, or the field and the order. */
export type DealSortInput =
  | DealSortField
  | { readonly by: DealSortField; readonly order?: DealSort['order'] | undefined };

/** A text, or an object that says more. */
export const sortOption: OptionKind = {
  possible: 'a field, or a field and an order',
  holds: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
};

const sortOptions: OptionsOf<Exclude<DealSortInput, string>> = {
  by: text,
  order: oneOf('ascending', 'descending'),
};

/** Reads how deals are to be sorted; by id unless it is said. */
export function readSort(sort: DealSortInput = 'id'): DealSort {
  if (typeof sort === 'string') return { by: sort, order: 'ascending' };
  checkOptions(sort, sortOptions, 'sort');
  checkOption('by', sort.by, text);
  return { by: sort.by, order: sort.order ?? 'ascending' };
}

/** The rows in the order asked for: what has no value comes last in either order, ties are in the order of ids. */
export function sortedRows(
  book: DealBook,
  rows: Int32Array,
  { by, order }: DealSort,
  calendar: BusinessCalendar | undefined,
): Int32Array {
  const ranks = ranksOf(book, rows, by, calendar);
  const sign = order === 'descending' ? -1 : 1;
  const idOf = dealIdReader(book);
  const compare = (a: number, b: number): number => {
    const [first, second] = [ranks[a] as number, ranks[b] as number];
    if (Number.isNaN(first) !== Number.isNaN(second)) return Number.isNaN(first) ? 1 : -1;
    return sign * (first - second) || compareText(idOf(rows[a] as number), idOf(rows[b] as number));
  };
  return Int32Array.from(Array.from(rows.keys()).sort(compare), (place) => rows[place] as number);
}

/** A number for each of the rows, in the order of their values; NaN without a value. */
function ranksOf(
  book: DealBook,
  rows: Int32Array,
  by: DealSortField,
  calendar: BusinessCalendar | undefined,
): Float64Array {
  if (by === 'age') return Float64Array.from(rows, dealAge(book, calendar).ageOf);
  if (by === 'daysInStage') return Float64Array.from(rows, dealAge(book, calendar).daysInStageOf);
  const { column } = fieldOf(book, by);
  if (column.type === 'lists') throw invalidOption('sort', `a deal may have several values of ${by}`);
  const { numbers, keyAt } = by === 'stageId' ? stageColumn(book, rows) : keysByColumn(rows, column);
  const isMissing = (number: number): boolean => keyAt(number).at(-1) === null;
  return Float64Array.from(numbers, (number) => (isMissing(number) ? Number.NaN : number));
}
