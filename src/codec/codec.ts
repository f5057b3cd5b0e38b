import type { Decimal } from '../money/decimal.ts';
import { checkComputedMoney, type Money, money as moneyOf, parseAmount } from '../money/money.ts';
import type { Parts } from '../pipeline/shape.ts';
import { checkText, preview } from '../text.ts';
import { isInRange } from '../time/date-range.ts';
import { checkDate } from '../time/period.ts';
import { atPath, invalidRecord } from './damage.ts';
import type { StoredValue } from './json.ts';

/** How one kind of value is stored as JSON and read back. Both ways refuse what the other way could not give back. */
export interface Codec<T> {
  encode(value: T): StoredValue;
  decode(stored: unknown): T;
}

/** A property that may be absent. */
interface Optional<T> {
  readonly optional: Codec<T>;
}

/** A codec for each property of T: a property without one does not compile. */
export type CodecShape<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Codec<T[K]>;
};

function optional<T>(codec: Codec<T>): Optional<T> {
  return { optional: codec };
}

/** An object of known properties; others are refused, not dropped. */
export function recordCodec<T extends object>(shape: CodecShape<T>): Codec<T> {
  type Property = readonly [name: string, codec: Codec<unknown>, isOptional: boolean];
  const properties = Object.entries<Codec<unknown> | Optional<unknown>>(shape as never).map(
    ([name, part]): Property => {
      return 'optional' in part ? [name, part.optional, true] : [name, part, false];
    },
  );
  const convert = (input: unknown, way: 'encode' | 'decode'): Record<string, unknown> => {
    const source = objectOf(input);
    const output: Record<string, unknown> = {};
    for (const [name, codec, isOptional] of properties) {
      const value = source[name];
      if (value === undefined && isOptional) continue;
      try {
        if (value === undefined) throw invalidRecord('is missing');
        output[name] = codec[way](value as never);
      } catch (error) {
        throw atPath(name, error);
      }
    }
    for (const name of Object.keys(source)) {
      if (Object.hasOwn(shape, name) || source[name] === undefined) continue;
      throw atPath(name, invalidRecord('is not known here'));
    }
    return output;
  };
  return {
    encode: (value) => convert(value, 'encode') as StoredValue,
    decode: (stored) => convert(stored, 'decode') as T,
  };
}

/** A codec of what a shape describes, from one codec for each kind of value. */
export function shaped<T extends object>(
  parts: Parts,
  codecs: { readonly [kind: string]: Codec<unknown> },
): Codec<T> {
  const shape = Array.from(parts.values(), ({ name, kind, optional: mayBeAbsent, nullable: mayBeNull }) => {
    const codec = codecs[kind] as Codec<unknown>; // a kind without one does not come up
    const whole = mayBeNull ? nullable(codec) : codec;
    return [name, mayBeAbsent ? optional(whole) : whole];
  });
  return recordCodec<T>(Object.fromEntries(shape));
}

/** The properties of a value, where it is an object and not a list. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw invalidRecord(`an object is needed, not ${Array.isArray(value) ? 'a list' : preview(value)}`);
}

export function listCodec<T>(codec: Codec<T>): Codec<readonly T[]> {
  const convert = (items: unknown, way: 'encode' | 'decode'): unknown[] => {
    if (!Array.isArray(items)) throw invalidRecord(`a list is needed, not ${preview(items)}`);
    return Array.from(items, (item: unknown, index) => {
      try {
        return codec[way](item as never);
      } catch (error) {
        throw atPath(index, error);
      }
    });
  };
  return {
    encode: (items) => convert(items, 'encode') as StoredValue[],
    decode: (stored) => convert(stored, 'decode') as T[],
  };
}

function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    encode: (value) => (value === null ? null : codec.encode(value)),
    decode: (stored) => (stored === null ? null : codec.decode(stored)),
  };
}

/** A codec that checks both ways and changes nothing. */
function checked<T extends StoredValue>(check: (value: unknown) => asserts value is T): Codec<T> {
  const same = (value: unknown): T => {
    check(value);
    return value;
  };
  return { encode: same, decode: same };
}

/** One of a few texts. */
export function oneOfCodec<T extends string>(...values: readonly T[]): Codec<T> {
  return checked((value): asserts value is T => {
    if (!values.includes(value as T))
      throw invalidRecord(`${preview(value)} is not one of ${values.join(', ')}`);
  });
}

export const textCodec: Codec<string> = checked((value): asserts value is string => {
  checkText(value, 'This');
});

export const flagCodec: Codec<boolean> = checked((value): asserts value is boolean => {
  if (typeof value !== 'boolean') throw invalidRecord(`true or false is needed, not ${preview(value)}`);
});

/** As ISO text in UTC with milliseconds, the only form that is read back. */
export const date: Codec<Date> = {
  encode(value) {
    checkDate(value, 'This');
    return new Date(+value).toISOString(); // of any realm
  },
  decode(stored) {
    const value = new Date(typeof stored === 'string' ? stored : Number.NaN);
    if (isInRange(+value) && value.toISOString() === stored) return value;
    throw invalidRecord(`${preview(stored)} is no date such as 2026-10-01T12:00:00.000Z`);
  },
};

const storedMoney = recordCodec<{ readonly amount: string; readonly currency: string }>({
  amount: textCodec,
  currency: textCodec,
});

/** As a plain decimal text and a currency. */
export const moneyCodec: Codec<Money> = {
  encode(value) {
    checkComputedMoney(value);
    return storedMoney.encode({ ...value, amount: amountText(value.amount) });
  },
  decode: (stored) => {
    const { amount, currency } = storedMoney.decode(stored);
    return moneyOf(amount, currency);
  },
};

function amountText(amount: Decimal): string {
  try {
    return parseAmount(amount).toFixed();
  } catch (error) {
    throw atPath('amount', error);
  }
}
