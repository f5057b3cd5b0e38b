import type { Decimal } from '../../money/decimal.ts';
import { preview } from '../../text.ts';
import {
  type AmountColumn,
  type CodeColumn,
  type FieldColumn,
  type ListColumn,
  rowsWithCode,
} from '../facts/column.ts';
import type { Scalar } from '../facts/dictionary.ts';
import type { DealBook } from '../view/book.ts';
import { among, type Comparison, type FilterValue, ordered, refuse, testOf, under } from './comparison.ts';
import { type FieldName, fieldOf } from './fields.ts';
import { checkFilterNames } from './filter-names.ts';
import { all, any, byCode, not, type RowFilter, rowFilter, within } from './row-filter.ts';

/** Which deals are meant, as plain data. */
export type Filter =
  | {
      readonly field: FieldName;
      readonly is?: 'equals' | 'notEquals' | undefined;
      readonly value: FilterValue;
    }
  | { readonly field: FieldName; readonly is: 'in' | 'notIn'; readonly value: readonly FilterValue[] }
  | {
      readonly field: FieldName;
      readonly is: 'below' | 'atMost' | 'above' | 'atLeast';
      readonly value: Exclude<FilterValue, boolean | null>;
    }
  | { readonly field: FieldName; readonly is: 'isEmpty' }
  | { readonly field: FieldName; readonly is: 'under'; readonly value: string }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

/** What stands above each value of a field: teams above owners, regions above teams. */
export type Hierarchies = Readonly<Partial<Record<FieldName, Readonly<Record<string, string>>>>>;

/** Limits recursion, far beyond any filter in use. */
const greatestDepth = 500;

/**
 * The rows of a book whose deals pass a filter.
 *
 * @throws DealError `unknown-field`, `invalid-filter`, `invalid-date`.
 */
export function rowFilterOf(book: DealBook, filter: Filter, hierarchies: Hierarchies, depth = 0): RowFilter {
  if (depth > greatestDepth) return refuse(`it is more than ${greatestDepth} levels deep`);
  const narrowed = (part: Filter): RowFilter => rowFilterOf(book, part, hierarchies, depth + 1);
  const partsOf = (filters: readonly Filter[]): readonly RowFilter[] => list(filters).map(narrowed);
  if (typeof filter !== 'object' || filter === null) return refuse(`${preview(filter)} is no filter`);
  checkFilterNames(filter);
  if ('and' in filter) return all(partsOf(filter.and));
  if ('or' in filter) return any(partsOf(filter.or));
  if ('not' in filter) return not(narrowed(filter.not));
  const { kind, column } = fieldOf(book, filter.field);
  switch (filter.is) {
    case undefined:
    case 'equals':
      return comparing(column, among(kind, [filter.value]));
    case 'notEquals':
      return not(comparing(column, among(kind, [filter.value])));
    case 'in':
      return comparing(column, among(kind, list(filter.value)));
    case 'notIn':
      return not(comparing(column, among(kind, list(filter.value))));
    case 'below':
    case 'atMost':
    case 'above':
    case 'atLeast':
      return comparing(column, ordered(kind, filter.is, filter.value));
    case 'isEmpty':
      return comparing(column, among(kind, [null]));
    case 'under':
      return comparing(column, under(filter.value, hierarchies[filter.field], filter.field));
    default:
      return refuse(`unknown operator ${preview((filter as { readonly is: unknown }).is)}`);
  }
}

/** A filter for the rows whose value passes a comparison. */
function comparing(column: FieldColumn, comparison: Comparison): RowFilter {
  switch (column.type) {
    case 'codes':
      return comparison.is === 'in' ? codeAmong(column, comparison.values) : codePassing(column, comparison);
    case 'instants':
      return rowFilter(instantPassing(column.at, comparison));
    case 'amounts':
      return rowFilter(amountPassing(column, comparison));
    case 'lists':
      return rowFilter(someAmong(column, comparison));
  }
}

/** Looks up the codes of the values. For a single value and all rows of a column, its sorted rows are the answer. */
function codeAmong(column: CodeColumn, values: readonly FilterValue[]): RowFilter {
  const wanted = new Set(
    values
      .map((value) => (value === null ? -1 : column.codeOf(value as Scalar)))
      .filter((code) => code !== undefined),
  );
  const { keep, drop } = byCode(column.codes, column.size, (code) => wanted.has(code));
  const [only = -1] = wanted;
  if (wanted.size !== 1 || only < 0) return { keep, drop };
  return { keep: (rows) => (rows === column.rows ? rowsWithCode(column, only) : keep(rows)), drop };
}

function codePassing({ codes, size, valueAt }: CodeColumn, comparison: Comparison): RowFilter {
  const passes = testOf(comparison);
  return byCode(codes, size, (code) => passes(valueAt(code)));
}

/** Of several values one is enough; a deal without any has the value null. */
function someAmong(
  { codesAt, values }: ListColumn,
  comparison: Comparison,
): (rows: Int32Array) => Int32Array {
  const passes = testOf(comparison);
  const known = new Map<number, boolean>();
  const isWanted = (code: number): boolean => {
    const answer = known.get(code) ?? passes(values[code] ?? null);
    known.set(code, answer);
    return answer;
  };
  return (rows) =>
    rows.filter((row) => {
      const codes = codesAt(row);
      return codes.length === 0 ? isWanted(-1) : codes.some(isWanted);
    });
}

function amountPassing(
  { amountAt, within: side }: AmountColumn,
  comparison: Comparison,
): (rows: Int32Array) => Int32Array {
  if (comparison.is !== 'in' && comparison.is !== 'under')
    return side(comparison.is, comparison.limit as Decimal);
  const passes = testOf(comparison);
  return (rows) => rows.filter((row) => passes(amountAt(row)));
}

/** Instants are whole milliseconds: "after a limit" means from the next millisecond on. */
function instantPassing(at: Float64Array, comparison: Comparison): (rows: Int32Array) => Int32Array {
  if (comparison.is === 'under') return (rows) => rows.subarray(0, 0);
  if (comparison.is === 'in') {
    const wanted = new Set(comparison.values.map((value) => (value === null ? Number.NaN : Number(value))));
    return (rows) => rows.filter((row) => wanted.has(at[row] as number));
  }
  const limit = Number(comparison.limit);
  switch (comparison.is) {
    case 'below':
      return (rows) => within(rows, at, Number.NEGATIVE_INFINITY, limit);
    case 'atMost':
      return (rows) => within(rows, at, Number.NEGATIVE_INFINITY, limit + 1);
    case 'above':
      return (rows) => within(rows, at, limit + 1, Number.POSITIVE_INFINITY);
    case 'atLeast':
      return (rows) => within(rows, at, limit, Number.POSITIVE_INFINITY);
  }
}

function list<T>(given: readonly T[]): readonly T[] {
  return Array.isArray(given) ? given : refuse('a list is needed');
}
