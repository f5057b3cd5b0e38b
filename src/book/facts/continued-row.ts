import { doubled, grown } from '../../columns/growable.ts';
import { columnNames, columnsOf, type FactTable, type MoneyTable, resizeTable } from './tables.ts';

/** Leaves the number of a row out: the next row may then begin anywhere. */
export function leaveOutRow(table: FactTable): void {
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = table.settled;
}

/**
 * Completes a row that goes on where another one ends, with what was added since the last one. It shares the facts of
 * the other, which older books may still read, and the new ones take the free places behind them. Where there are none,
 * all are copied to the end; a free place is then left for one in 2^4 of them, so that a long row is seldom copied.
 */
export function continueRow(table: FactTable, before: number): void {
  const [first, end] = [table.from[before] as number, table.from[before + 1] as number];
  const added = table.length - table.settled;
  let start = first;
  if (added > 0 && !takeFreePlaces(table, end, added)) {
    start = table.settled;
    copyToEnd(table, first, end - first, added);
  }
  table.settled = table.length;
  table.from[table.rows] = start;
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = start + end - first + added;
}

/** How many free places are left behind so many facts of a row that were copied. */
export function spareOf(count: number): number {
  return count >> spareBits;
}

const spareBits = 4;

/** Makes places free: their dates, which are none, tell that they are. */
export function free(table: FactTable, from: number, end: number): void {
  table.at.fill(Number.NaN, from, end);
  columnsOf(table).units?.fill(0, from, end); // of no size, should they be turned to a finer unit
}

/** Moves what was added into the places behind an index, if nothing is there; false if something is. */
function takeFreePlaces(table: FactTable, to: number, added: number): boolean {
  const { at, settled, length } = table;
  for (let i = to; i < to + added && i < settled; i++) if (!Number.isNaN(at[i])) return false;
  copyFacts(table, settled, to, added);
  table.length = Math.max(settled, to + added);
  forget(table, table.length, length);
  return true;
}

function copyToEnd(table: FactTable, first: number, count: number, added: number): void {
  const { settled } = table;
  const spare = spareOf(count + added);
  table.length += count + spare;
  if (table.length > table.at.length) resizeTable(table, doubled(table.length));
  copyFacts(table, settled, settled + count, added);
  copyFacts(table, first, settled, count);
  free(table, table.length - spare, table.length);
}

/** Copies facts from one index to another, within a table. */
function copyFacts(table: FactTable, from: number, to: number, count: number): void {
  if (from === to || count === 0) return;
  const columns = columnsOf(table);
  for (const name of columnNames) columns[name]?.copyWithin(to, from, from + count);
  const { wide } = table as Partial<MoneyTable>;
  if (wide === undefined || wide.size === 0) return;
  const units = Array.from({ length: count }, (_, i) => wide.get(from + i));
  for (const [i, each] of units.entries()) {
    if (each === undefined) wide.delete(to + i);
    else wide.set(to + i, each);
  }
}

/** Forgets the amounts that a double cannot hold at places where nothing is any more. */
export function forget(table: FactTable, from: number, end: number): void {
  const { wide } = table as Partial<MoneyTable>;
  if (wide !== undefined && wide.size > 0) for (let i = from; i < end; i++) wide.delete(i);
}
