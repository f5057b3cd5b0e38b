import type { Decimal } from '../../money/decimal.ts';

/** Values and the small numbers that stand for them in columns. */
export interface Dictionary<V> {
  readonly values: V[];
  readonly codes: Map<V, number>;
}

export function dictionary<V>(): Dictionary<V> {
  return { values: [], codes: new Map() };
}

/** The number that stands for a value, a new one if need be. */
export function codeOf<V>(dictionary: Dictionary<V>, value: V): number {
  const known = dictionary.codes.get(value);
  if (known !== undefined) return known;
  const code = dictionary.values.push(value) - 1;
  dictionary.codes.set(value, code);
  return code;
}

/** A value of a field. */
export type Scalar = string | number | boolean | Date;

/** A dictionary of field values, in which two Dates of one instant are one value. */
export interface ScalarDictionary {
  readonly values: Scalar[];
  readonly codes: Map<string | number | boolean, number>;
}

export function scalarDictionary(): ScalarDictionary {
  return { values: [], codes: new Map() };
}

/** The number that stands for a field value; -1 for none. */
export function scalarCode(dictionary: ScalarDictionary, value: Scalar | null): number {
  if (value === null) return -1;
  const key = identityOf(value) as string | number | boolean;
  const known = dictionary.codes.get(key);
  if (known !== undefined) return known;
  const code = dictionary.values.push(typeof value === 'object' ? new Date(+value) : value) - 1;
  dictionary.codes.set(key, code);
  return code;
}

/** What a value is told from others by: Dates by their instant, amounts by their digits. No text of ours holds U+0000. */
export function identityOf(value: Scalar | Decimal | null): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value;
  return 'toFixed' in value ? `\0\0${value.toFixed()}` : `\0${+value}`; // a Date of any realm
}
