import { positionIn } from '../../columns/positions-in.ts';

/**
 * A persistent set of rows: an array to start with, and a linked list of changes. Appending to a deal replaces its row by a
 * new one at the end, in constant time, and older books keep the old row.
 */
export interface RowSet {
  readonly start: Int32Array;
  readonly changes: Change | null;
  /** The rows as an array: a lazy cache. */
  readonly derived: { rows?: Int32Array };
  /** What works them out: it comes along with changes, so that reports of books that are not continued do without. */
  readonly merged?: (set: RowSet) => Int32Array;
}

/** A row that took the place of another, and what changed before that; -1 where there is none. */
export interface Change {
  readonly removed: number;
  readonly added: number;
  readonly before: Change | null;
}

export function rowSetOf(rows: Int32Array): RowSet {
  return { start: rows, changes: null, derived: { rows } };
}

/** So many rows, from the first one on. */
export function firstRows(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** The set with one row replaced by a new one; `removed` is -1 for a new deal, `added` for one that is taken out. */
export function replaceRow({ start, changes, derived }: RowSet, removed: number, added: number): RowSet {
  const change: Change = { removed, added, before: derived.rows === undefined ? changes : null };
  return { start: derived.rows ?? start, changes: change, derived: {}, merged };
}

/** The rows, ascending. */
export function rowsInSet(set: RowSet): Int32Array {
  set.derived.rows ??= set.merged?.(set) ?? set.start;
  return set.derived.rows;
}

function merged({ start, changes }: RowSet): Int32Array {
  const { removed, added } = netChange(changes);
  return replacedRows(start, removed, added);
}

/** All changes as one: the rows that went, and those that came and stayed, ascending. */
export function netChange(changes: Change | null): { removed: Int32Array; added: Int32Array } {
  const removed = new Set<number>();
  const added: number[] = [];
  for (let change = changes; change !== null; change = change.before) {
    if (change.added >= 0 && !removed.has(change.added)) added.push(change.added);
    if (change.removed >= 0) removed.add(change.removed);
  }
  return { removed: Int32Array.from(removed).sort(), added: Int32Array.from(added).sort() };
}

/** Ascending rows without some, and with others that are greater; what lies between two that went is copied at once. */
export function replacedRows(rows: Int32Array, removed: Int32Array, added: Int32Array): Int32Array {
  const replaced = new Int32Array(rows.length + added.length);
  let [from, length] = [0, 0];
  const copyTo = (end: number): void => {
    replaced.set(rows.subarray(from, end), length);
    length += end - from;
  };
  for (const row of removed) {
    const at = positionIn(rows, row, from, rows.length);
    if (rows[at] !== row) continue;
    copyTo(at);
    from = at + 1;
  }
  copyTo(rows.length);
  replaced.set(added, length);
  return replaced.subarray(0, length + added.length);
}
