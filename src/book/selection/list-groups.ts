import { countingSort } from '../../columns/counting-sort.ts';
import type { ListColumn } from '../facts/column.ts';
import type { Scalar } from '../facts/dictionary.ts';

/** The rows that have each value of a field of several values; those without any under null. */
export function rowsByListValue(
  rows: Int32Array,
  { codesAt, values }: ListColumn,
): { readonly value: Scalar | null; readonly rows: Int32Array }[] {
  let count = 0;
  for (let i = 0; i < rows.length; i++) count += Math.max(codesAt(rows[i] as number).length, 1);
  const keys = new Int32Array(count); // a code and 1: 0 is no value
  const items = new Int32Array(count);
  let place = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const codes = codesAt(row);
    if (codes.length === 0) items[place++] = row;
    for (const code of codes) {
      keys[place] = code + 1;
      items[place++] = row;
    }
  }
  const sorted = countingSort(keys, values.length + 1, items);
  return [null, ...values].flatMap((value, key) => {
    const some = sorted.items.subarray(sorted.from[key], sorted.from[key + 1]);
    return some.length === 0 ? [] : { value, rows: some };
  });
}
