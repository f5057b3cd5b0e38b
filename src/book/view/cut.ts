/** Deals cut into groups, each in one: what is counted of one group may be counted of all. */
export interface Cut {
  /** The rows of all of them, ascending. */
  readonly rows: Int32Array;
  /** The group of each of these. */
  readonly groups: Int32Array;
  /** The rows, those of a group from `from[group]` up to `from[group + 1]`, ascending. */
  readonly items: Int32Array;
  readonly from: Int32Array;
}

/** One of the groups of a cut. */
export interface CutGroup {
  readonly cut: Cut;
  readonly group: number;
}
