/**
 * A persistent set of rows: an array to start with, and a linked list of changes. Appending to a deal replaces its row by a
 * new one at the end, in constant time, and older books keep the old row.
 */
export interface RowSet {
  readonly start: Int32Array;
  readonly changes: Change | null;
  /** The rows as an array: a lazy cache. */
  readonly derived: { rows?: Int32Array };
}

interface Change {
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
  return { start: derived.rows ?? start, changes: change, derived: {} };
}

/** The rows, ascending. */
export function rowsInSet({ start, changes, derived }: RowSet): Int32Array {
  if (derived.rows !== undefined) return derived.rows;
  const removed = new Set<number>();
  const added: number[] = [];
  for (let change = changes; change !== null; change = change.before) {
    if (change.added >= 0 && !removed.has(change.added)) added.push(change.added);
    removed.add(change.removed);
  }
  const kept = start.filter((row) => !removed.has(row));
  const rows = new Int32Array(kept.length + added.length);
  rows.set(kept);
  rows.set(Int32Array.from(added).sort(), kept.length);
  derived.rows = rows;
  return rows;
}
