import type { Decimal } from '../money/decimal.ts';
import { identityOf, type Scalar } from './dictionary.ts';
import type { FieldReader } from './fields.ts';

/** What the deals of a group have in common; null where they have no value. */
export type GroupKey = Scalar | Decimal | null;

/** Numbers for the values of one part of a key, in the order in which they are met. */
export interface Numbering {
  readonly values: GroupKey[];
  numberOf(value: GroupKey): number;
  numberAt(row: number): number;
}

/** Numbers the values that are read. */
export function numbering(read: FieldReader): Numbering {
  const values: GroupKey[] = [];
  const numbers = new Map<string | number | boolean | null, number>();
  const numberOf = (value: GroupKey): number => {
    const identity = identityOf(value);
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    numbers.set(identity, values.push(value) - 1);
    return values.length - 1;
  };
  return { values, numberOf, numberAt: (row) => numberOf(read(row)) };
}

/** Numbers for whole keys, given the numbers of their parts. */
export function combine(parts: readonly Numbering[]): {
  keys: GroupKey[][];
  numberOf(numbers: readonly number[]): number;
} {
  const keys: GroupKey[][] = [];
  const known: Map<number, number>[] = parts.map(() => new Map());
  const pairs = 2 ** 26;
  return {
    keys,
    numberOf(numbers) {
      // Step by step: the number of the key so far and of its next part make a pair, which has a number again.
      let number = 0;
      for (let k = 0; k < numbers.length; k++) {
        const pair = number * pairs + (numbers[k] as number);
        const level = known[k] as Map<number, number>;
        let next = level.get(pair);
        if (next === undefined) {
          next = level.size;
          level.set(pair, next);
          if (k === numbers.length - 1)
            keys.push(numbers.map((value, part) => (parts[part] as Numbering).values[value] as GroupKey));
        }
        number = next;
      }
      return number;
    },
  };
}

/** The rows of each group, in their order. */
export function split(rows: Int32Array, groups: Int32Array, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let i = 0; i < groups.length; i++)
    sizes[groups[i] as number] = (sizes[groups[i] as number] as number) + 1;
  const of = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let i = 0; i < rows.length; i++) {
    const group = groups[i] as number;
    const place = filled[group] as number;
    (of[group] as Int32Array)[place] = rows[i] as number;
    filled[group] = place + 1;
  }
  return of;
}
