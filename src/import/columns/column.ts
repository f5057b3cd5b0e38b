import { type DealError, invalidOption } from '../../errors.ts';
import { preview } from '../../text.ts';

/**
 * A column of a table: a list or typed array; a vector of Apache Arrow, or anything else with `length` and `get`; numbers
 * with what they stand for (see {@link CodedColumn}); or one text for all rows.
 */
export type TableColumn<T> =
  | ArrayLike<T | null | undefined>
  | VectorColumn<T>
  | CodedColumn<T>
  | (T & string);

/** A column that is asked for each value. */
export interface VectorColumn<T> {
  readonly length: number;
  get(index: number): T | null | undefined;
}

/** Numbers, and how they are read. */
export interface CodedColumn<T> {
  readonly values: ArrayLike<number | bigint | T | null | undefined>;
  /** What each number stands for, as its place in a list; -1 is none. */
  readonly dictionary?: ArrayLike<T | null> | VectorColumn<T> | undefined;
  /** Which rows have a value: a bit each, the lowest of a byte first, as in Apache Arrow; absent: all have one. */
  readonly validity?: Uint8Array | undefined;
  /** Of amounts: the numbers are whole units of 10^-scale. */
  readonly scale?: number | undefined;
}

/** A column that can be read: null and undefined are none. */
export interface ReadColumn {
  readonly name: string;
  /** Undefined for a text that stands in all rows. */
  readonly length: number | undefined;
  readonly scale: number | undefined;
  readonly at: (index: number) => unknown;
}

const codedNames: readonly string[] = ['values', 'dictionary', 'validity', 'scale'];

/** Reads what a column is; refuses by its name what is none. */
export function readColumn(name: string, column: unknown): ReadColumn {
  if (typeof column === 'string') return { name, length: undefined, scale: undefined, at: () => column };
  if (!isObject(column)) throw noColumn(name, column);
  if (Object.hasOwn(column, 'values') && !hasGet(column))
    return codedColumn(name, column as CodedColumn<unknown>);
  const { length, at } = listOf(name, column);
  return { name, length, scale: undefined, at };
}

function codedColumn(name: string, column: CodedColumn<unknown>): ReadColumn {
  for (const key of Object.keys(column))
    if (!codedNames.includes(key)) throw invalidOption(`columns.${name}.${preview(key)}`, 'not known here');
  const { dictionary, validity, scale } = column;
  const { length, at } = listOf(`${name}.values`, column.values);
  const words = dictionary === undefined ? undefined : listOf(`${name}.dictionary`, dictionary);
  if (validity !== undefined && !(validity instanceof Uint8Array && 8 * validity.length >= length))
    throw noColumn(`${name}.validity`, validity, 'a Uint8Array with a bit for each value');
  if (scale !== undefined && !(Number.isInteger(scale) && scale >= 0 && scale <= 10))
    throw noColumn(`${name}.scale`, scale, 'a whole number from 0 to 10');
  const isThere = (index: number): boolean =>
    validity === undefined || (((validity[index >> 3] as number) >> (index & 7)) & 1) === 1;
  const wordAt = (index: number): unknown => {
    const code = at(index);
    if (words === undefined || code === null || code === undefined) return code;
    const place = typeof code === 'number' || typeof code === 'bigint' ? Number(code) : Number.NaN;
    if (place === -1) return null;
    if (Number.isInteger(place) && place >= 0 && place < words.length) return words.at(place);
    throw noColumn(`${name}.values`, code, `a place in the dictionary in row ${index}`);
  };
  return { name, length, scale, at: (index) => (isThere(index) ? wordAt(index) : null) };
}

function listOf(
  name: string,
  list: unknown,
): { readonly length: number; readonly at: (index: number) => unknown } {
  if (!isObject(list)) throw noColumn(name, list);
  const { length } = list as { readonly length?: unknown };
  if (!Number.isSafeInteger(length) || (length as number) < 0) throw noColumn(name, list);
  if (hasGet(list)) return { length: length as number, at: (index) => list.get(index) };
  const items = list as ArrayLike<unknown>;
  return { length: length as number, at: (index) => items[index] };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof DataView);
}

function hasGet(value: object): value is VectorColumn<unknown> {
  return 'get' in value && typeof value.get === 'function';
}

export function noColumn(
  name: string,
  value: unknown,
  possible = 'a list, a typed array, or something with length and get',
): DealError<'invalid-option'> {
  return invalidOption(`columns.${name}`, `not ${possible}: ${preview(value)}`);
}
