import { countingSort, type Sorted } from '../../columns/counting-sort.ts';
import type { Inequality } from '../../columns/inequality.ts';
import type { Decimal } from '../../money/decimal.ts';
import { identityOf, type Scalar, type ScalarDictionary } from './dictionary.ts';

/** The values of a field for the deals of a view: read once for all of them, by row. */
export type FieldColumn = CodeColumn | InstantColumn | AmountColumn | ListColumn;

/** Values that are few, or of any type, as codes. */
export interface CodeColumn {
  readonly type: 'codes';
  /** The rows that are read; the codes of other rows mean nothing. */
  readonly rows: Int32Array;
  /** The code of a row's value; -1 for none. */
  readonly codes: Int32Array;
  /** How many codes there are. */
  readonly size: number;
  /** The value of a code; null for none. */
  readonly valueAt: (code: number) => Scalar | null;
  /** The code of a value; undefined if no row has it. */
  readonly codeOf: (value: Scalar) => number | undefined;
  readonly derived: { sorted?: Sorted };
}

/** Dates. */
export interface InstantColumn {
  readonly type: 'instants';
  /** By row; NaN for none. */
  readonly at: Float64Array;
}

/** Exact amounts, computed on demand. */
export interface AmountColumn {
  readonly type: 'amounts';
  readonly amountAt: (row: number) => Decimal | null;
  readonly isMissing: (row: number) => boolean;
  /** The order of the amounts of two rows that have one. */
  readonly compare: (a: number, b: number) => number;
  /** The rows whose amount is on one side of a limit. */
  readonly within: (is: Inequality, limit: Decimal) => (rows: Int32Array) => Int32Array;
}

/** Any number of different values for each deal, as codes. */
export interface ListColumn {
  readonly type: 'lists';
  readonly codesAt: (row: number) => readonly number[];
  readonly values: readonly Scalar[];
  readonly codeOf: (value: Scalar) => number | undefined;
}

/** A column of values in a dictionary. */
export function codeColumn(
  rows: Int32Array,
  count: number,
  { values, codes: known }: ScalarDictionary,
  codeAt: (row: number) => number,
): CodeColumn {
  const codes = new Int32Array(count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    codes[row] = codeAt(row);
  }
  const codeOf = (value: Scalar): number | undefined =>
    known.get(identityOf(value) as string | number | boolean);
  return {
    type: 'codes',
    rows,
    codes,
    size: values.length,
    valueAt: (code) => values[code] ?? null,
    codeOf,
    derived: {},
  };
}

/** A column of dates. */
export function instantColumn(
  rows: Int32Array,
  count: number,
  instantAt: (row: number) => number,
): InstantColumn {
  const at = new Float64Array(count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    at[row] = instantAt(row);
  }
  return { type: 'instants', at };
}

/** All rows that have a value, ascending. The first call sorts the rows by code, for all values. */
export function rowsWithCode({ rows, codes, size, derived }: CodeColumn, code: number): Int32Array {
  derived.sorted ??= countingSort(codesFromOne(rows, codes), size + 1, rows);
  const { items, from } = derived.sorted;
  return items.subarray(from[code + 1] ?? 0, from[code + 2] ?? 0); // a code recorded after sorting has no bounds, and no rows here
}

/** The codes of rows plus 1, so that "no value" is 0. */
function codesFromOne(rows: Int32Array, codes: Int32Array): Int32Array {
  const numbers = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) numbers[i] = (codes[rows[i] as number] as number) + 1;
  return numbers;
}
