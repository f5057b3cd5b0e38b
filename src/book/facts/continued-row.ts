import { doubled, grown } from '../../columns/growable.ts';
import { columnNames, type FactTable, type MoneyTable, resizeTable, tableColumns } from './tables.ts';

/** Skips a row number: the row after it may then begin anywhere. */
export function skipTableRow(table: FactTable): void {
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = table.settled;
}

/**
 * Completes a row that continues another one, with the facts added since the last row. It shares the facts of the other
 * row, which older books may still read; the new facts go into the free slots behind them. Without enough free slots all
 * facts are copied to the end, with one free slot per 2^4 facts, so that a long row is copied seldom.
 */
export function continueRow(table: FactTable, before: number): void {
  const [first, end] = [table.from[before] as number, table.from[before + 1] as number];
  const added = table.length - table.settled;
  let start = first;
  if (added > 0 && !fillFreeSlots(table, end, added)) {
    start = table.settled;
    copyToEnd(table, first, end - first, added);
  }
  table.settled = table.length;
  table.from[table.rows] = start;
  table.rows++;
  if (table.rows === table.from.length) table.from = grown(table.from);
  table.from[table.rows] = start + end - first + added;
}

/** How many free slots follow the facts of a row when it is copied. */
export function spareSlots(count: number): number {
  return count >> spareBits;
}

const spareBits = 4;

/** Marks slots as free: their date is NaN. */
export function freeSlots(table: FactTable, from: number, end: number): void {
  table.at.fill(Number.NaN, from, end);
  tableColumns(table).units?.fill(0, from, end); // zero at any scale
}

/** Moves the facts added last into the slots from an index on; false if one of these is taken. */
function fillFreeSlots(table: FactTable, to: number, added: number): boolean {
  const { at, settled, length } = table;
  for (let i = to; i < to + added && i < settled; i++) if (!Number.isNaN(at[i])) return false;
  copyFacts(table, settled, to, added);
  table.length = Math.max(settled, to + added);
  forgetBigUnits(table, table.length, length);
  return true;
}

function copyToEnd(table: FactTable, first: number, count: number, added: number): void {
  const { settled } = table;
  const spare = spareSlots(count + added);
  table.length += count + spare;
  if (table.length > table.at.length) resizeTable(table, doubled(table.length));
  copyFacts(table, settled, settled + count, added);
  copyFacts(table, first, settled, count);
  freeSlots(table, table.length - spare, table.length);
}

/** Copies facts from one index to another, within a table. */
function copyFacts(table: FactTable, from: number, to: number, count: number): void {
  if (from === to || count === 0) return;
  const columns = tableColumns(table);
  for (const name of columnNames) columns[name]?.copyWithin(to, from, from + count);
  const { bigUnits } = table as Partial<MoneyTable>;
  if (bigUnits === undefined || bigUnits.size === 0) return;
  const units = Array.from({ length: count }, (_, i) => bigUnits.get(from + i));
  for (const [i, each] of units.entries()) {
    if (each === undefined) bigUnits.delete(to + i);
    else bigUnits.set(to + i, each);
  }
}

/** Drops the bigint amounts of slots that hold nothing any more. */
export function forgetBigUnits(table: FactTable, from: number, end: number): void {
  const { bigUnits } = table as Partial<MoneyTable>;
  if (bigUnits !== undefined && bigUnits.size > 0) for (let i = from; i < end; i++) bigUnits.delete(i);
}
