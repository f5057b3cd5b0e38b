import type { Facts } from '../facts/facts.ts';
import type { PriceSum, Prices } from '../prices/prices.ts';
import type { Tallies, TallyGroups } from '../prices/tally.ts';

/** Deals cut into groups, each in one: what is counted of one group may be counted of all. */
export interface Cut {
  /** The rows of all of them, ascending. */
  readonly rows: Int32Array;
  /** The group of each of these. */
  readonly groups: Int32Array;
  /** The rows, those of a group from `from[group]` up to `from[group + 1]`, ascending. */
  readonly items: Int32Array;
  readonly from: Int32Array;
  /** Groups of which a part was asked for, by its rows: these are groups of a smaller cut. */
  readonly parts: WeakMap<Int32Array, CutGroup>;
  /** What counts for all of them: the cut brings it along, so that a report of books that are not cut does without. */
  readonly joint: JointCounts;
}

/** Counts what the deals of a group have, once for all groups of its cut; null where this does not pay. */
interface JointCounts {
  /** As `tallyRows`. */
  readonly tallies: (prices: Prices, group: CutGroup, numbered: NumberGroups) => Tallies | null;
  /** As `sumOfPrices`. */
  readonly sums: (prices: Prices, group: CutGroup) => PriceSum | null;
  /** As `countSteps`. */
  readonly steps: (facts: Facts, last: Int32Array, group: CutGroup) => Int32Array | null;
  /** The rows of a group that `keep` keeps, which answers to a question about a column. */
  readonly rows: (
    group: CutGroup,
    column: object,
    question: string,
    keep: (rows: Int32Array) => Int32Array,
  ) => Int32Array | null;
}

/** How rows are numbered, each from 0 on, and the group of each number; -1 for none. */
export interface NumberGroups extends TallyGroups {
  readonly groupOf: Int32Array;
}

/** One of the groups of a cut. */
export interface CutGroup {
  readonly cut: Cut;
  readonly group: number;
}
