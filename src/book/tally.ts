import { addPrices, type Prices, widthOf } from './prices.ts';

/** The deals of a group counted, with their prices added. */
export interface Tally {
  readonly group: number;
  readonly deals: number;
  /** How many of them have a price. */
  readonly priced: number;
  /** What the prices add up to, as sums of prices are kept. */
  readonly sums: Float64Array;
}

/** Rows, each with the number of its group. */
export interface GroupedRows {
  readonly rows: Int32Array;
  readonly groups: Int32Array;
}

/** The rows that have a group, and the group of each; -1 is none. */
export function grouped(all: Int32Array, groupOf: (row: number) => number): GroupedRows {
  const rows = new Int32Array(all.length);
  const groups = new Int32Array(all.length);
  let count = 0;
  for (let i = 0; i < all.length; i++) {
    const row = all[i] as number;
    const group = groupOf(row);
    if (group < 0) continue;
    rows[count] = row;
    groups[count] = group;
    count++;
  }
  return { rows: rows.subarray(0, count), groups: groups.subarray(0, count) };
}

/**
 * Counts rows by groups, of which there are `count`: a tally of each group that has a row. The cost goes with the rows: where
 * they are few, only the groups they are of are looked at.
 */
export function tallyRows(prices: Prices, { rows, groups }: GroupedRows, count: number): Tally[] {
  if (rows.length >= count) return tallyDense(prices, rows, groups, count).filter(({ deals }) => deals > 0);
  const numbers = new Map<number, number>();
  const met: number[] = [];
  const local = new Int32Array(groups.length);
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as number;
    let number = numbers.get(group);
    if (number === undefined) {
      number = met.push(group) - 1;
      numbers.set(group, number);
    }
    local[i] = number;
  }
  return tallyDense(prices, rows, local, met.length).map((tally) => ({
    ...tally,
    group: met[tally.group] as number,
  }));
}

function tallyDense(prices: Prices, rows: Int32Array, groups: Int32Array, count: number): Tally[] {
  const width = widthOf(prices);
  const deals = new Int32Array(count);
  const priced = new Int32Array(count);
  const sums = new Float64Array(count * width);
  countRows(prices.priced, rows, groups, deals, priced);
  addPrices(prices, rows, groups, sums);
  return Array.from(deals, (counted, group) => ({
    group,
    deals: counted,
    priced: priced[group] as number,
    sums: sums.subarray(group * width, (group + 1) * width),
  }));
}

function countRows(
  isPriced: Uint8Array,
  rows: Int32Array,
  groups: Int32Array,
  deals: Int32Array,
  priced: Int32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const group = groups[i] as number;
    deals[group] = (deals[group] as number) + 1;
    priced[group] = (priced[group] as number) + (isPriced[rows[i] as number] as number);
  }
}
