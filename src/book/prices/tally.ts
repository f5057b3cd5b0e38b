import { addLarge, type Prices, priceKinds, widthOf } from './prices.ts';

/** What rows are counted by: each has a number in a column, and each number belongs to a group; -1 to none. */
export interface TallyGroups {
  readonly column: Int32Array;
  /** How many numbers there are. */
  readonly numbers: number;
  /** The group of each number; null where the numbers are the groups. */
  readonly groupOf: Int32Array | null;
  /** How many groups there are. */
  readonly groups: number;
}

/** Deals counted by group, with their prices added, a column each. Groups without deals may be among them. */
export interface Tallies {
  /** The group that each place stands for; null where the places are the groups. */
  readonly groupAt: Int32Array | null;
  readonly deals: Int32Array;
  /** How many of the deals have no price. */
  readonly unpriced: Int32Array;
  /** What the prices add up to, as sums of prices are kept: `width` numbers for each place. */
  readonly sums: Float64Array;
  readonly width: number;
  /** The deals by number, where they were counted by that first. */
  readonly byNumber: Int32Array | null;
}

/** Counts rows by group. The cost goes with the rows: where they are few, only the groups they are of are looked at. */
export function tallyRows(prices: Prices, rows: Int32Array, grouping: TallyGroups): Tallies {
  const { column, numbers, groupOf, groups } = grouping;
  if (groupOf !== null && numbers > rows.length)
    return tallyPlaces(prices, rows, groupsOf(column, groupOf, rows), groups);
  const ofRows = gathered(column, rows);
  if (groupOf === null) return tallyPlaces(prices, rows, ofRows, groups);
  // Counted by number first: the same group comes up again and again, and a sum just written has to be waited for.
  const byNumber = { deals: new Int32Array(numbers), sums: new Float64Array(numbers) };
  addPlain(prices.small, rows, ofRows, byNumber, 1);
  const tallies = { ...emptyTallies(prices, groups, null), byNumber: byNumber.deals };
  putTogether(byNumber, groupOf, tallies);
  addOthers(prices, rows, ofRows, groupOf, tallies);
  return tallies;
}

/** Counts rows by group, the i-th of them of group `groups[i]`, or -1, of so many. */
export function tallyPlaces(prices: Prices, rows: Int32Array, groups: Int32Array, count: number): Tallies {
  const few = count > 4 * rows.length + 64 ? renumbered(groups) : null;
  const places = few === null ? groups : few.places;
  const tallies = emptyTallies(
    prices,
    few === null ? count : few.groupAt.length,
    few === null ? null : few.groupAt,
  );
  addPlain(prices.small, rows, places, tallies, tallies.width);
  addOthers(prices, rows, places, null, tallies);
  return tallies;
}

function emptyTallies(prices: Prices, places: number, groupAt: Int32Array | null): Tallies {
  const width = widthOf(prices);
  const sums = new Float64Array(places * (width + 1)); // and the counts behind them: one piece of memory is had sooner
  const counts = 8 * places * width;
  return {
    groupAt,
    deals: new Int32Array(sums.buffer, counts, places),
    unpriced: new Int32Array(sums.buffer, counts + 4 * places, places),
    sums: sums.subarray(0, places * width),
    width,
    byNumber: null,
  };
}

/** What a column has for each row. */
function gathered(column: Int32Array, rows: Int32Array): Int32Array {
  if (rows.length === column.length) return column; // rows ascend, so these are all
  const found = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) found[i] = column[rows[i] as number] as number;
  return found;
}

/** The group of what a column has for each row. */
function groupsOf(column: Int32Array, groupOf: Int32Array, rows: Int32Array): Int32Array {
  const groups = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const number = column[rows[i] as number] as number;
    groups[i] = number < 0 ? -1 : (groupOf[number] as number);
  }
  return groups;
}

/** Counts each row at its place, and adds its amount if it is plain. */
function addPlain(
  amounts: Float64Array,
  rows: Int32Array,
  places: Int32Array,
  { deals, sums }: Pick<Tallies, 'deals' | 'sums'>,
  width: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const place = places[i] as number;
    if (place < 0) continue;
    deals[place] = (deals[place] as number) + 1;
    sums[place * width] = (sums[place * width] as number) + (amounts[rows[i] as number] as number);
  }
}

/** Adds the wide amounts, and counts the rows that have none. */
function addOthers(
  prices: Prices,
  rows: Int32Array,
  numbers: Int32Array,
  groupOf: Int32Array | null,
  { unpriced, sums, width }: Tallies,
): void {
  const { missing: none } = priceKinds;
  const { kind } = prices;
  for (const i of othersAmong(prices, rows)) {
    const row = rows[i] as number;
    const number = numbers[i] as number;
    const place = groupOf === null || number < 0 ? number : (groupOf[number] as number);
    if (place < 0) continue;
    if (kind[row] === none) unpriced[place] = (unpriced[place] as number) + 1;
    else addLarge(prices, row, sums, place * width);
  }
}

/** Which of the rows, by index, are not plain. */
function othersAmong({ kind, notSmall }: Prices, rows: Int32Array): Int32Array {
  if (rows.length === kind.length) return notSmall; // rows ascend, so these are all
  const indexes = new Int32Array(Math.min(rows.length, notSmall.length) + 1);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    // Without a branch: where others are few among many, a processor would guess wrong.
    indexes[count] = i;
    count += (kind[rows[i] as number] as number) & 1;
  }
  return indexes.subarray(0, count);
}

function putTogether(
  byNumber: Pick<Tallies, 'deals' | 'sums'>,
  groupOf: Int32Array,
  { deals, sums, width }: Tallies,
): void {
  for (let number = 0; number < byNumber.deals.length; number++) {
    const group = groupOf[number] as number;
    if (group < 0) continue;
    deals[group] = (deals[group] as number) + (byNumber.deals[number] as number);
    sums[group * width] = (sums[group * width] as number) + (byNumber.sums[number] as number);
  }
}

/** The groups that rows are of, in the order they are met, and which of them each row is of. */
function renumbered(groups: Int32Array): { groupAt: Int32Array; places: Int32Array } {
  const known = new Map<number, number>([[-1, -1]]);
  const met: number[] = [];
  const places = groups.map((group) => {
    let place = known.get(group);
    if (place === undefined) {
      place = met.push(group) - 1;
      known.set(group, place);
    }
    return place;
  });
  return { groupAt: Int32Array.from(met), places };
}
