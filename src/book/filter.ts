import type { DealBook } from './book.ts';
import { type Codes, type Column, rowsWithCode } from './column.ts';
import { among, type Comparison, type FilterValue, ordered, refuse, testOf, under } from './comparison.ts';
import type { Scalar } from './dictionary.ts';
import { type FieldName, fieldOf } from './fields.ts';
import { marked, type Narrowing, within, without } from './narrowing.ts';

/** Which deals are meant, as plain data. */
export type Filter =
  | {
      readonly field: FieldName;
      readonly is?: 'equals' | 'notEquals' | undefined;
      readonly value: FilterValue;
    }
  | {
      readonly field: FieldName;
      readonly is: 'in' | 'notIn';
      readonly value: readonly FilterValue[];
    }
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

/**
 * Keeps of the rows of a book those whose deals pass a filter. The parts of a filter are asked one after the other, each
 * of those rows only that the parts before it left undecided.
 *
 * @throws DealError `unknown-field`, `invalid-filter`.
 */
export function narrowingOf(book: DealBook, filter: Filter, hierarchies: Hierarchies): Narrowing {
  const partsOf = (filters: readonly Filter[]): readonly Narrowing[] =>
    list(filters).map((part) => narrowingOf(book, part, hierarchies));
  if ('and' in filter) return all(partsOf(filter.and));
  if ('or' in filter) return not(all(partsOf(filter.or).map(not))); // one of them: not the case that none of them
  if ('not' in filter) return not(narrowingOf(book, filter.not, hierarchies));
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
      return refuse(`unknown operator ${String((filter as { readonly is: unknown }).is)}`);
  }
}

function all(parts: readonly Narrowing[]): Narrowing {
  return (rows) => parts.reduce((left, part) => part(left), rows);
}

function not(part: Narrowing): Narrowing {
  return (rows) => without(rows, part(rows));
}

/** Keeps the rows whose value passes a comparison. */
function comparing(column: Column, comparison: Comparison): Narrowing {
  switch (column.type) {
    case 'codes':
      return comparison.is === 'in' ? codeAmong(column, comparison.values) : codePassing(column, comparison);
    case 'instants':
      return instantPassing(column.at, comparison);
    case 'amounts': {
      const passes = testOf(comparison);
      return (rows) => rows.filter((row) => passes(column.amountAt(row)));
    }
  }
}

/** The values are looked up once; then numbers are compared, or, of all rows and one value, those that have it are at hand. */
function codeAmong(column: Codes, wanted: readonly FilterValue[]): Narrowing {
  const codes = wanted.flatMap((value) => (value === null ? -1 : (column.codeOf(value as Scalar) ?? [])));
  const [only] = codes;
  return (rows) => {
    if (only === undefined) return rows.subarray(0, 0);
    if (codes.length === 1 && only >= 0 && rows === column.rows) return rowsWithCode(column, only);
    const marks = new Uint8Array(column.values.length + 1);
    for (const code of codes) marks[code + 1] = 1;
    return marked(rows, column.codes, marks);
  };
}

/** A value is judged once, when a row has it; unless there are fewer rows than values. */
function codePassing({ codes, values }: Codes, comparison: Comparison): Narrowing {
  const passes = testOf(comparison);
  const passesAt = (row: number): boolean => passes(values[codes[row] as number] ?? null);
  const unknown = 2;
  return (rows) => {
    if (values.length > rows.length) return rows.filter(passesAt);
    const marks = new Uint8Array(values.length + 1).fill(unknown);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const place = (codes[row] as number) + 1;
      if (marks[place] === unknown) marks[place] = Number(passesAt(row));
    }
    return marked(rows, codes, marks);
  };
}

/** Instants are whole milliseconds: one after a limit is one from the next millisecond on. */
function instantPassing(at: Float64Array, comparison: Comparison): Narrowing {
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
