import { grown } from '../../columns/growable.ts';
import { continueRow, skipTableRow } from './continued-row.ts';
import { endAsOf, endRow, type FactTable, lastFact } from './tables.ts';

/**
 * A table with an entry only for each row that has facts: `row` holds their numbers, ascending. `rows` counts the entries,
 * and `from` is indexed by entry.
 */
export interface SparseTable extends FactTable {
  row: Int32Array;
}

export function sparseTable<T extends FactTable>(table: T): T & SparseTable {
  return { ...table, row: new Int32Array(16) };
}

/** The entry of a row, by binary search; -1 without facts. */
function entryOf({ row: rows, rows: count }: SparseTable, row: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low < count && rows[low] === row ? low : -1;
}

/** Completes a row: it has the facts added since the last one. */
export function endSparseRow(table: SparseTable, row: number): void {
  if (table.length === table.settled) return;
  if (table.from[table.rows] !== table.settled) skipEntry(table, row - 1);
  noteRow(table, row);
  endRow(table);
}

/** Completes a row that continues another one, with the facts added since; the row number before it was skipped. */
export function continueSparseRow(table: SparseTable, before: number, row: number): void {
  const entry = entryOf(table, before);
  if (entry < 0) {
    endSparseRow(table, row);
    return;
  }
  skipEntry(table, row - 1);
  noteRow(table, row);
  continueRow(table, entry);
}

function skipEntry(table: SparseTable, row: number): void {
  noteRow(table, row);
  skipTableRow(table);
}

function noteRow(table: SparseTable, row: number): void {
  if (table.rows === table.row.length) table.row = grown(table.row);
  table.row[table.rows] = row;
}

/** The last fact of a row by an instant; -1 without one. */
export function lastSparseFact(table: SparseTable, row: number, asOf: number): number {
  const entry = entryOf(table, row);
  return entry < 0 ? -1 : lastFact(table, entry, asOf);
}

/** The indices of a row's facts by an instant: from `from` up to `end`, exclusive. */
export function sparseFacts(table: SparseTable, row: number, asOf: number): { from: number; end: number } {
  const entry = entryOf(table, row);
  return entry < 0
    ? { from: 0, end: 0 }
    : { from: table.from[entry] as number, end: endAsOf(table, entry, asOf) };
}
