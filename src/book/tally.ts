import { addPrices, type Prices, widthOf } from './prices.ts';

/** Deals counted by groups, with their prices added, a column each. Groups without deals may be among them. */
export interface Tallies {
  /** The group that each place stands for; null where the places are the groups. */
  readonly groups: readonly number[] | null;
  readonly deals: Int32Array;
  /** How many of the deals have a price. */
  readonly priced: Int32Array;
  /** What the prices add up to, as sums of prices are kept: `width` numbers for each place. */
  readonly sums: Float64Array;
  readonly width: number;
}

/**
 * Counts rows by the group, a number from 0 up to `count`, that a column has for each row. The cost goes with the rows:
 * where they are few, only the groups they are of are looked at.
 */
export function tallyRows(prices: Prices, rows: Int32Array, column: Int32Array, count: number): Tallies {
  if (count > 4 * rows.length + 64) {
    const { groups, places } = placesOf(rows, column);
    return { groups, ...tallyPlaces(prices, rows, places, groups.length) };
  }
  const lane = prices.own.columns[0] as Float64Array;
  if (widthOf(prices) > 1)
    return { groups: null, ...tallyPlaces(prices, rows, gathered(rows, column), count) };
  const deals = new Int32Array(count);
  const priced = new Int32Array(count);
  const sums = new Float64Array(count);
  countAndAdd(rows, column, prices.priced, lane, deals, priced, sums);
  return { groups: null, deals, priced, sums, width: 1 };
}

/** The usual case, in one pass: one column of amounts. */
function countAndAdd(
  rows: Int32Array,
  column: Int32Array,
  isPriced: Uint8Array,
  amounts: Float64Array,
  deals: Int32Array,
  priced: Int32Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const group = column[row] as number;
    deals[group] = (deals[group] as number) + 1;
    priced[group] = (priced[group] as number) + (isPriced[row] as number);
    sums[group] = (sums[group] as number) + (amounts[row] as number);
  }
}

function tallyPlaces(
  prices: Prices,
  rows: Int32Array,
  places: Int32Array,
  count: number,
): Omit<Tallies, 'groups'> {
  const width = widthOf(prices);
  const deals = new Int32Array(count);
  const priced = new Int32Array(count);
  const sums = new Float64Array(count * width);
  for (let i = 0; i < rows.length; i++) {
    const place = places[i] as number;
    deals[place] = (deals[place] as number) + 1;
    priced[place] = (priced[place] as number) + (prices.priced[rows[i] as number] as number);
  }
  addPrices(prices, rows, places, sums);
  return { deals, priced, sums, width };
}

function gathered(rows: Int32Array, column: Int32Array): Int32Array {
  const groups = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) groups[i] = column[rows[i] as number] as number;
  return groups;
}

/** The groups that rows are of, in the order they are met, and which of them each row is of. */
function placesOf(rows: Int32Array, column: Int32Array): { groups: number[]; places: Int32Array } {
  const known = new Map<number, number>();
  const groups: number[] = [];
  const places = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const group = column[rows[i] as number] as number;
    let place = known.get(group);
    if (place === undefined) {
      place = groups.push(group) - 1;
      known.set(group, place);
    }
    places[i] = place;
  }
  return { groups, places };
}

/** Deals counted, with their prices added. */
export interface Total {
  deals: number;
  priced: number;
  readonly sums: Float64Array;
}

export function emptyTotal(width: number): Total {
  return { deals: 0, priced: 0, sums: new Float64Array(width) };
}

/** Adds the deals of one place to a total. */
export function addPlace(total: Total, { deals, priced, sums, width }: Tallies, place: number): void {
  total.deals += deals[place] as number;
  total.priced += priced[place] as number;
  const from = place * width;
  for (let i = 0; i < width; i++) total.sums[i] = (total.sums[i] as number) + (sums[from + i] as number);
}
