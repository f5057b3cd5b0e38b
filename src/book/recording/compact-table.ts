import { capacityFor, type Numbers } from '../../columns/growable.ts';
import { freeSlots, spareSlots } from '../facts/continued-row.ts';
import type { SparseTable } from '../facts/sparse-table.ts';
import { columnNames, type FactTable, type MoneyTable, tableColumns } from '../facts/tables.ts';

/**
 * A copy of some rows of a table, in the same order. Each long row is followed by free slots and a skipped row number, so
 * that the next row begins after the slots.
 */
export function compactTable<T extends FactTable>(table: T, rows: Int32Array, long: Uint8Array): T {
  const count = rows.length + long.reduce((sum, each) => sum + each, 0);
  const from = new Int32Array(capacityFor(count + 1));
  const runs = runsOf(table, rows, long, from);
  const length = from[count] as number;
  const compact: T = { ...table, rows: count, from, settled: length, length };
  const columns = tableColumns(compact);
  for (const name of columnNames) {
    const column = columns[name];
    if (column !== undefined) columns[name] = copiedColumn(column, runs, capacityFor(length));
  }
  for (const { end, next } of runs) freeSlots(compact, end, next);
  const { bigUnits } = table as Partial<MoneyTable>;
  return bigUnits === undefined ? compact : { ...compact, bigUnits: copiedBigUnits(bigUnits, runs) };
}

/** As {@link compactTable}, for a sparse table; `numbers` has the new number of each row, or -1. */
export function compactSparse<T extends SparseTable>(table: T, numbers: Int32Array): T {
  const { row: numberOf, rows } = table;
  const kept = new Int32Array(rows);
  let count = 0;
  for (let entry = 0; entry < rows; entry++) {
    const row = numberOf[entry] as number;
    const isRow = entry === 0 || numberOf[entry - 1] !== row; // else the skipped entry after a long row
    if (isRow && (numbers[row] as number) >= 0) kept[count++] = entry;
  }
  const entries = kept.subarray(0, count);
  const long = longRows([table], entries);
  const compact = compactTable(table, entries, long);
  const row = new Int32Array(capacityFor(compact.rows));
  for (let i = 0, entry = 0; i < count; i++) {
    row[entry++] = numbers[numberOf[entries[i] as number] as number] as number;
    if (long[i] === 1) row[entry++] = row[entry - 2] as number;
  }
  return { ...compact, row };
}

/** 1 for each row that is long in any of the tables: it gets free slots. */
export function longRows(tables: readonly FactTable[], rows: Int32Array): Uint8Array {
  const long = new Uint8Array(rows.length);
  for (const { from } of tables) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if (spareSlots((from[row + 1] as number) - (from[row] as number)) > 0) long[i] = 1;
    }
  }
  return long;
}

/** Consecutive facts that stay consecutive in the copy. */
interface Run {
  readonly source: number;
  readonly start: number;
  /** The exclusive end; the slots from here up to `next` are free. */
  end: number;
  next: number;
}

/** The runs of the rows; writes the bounds of the rows into `from`. */
function runsOf({ from: old }: FactTable, rows: Int32Array, long: Uint8Array, from: Int32Array): Run[] {
  let run: Run = { source: 0, start: 0, end: 0, next: 0 };
  const runs = [run];
  let [number, length] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const source = old[row] as number;
    const count = (old[row + 1] as number) - source;
    const end = length + count;
    const next = long[i] === 1 ? end + spareSlots(count) : end;
    if (source - length !== run.source - run.start || run.next > run.end) {
      run = { source, start: length, end, next };
      runs.push(run);
    } else {
      run.end = end;
      run.next = next;
    }
    length = next;
    from[++number] = end;
    if (long[i] === 1) from[++number] = next;
  }
  return runs;
}

function copiedColumn<A extends Numbers>(column: A, runs: readonly Run[], capacity: number): A {
  const copy = new (column.constructor as new (length: number) => A)(capacity);
  for (const { source, start, end } of runs) copy.set(column.subarray(source, source + end - start), start);
  return copy;
}

function copiedBigUnits(bigUnits: ReadonlyMap<number, bigint>, runs: readonly Run[]): Map<number, bigint> {
  const copy = new Map<number, bigint>();
  if (bigUnits.size === 0) return copy;
  for (const { source, start, end } of runs) {
    for (let i = start; i < end; i++) {
      const units = bigUnits.get(source + i - start);
      if (units !== undefined) copy.set(i, units);
    }
  }
  return copy;
}
