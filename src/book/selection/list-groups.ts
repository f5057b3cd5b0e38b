import type { ListColumn } from '../facts/column.ts';
import type { Scalar } from '../facts/dictionary.ts';

/** The rows that have each value of a field of several values; those without any under null. */
export function rowsByListValue(
  rows: Int32Array,
  { codesAt, values }: ListColumn,
): { readonly value: Scalar | null; readonly rows: Int32Array }[] {
  const byCode = new Map<number, number[]>();
  const note = (code: number, row: number): void => {
    const known = byCode.get(code);
    if (known === undefined) byCode.set(code, [row]);
    else known.push(row);
  };
  for (const row of rows) {
    const codes = codesAt(row);
    if (codes.length === 0) note(-1, row);
    for (const code of codes) note(code, row);
  }
  return Array.from(byCode, ([code, some]) => ({
    value: values[code] ?? null,
    rows: Int32Array.from(some),
  }));
}
