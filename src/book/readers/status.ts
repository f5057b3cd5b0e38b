import { type Status, statuses } from '../facts/steps.ts';
import { type DealBook, stateOf } from '../view/book.ts';
import { keptRows } from '../view/cut-group.ts';
import { statusCodes } from '../view/status-codes.ts';

export type { Status } from '../facts/steps.ts';

/** Tells whether a deal is open, won or lost. */
export function statusReader(book: DealBook): (row: number) => Status {
  const codes = statusCodes(book);
  return (row) => statuses[codes[row] as number] as Status;
}

/** Those of the rows whose deals have one of some statuses. */
export function rowsWithStatus(
  book: DealBook,
  rows: Int32Array,
  ...wanted: readonly [Status, ...Status[]]
): Int32Array {
  const codes = statusCodes(book);
  return keptRows(book, rows, codes, wanted.join(), (some) => withStatus(some, codes, wanted));
}

function withStatus(rows: Int32Array, codes: Uint8Array, wanted: readonly Status[]): Int32Array {
  const isWanted = Uint8Array.from(statuses, (status) => Number(wanted.includes(status)));
  const kept = new Int32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    kept[length] = row; // branch-free: always written, kept where the deal counts
    length += isWanted[codes[row] as number] as number;
  }
  return kept.slice(0, length);
}

/** Tells when a deal was closed; NaN while it is open. */
export function closedAtReader(book: DealBook): (row: number) => number {
  const { closedAt } = stateOf(book);
  return (row) => closedAt[row] as number;
}
