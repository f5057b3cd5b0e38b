import type { DealBook } from '../../book/book.ts';
import { dealIdOrder } from '../../book/readers/deal-id.ts';
import { stageRanks } from '../../book/readers/stage.ts';
import { type FieldName, fieldOf } from '../../book/selection/fields.ts';
import { compareValues, type GroupKey } from '../../book/selection/group-keys.ts';
import { invalidOption } from '../../errors.ts';
import { checkOption, checkOptions, type OptionKind, type OptionsOf, oneOf, text } from '../../options.ts';
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

/** An order of rows: which of two comes first. */
type RowOrder = (a: number, b: number) => number;

/** The order asked for: what has no value comes last in either order, ties are in the order of ids. */
export function rowOrder(
  book: DealBook,
  rows: Int32Array,
  { by, order }: DealSort,
  calendar: BusinessCalendar | undefined,
): RowOrder {
  const { isMissing, compare } = valuesBy(book, rows, by, calendar);
  const sign = order === 'descending' ? -1 : 1;
  const compareIds = dealIdOrder(book);
  return (a, b) => {
    const [noA, noB] = [isMissing(a), isMissing(b)];
    if (noA !== noB) return noA ? 1 : -1;
    return (noA ? 0 : sign * compare(a, b)) || compareIds(a, b);
  };
}

/** What rows are sorted by. */
interface SortValues {
  readonly isMissing: (row: number) => boolean;
  /** Of rows that have a value. */
  readonly compare: RowOrder;
}

function valuesBy(
  book: DealBook,
  rows: Int32Array,
  by: DealSortField,
  calendar: BusinessCalendar | undefined,
): SortValues {
  if (by === 'id') {
    return { isMissing: () => false, compare: dealIdOrder(book) };
  }
  if (by === 'age') return numbersOf(rows, dealAge(book, calendar).ageOf);
  if (by === 'daysInStage') return numbersOf(rows, dealAge(book, calendar).daysInStageOf);
  const { column } = fieldOf(book, by);
  if (column.type === 'lists') throw invalidOption('sort', `a deal may have several values of ${by}`);
  if (by === 'stageId') {
    const { rankOf, stageIdOf } = stageRanks(book);
    return { isMissing: (row) => stageIdOf(row) === null, compare: (a, b) => rankOf(a) - rankOf(b) };
  }
  switch (column.type) {
    case 'amounts':
      return column;
    case 'instants':
      return numbersOf(rows, (row) => column.at[row] as number);
    case 'codes': {
      const { codes, valueAt } = column;
      const keyOf = (row: number): GroupKey => valueAt(codes[row] as number);
      return {
        isMissing: (row) => keyOf(row) === null,
        compare: (a, b) => (codes[a] === codes[b] ? 0 : compareValues(keyOf(a), keyOf(b))),
      };
    }
  }
}

/** Numbers of rows; NaN for none. */
function numbersOf(rows: Int32Array, numberOf: (row: number) => number): SortValues {
  const numbers = new Float64Array((rows.at(-1) ?? -1) + 1);
  for (let i = 0; i < rows.length; i++) numbers[rows[i] as number] = numberOf(rows[i] as number);
  return {
    isMissing: (row) => Number.isNaN(numbers[row] as number),
    compare: (a, b) => (numbers[a] as number) - (numbers[b] as number),
  };
}
