import type { ListColumn } from '../facts/column.ts';
import type { Scalar } from '../facts/dictionary.ts';

/** The rows that have each value of a field of several values; those without any under null. */
export function rowsByListValue(
  rows: Int32Array,
  { codesAt, values }: ListColumn,
): { readonly value: Scalar | null; readonly rows: Int32Array }[] {
  const from = new Int32Array(values.length + 2); // one more at each end: for no value, and the end
  for (let i = 0; i < rows.length; i++) {
    const codes = codesAt(rows[i] as number);
    if (codes.length === 0) from[1] = (from[1] as number) + 1;
    for (const code of codes) from[code + 2] = (from[code + 2] as number) + 1;
  }
  for (let code = 1; code < from.length; code++)
    from[code] = (from[code] as number) + (from[code - 1] as number);
  const items = new Int32Array(from.at(-1) as number);
  const next = from.slice();
  const note = (code: number, row: number): void => {
    const place = next[code + 1] as number;
    next[code + 1] = place + 1;
    items[place] = row;
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const codes = codesAt(row);
    if (codes.length === 0) note(-1, row);
    for (const code of codes) note(code, row);
  }
  return [null, ...values].flatMap((value, place) => {
    const some = items.subarray(from[place], from[place + 1]);
    return some.length === 0 ? [] : { value, rows: some };
  });
}
