/**
 * The rows that may hold a deal: some to start with, and changes since. A deal to which something was appended goes on
 * in a new row at the end, so that older books keep the old one; taking note of that costs the same for any number of rows.
 */
export interface RowSet {
  readonly start: Int32Array;
  readonly changes: Change | null;
  /** The rows, once somebody asked. */
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

/** The scope with one row replaced by a new one; `removed` is -1 where the deal is new. */
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
    if (!removed.has(change.added)) added.push(change.added);
    removed.add(change.removed);
  }
  const kept = start.filter((row) => !removed.has(row));
  const rows = new Int32Array(kept.length + added.length);
  rows.set(kept);
  rows.set(Int32Array.from(added).sort(), kept.length);
  derived.rows = rows;
  return rows;
}
