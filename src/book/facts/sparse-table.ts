import { resizedTo } from '../../columns/growable.ts';
import { continueRow, leaveOutRow } from './continued-row.ts';
import { endAsOf, endRow, type FactTable, lastFact } from './tables.ts';

/**
 * A table in which few rows have facts: only these are there, ascending, and `row` tells which they are. Where a table
 * counts rows, this one counts the rows that it has.
 */
export interface SparseTable extends FactTable {
  row: Int32Array;
}

export function sparseTable<T extends FactTable>(table: T): T & SparseTable {
  return { ...table, row: new Int32Array(16) };
}

/** Where the facts of a row are: the number to ask the table for them by; -1 if there are none. */
function placeInSparse({ row: rows, rows: count }: SparseTable, row: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low < count && rows[low] === row ? low : -1;
}

/** Completes a row: what was added since the last one is its. */
export function endSparseRow(table: SparseTable, row: number): void {
  if (table.length === table.settled) return;
  if (table.from[table.rows] !== table.settled) leaveOutPlace(table, row - 1);
  noteRow(table, row);
  endRow(table);
}

/** Completes a row that goes on where another one ends, with what was added since; the number before it is no row's. */
export function continueSparseRow(table: SparseTable, before: number, row: number): void {
  const place = placeInSparse(table, before);
  if (place < 0) {
    endSparseRow(table, row);
    return;
  }
  leaveOutPlace(table, row - 1);
  noteRow(table, row);
  continueRow(table, place);
}

function leaveOutPlace(table: SparseTable, row: number): void {
  noteRow(table, row);
  leaveOutRow(table);
}

function noteRow(table: SparseTable, row: number): void {
  if (table.rows === table.row.length) table.row = resizedTo(table.row, 2 * table.rows);
  table.row[table.rows] = row;
}

/** The last fact of a row by an instant; -1 where there is none. */
export function lastSparseFact(table: SparseTable, row: number, asOf: number): number {
  const place = placeInSparse(table, row);
  return place < 0 ? -1 : lastFact(table, place, asOf);
}

/** The indices of a row's facts by an instant, from the first to behind the last. */
export function sparseFacts(table: SparseTable, row: number, asOf: number): { from: number; end: number } {
  const place = placeInSparse(table, row);
  return place < 0
    ? { from: 0, end: 0 }
    : { from: table.from[place] as number, end: endAsOf(table, place, asOf) };
}
