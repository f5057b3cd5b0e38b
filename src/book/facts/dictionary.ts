import type { Decimal } from '../../money/decimal.ts';

/** Dictionary encoding: values and the codes that stand for them in columns. */
export interface Dictionary<V> {
  readonly values: V[];
  readonly codes: Map<V, number>;
}

export function dictionary<V>(): Dictionary<V> {
  return { values: [], codes: new Map() };
}

/** The code of a value; a new value is added. */
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

/** The code of a field value, which is added if it is new; -1 for none. */
export function scalarCode(dictionary: ScalarDictionary, value: Scalar | null): number {
  if (value === null) return -1;
  const key = identityOf(value) as string | number | boolean;
  const known = dictionary.codes.get(key);
  if (known !== undefined) return known;
  const code = dictionary.values.push(typeof value === 'object' ? new Date(+value) : value) - 1;
  dictionary.codes.set(key, code);
  return code;
}

/** The identity of a value in maps and sets: Dates by instant, amounts by digits. No text in the data holds U+0000. */
export function identityOf(value: Scalar | Decimal | null): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value;
  return 'toFixed' in value ? `\0\0${value.toFixed()}` : `\0${+value}`; // a Date of any realm
}
