import type { FieldValue } from '../deal/event.ts';
import { checkFieldValue, checkPercent, checkVersion } from '../deal/event-values.ts';
import { type Decimal, isDecimal } from '../money/decimal.ts';
import { computedDigits } from '../money/money.ts';
import { plainDecimal } from '../money/plain-decimal.ts';
import { checkProbability } from '../pipeline/check-probability.ts';
import { isDays } from '../pipeline/pipeline-shape.ts';
import { isPlain } from '../pipeline/shape.ts';
import { checkText, preview } from '../text.ts';
import { isDate } from '../time/is-date.ts';
import { type Codec, date, objectOf } from './codec.ts';
import { atPath, invalidRecord } from './damage.ts';
import type { StoredValue } from './json.ts';

// JSON has no dates, no decimals, no NaN, no -0: they are objects of one property with a name that starts with `$`. A
// name of the host's own that starts with `$` gets another one in front.
const oddNumbers = ['NaN', 'Infinity', '-Infinity', '-0'];
const maximumDepth = 100;

/** Any number. */
const number: Codec<number> = {
  encode(value) {
    if (typeof value !== 'number') throw invalidRecord(`a number is needed, not ${preview(value)}`);
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: textOf(value) };
  },
  decode(stored) {
    if (typeof stored === 'number') return stored;
    const tagged = typeof stored === 'object' && stored !== null ? taggedValue(objectOf(stored)) : undefined;
    if (typeof tagged?.value === 'number') return tagged.value;
    throw invalidRecord(`a number is needed, not ${preview(stored)}`);
  },
};

/** A number from 0 to 1. */
export const probability: Codec<number> = checked(number, checkProbability);

/** A number of days. */
export const days: Codec<number> = checked(number, (value) => {
  if (!isDays(value)) throw invalidRecord(`a number of days is needed, not ${preview(value)}`);
});

/** A number from 0 to 100. */
export const percent: Codec<number> = checked(number, checkPercent);

/** The place of an event in its history, from 1. */
export const version: Codec<number> = checked(number, (value) => checkVersion(value, 'This'));

function checked<T>({ encode, decode }: Codec<T>, check: (value: T) => void): Codec<T> {
  return {
    encode(value) {
      check(value);
      return encode(value);
    },
    decode(stored) {
      const value = decode(stored);
      check(value);
      return value;
    },
  };
}

function textOf(value: number): string {
  return Object.is(value, -0) ? '-0' : `${value}`;
}

/** Any plain data: texts, numbers, flags, null, dates, decimals, lists and objects of these. */
export const anyValue: Codec<unknown> = {
  encode: (value) => encoded(value, 0),
  decode: (stored) => decoded(stored, 0),
};

/** A value of a field of the host's own. */
export const fieldValue: Codec<FieldValue> = {
  encode(value) {
    checkFieldValue(value, 'This');
    return encoded(value, 0);
  },
  decode(stored) {
    const value = decoded(stored, 0);
    checkFieldValue(value, 'This');
    return value;
  },
};

/** An object of any names, each with a value. */
export function entries<T>(codec: Codec<T>): Codec<Readonly<Record<string, T>>> {
  return {
    encode(value) {
      if (!isPlain(objectOf(value))) throw invalidRecord('is no plain data');
      return converted(value, codec.encode) as StoredValue;
    },
    decode: (stored) => converted(objectOf(stored), codec.decode),
  };
}

/** An object with other values under the same names, or under names changed. */
function converted<V>(
  source: Readonly<Record<string, unknown>>,
  convert: (value: never) => V,
  nameOf: (name: string) => string = (name) => name,
): Record<string, V> {
  const parts: [string, V][] = [];
  for (const name of Object.keys(source)) {
    if (source[name] === undefined) continue;
    try {
      checkText(name, 'A name');
      parts.push([nameOf(name), convert(source[name] as never)]);
    } catch (error) {
      throw atPath(name, error);
    }
  }
  return Object.fromEntries(parts); // `__proto__` is a name like any other
}

function encoded(value: unknown, depth: number): StoredValue {
  if (depth > maximumDepth) throw invalidRecord('is too deep');
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return number.encode(value);
  if (typeof value !== 'object') {
    checkText(value, 'This');
    return value;
  }
  if (isDate(value)) return { $date: date.encode(value) };
  if (isDecimal(value)) return { $decimal: plain(value).toFixed() };
  if (Array.isArray(value)) return indexed(value, (part) => encoded(part, depth + 1));
  if (!isPlain(value)) throw invalidRecord('is no plain data');
  const escaped = (name: string): string => (name.startsWith('$') ? `$${name}` : name);
  return converted(objectOf(value), (part) => encoded(part, depth + 1), escaped);
}

function decoded(stored: unknown, depth: number): unknown {
  if (depth > maximumDepth) throw invalidRecord('is too deep');
  if (typeof stored !== 'object' || stored === null) {
    if (stored !== null && typeof stored !== 'boolean' && typeof stored !== 'number')
      checkText(stored, 'This');
    return stored;
  }
  if (Array.isArray(stored)) return indexed(stored, (part) => decoded(part, depth + 1));
  const source = objectOf(stored);
  const tagged = taggedValue(source);
  if (tagged !== undefined) return tagged.value;
  return converted(source, (part) => decoded(part, depth + 1), unescaped);
}

function unescaped(name: string): string {
  if (!name.startsWith('$')) return name;
  if (name.startsWith('$$')) return name.slice(1);
  throw invalidRecord('is not known here');
}

/** What an object of one property with a name of ours stands for. */
function taggedValue(stored: Readonly<Record<string, unknown>>): { readonly value: unknown } | undefined {
  const [name, ...others] = Object.keys(stored);
  if (name === undefined || others.length > 0) return undefined;
  const value = stored[name];
  if (name === '$date') return { value: within(name, () => date.decode(value)) };
  if (name === '$decimal')
    return { value: within(name, () => plain(typeof value === 'string' ? value : undefined)) };
  if (name !== '$number') return undefined;
  if (oddNumbers.includes(value as string)) return { value: Number(value) };
  throw atPath(name, invalidRecord(`${preview(value)} is not one of ${oddNumbers.join(', ')}`));
}

/** A decimal as filters hold it: an amount given or computed. */
function plain(value: unknown): Decimal {
  const decimal = plainDecimal(value, computedDigits);
  if (decimal !== undefined) return decimal;
  throw invalidRecord(`${preview(value)} is no plain decimal of up to 600 digits before and after the point`);
}

function within<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw atPath(name, error);
  }
}

function indexed<T>(items: readonly unknown[], convert: (item: unknown) => T): T[] {
  return Array.from(items, (item, index) => {
    try {
      return convert(item);
    } catch (error) {
      throw atPath(index, error);
    }
  });
}
