import { capacityFor, type Numbers } from '../../columns/growable.ts';
import { free, spareOf } from '../facts/continued-row.ts';
import type { SparseTable } from '../facts/sparse-table.ts';
import { columnNames, columnsOf, type FactTable, type MoneyTable } from '../facts/tables.ts';

/**
 * A table of its own for some of the rows of another one, in the same order. Behind each row that is long, places are
 * left free, and a number, that of no row, so that the next one begins after them.
 */
export function compactTable<T extends FactTable>(table: T, rows: Int32Array, long: Uint8Array): T {
  const count = rows.length + long.reduce((sum, each) => sum + each, 0);
  const from = new Int32Array(capacityFor(count + 1));
  const runs = runsOf(table, rows, long, from);
  const length = from[count] as number;
  const compact: T = { ...table, rows: count, from, settled: length, length };
  const columns = columnsOf(compact);
  for (const name of columnNames) {
    const column = columns[name];
    if (column !== undefined) columns[name] = copied(column, runs, capacityFor(length));
  }
  for (const { end, next } of runs) free(compact, end, next);
  const { wide } = table as Partial<MoneyTable>;
  return wide === undefined ? compact : { ...compact, wide: copiedWide(wide, runs) };
}

/** As {@link compactTable}, for a table that has few of the rows; `numbers` has the new number of each row, or -1. */
export function compactSparse<T extends SparseTable>(table: T, numbers: Int32Array): T {
  const { row: numberOf, rows } = table;
  const kept = new Int32Array(rows);
  let count = 0;
  for (let place = 0; place < rows; place++) {
    const row = numberOf[place] as number;
    const isRow = place === 0 || numberOf[place - 1] !== row; // else the place behind a long row
    if (isRow && (numbers[row] as number) >= 0) kept[count++] = place;
  }
  const places = kept.subarray(0, count);
  const long = longRows([table], places);
  const compact = compactTable(table, places, long);
  const row = new Int32Array(capacityFor(compact.rows));
  for (let i = 0, place = 0; i < count; i++) {
    row[place++] = numbers[numberOf[places[i] as number] as number] as number;
    if (long[i] === 1) row[place++] = row[place - 2] as number;
  }
  return { ...compact, row };
}

/** 1 for each row that is long, in one of some tables. */
export function longRows(tables: readonly FactTable[], rows: Int32Array): Uint8Array {
  const long = new Uint8Array(rows.length);
  for (const { from } of tables) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if (spareOf((from[row + 1] as number) - (from[row] as number)) > 0) long[i] = 1;
    }
  }
  return long;
}

/** Facts that lie side by side before and after. */
interface Run {
  readonly source: number;
  readonly start: number;
  /** Behind the last of them; up to `next`, places are left free. */
  end: number;
  next: number;
}

/** The runs of the rows, and where each row begins and ends. */
function runsOf({ from: old }: FactTable, rows: Int32Array, long: Uint8Array, from: Int32Array): Run[] {
  let run: Run = { source: 0, start: 0, end: 0, next: 0 };
  const runs = [run];
  let [number, length] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const source = old[row] as number;
    const count = (old[row + 1] as number) - source;
    const end = length + count;
    const next = end + spareOf(count);
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

function copied<A extends Numbers>(column: A, runs: readonly Run[], room: number): A {
  const copy = new (column.constructor as new (length: number) => A)(room);
  for (const { source, start, end } of runs) copy.set(column.subarray(source, source + end - start), start);
  return copy;
}

function copiedWide(wide: ReadonlyMap<number, bigint>, runs: readonly Run[]): Map<number, bigint> {
  const copy = new Map<number, bigint>();
  if (wide.size === 0) return copy;
  for (const { source, start, end } of runs) {
    for (let i = start; i < end; i++) {
      const units = wide.get(source + i - start);
      if (units !== undefined) copy.set(i, units);
    }
  }
  return copy;
}
