import type { Facts } from '../facts/facts.ts';
import type { Change } from '../facts/row-set.ts';
import { closedAtStep, lastStep, statusAtStep } from '../facts/steps.ts';
import { lastFact } from '../facts/tables.ts';
import { multiplierAsOf } from '../prices/multiplier-at.ts';
import { type Prices, pricesOf } from '../prices/prices.ts';
import type { Pricing } from '../prices/pricing.ts';

/** The state of the rows of a book at its date, in columns. */
export interface State {
  /** The index of a row's last step; -1 where the deal was not opened yet or was deleted. */
  readonly last: Int32Array;
  /** The trie node of its path. */
  readonly path: Int32Array;
  /** When it was closed; NaN while it is open. */
  readonly closedAt: Float64Array;
  /** The potentials. */
  readonly potential: Prices;
}

/** The state of a view, and the rows of its deals, ascending. */
export interface KnownState {
  readonly state: State;
  readonly rows: Int32Array;
}

/** A state that is known, of a view that was continued since. */
export interface EarlierState extends KnownState {
  readonly asOf: number;
  readonly changes: Change | null;
  /** How many changes there were. */
  readonly count: number;
  /** What tells the state after the changes; it comes along, so that reports of books that are not continued do without. */
  readonly continued: (
    facts: Facts,
    earlier: EarlierState,
    asOf: number,
    pricing: Pricing,
  ) => KnownState | null;
}

/** The state of ascending rows at an instant, and those of them that have a deal. */
export function stateAsOf(facts: Facts, rows: Int32Array, asOf: number, pricing: Pricing): KnownState {
  const count = facts.steps.rows;
  const { values } = facts;
  const last = new Int32Array(count).fill(-1);
  const path = new Int32Array(count);
  const closedAt = new Float64Array(count).fill(Number.NaN);
  const columns = { last, path, closedAt };
  let present = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    readRow(facts, row, asOf, columns);
    present += Number((last[row] as number) >= 0);
  }
  const valueAt = (row: number): number => ((last[row] as number) < 0 ? -1 : lastFact(values, row, asOf));
  const multiplier = multiplierAsOf(facts, pricing, asOf, last);
  const potential = pricesOf(facts, values, rows, valueAt, multiplier);
  return { state: { ...columns, potential }, rows: presentRows(rows, last, present) };
}

/** The rows with a last step, so many: the deal was opened and not deleted. Mostly these are all, and nothing is written then. */
function presentRows(rows: Int32Array, last: Int32Array, count: number): Int32Array {
  if (count === rows.length) return rows;
  const present = new Int32Array(count + 1);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    present[length] = row; // branch-free filter: always write, advance only if kept
    length += Number((last[row] as number) >= 0);
  }
  return present.subarray(0, count);
}

/** Writes the state of a row at an instant into columns; -1 for its last step where the deal is not there. */
export function readRow(
  facts: Facts,
  row: number,
  asOf: number,
  { last, path, closedAt }: Pick<State, 'last' | 'path' | 'closedAt'>,
): void {
  const step = lastStep(facts, row, asOf);
  last[row] = step;
  if (step < 0) return;
  path[row] = nodeAt(facts, row, step);
  closedAt[row] = closedAtStep(facts, step);
}

/** The amounts that won deals were sold for. */
export function salesAsOf(
  facts: Facts,
  rows: Int32Array,
  asOf: number,
  pricing: Pricing,
  last: Int32Array,
): Prices {
  const { sales } = facts;
  const saleAt = (row: number): number =>
    statusAtStep(facts, last[row] as number) === 'won' ? lastFact(sales, row, asOf) : -1;
  return pricesOf(facts, sales, rows, saleAt, multiplierAsOf(facts, pricing, asOf, last));
}

/** The trie node of a row's path up to one of its steps: an ancestor of the whole path. */
function nodeAt({ path, paths, steps }: Facts, row: number, step: number): number {
  let node = path[row] as number;
  for (let later = (steps.from[row + 1] as number) - 1 - step; later > 0; later--)
    node = paths.parent[node] as number;
  return node;
}
