import type { DealBook } from '../../book/book.ts';
import { type Tallies, tallyRows } from '../../book/prices/tally.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pathNodes, recordedPaths } from '../../book/readers/paths.ts';
import type { InternedVectors } from '../../columns/interned-vectors.ts';
import type { Path } from '../../timeline/read-path.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import type { PathReading } from './path-automaton.ts';
import { type Profile, profileOf, realStays } from './profiles.ts';
import type { ShownVisits } from './shown-visits.ts';

/** The deals of a funnel, counted by what it sees of them. */
export interface ProfileTallies {
  /** By profile id. */
  readonly tallies: Tallies;
  readonly shapeOf: (number: number) => Profile;
  /** By position: the real stays of all of them. */
  readonly visits: Float64Array;
}

export function tallyProfiles(book: DealBook, deals: FunnelDeals): ProfileTallies {
  return deals.byDeal ? tallyByDeal(book, deals) : tallyByPath(book, deals);
}

/** Counts by profile: deals with one path have one profile. */
function tallyByPath(book: DealBook, { rows, paths }: FunnelDeals): ProfileTallies {
  const column = pathNodes(book);
  const numbers = recordedPaths(book).trie.length;
  const { shapes, shapeAt, shapeOf } = paths;
  const tallies = tallyRows(potentialsOf(book), rows, { column, numbers, groupOf: shapeAt, groups: shapes });
  return { tallies, shapeOf, visits: staysOf(rows, column, tallies.byNumber, paths) };
}

/** The real stays of rows, by position; `deals` counts the rows by node, if they were counted so. */
function staysOf(
  rows: Int32Array,
  nodeOf: Int32Array,
  deals: Int32Array | null,
  { order, positions, stays, staysAt }: PathReading,
): Float64Array {
  const bySlot = new Float64Array(stays.length);
  if (stays.count > 4 * rows.length + 64) {
    for (const row of rows) addStays(bySlot, stays, staysAt[nodeOf[row] as number] as number, 1);
    return byPosition(bySlot, positions, order.places.length);
  }
  const counts = new Int32Array(stays.count);
  if (deals === null) countRows(counts, rows, nodeOf, staysAt);
  else
    for (let node = 0; node < deals.length; node++) {
      const list = staysAt[node] as number;
      counts[list] = (counts[list] as number) + (deals[node] as number);
    }
  for (let list = 0; list < counts.length; list++) addStays(bySlot, stays, list, counts[list] as number);
  return byPosition(bySlot, positions, order.places.length);
}

function byPosition(bySlot: Float64Array, positions: Int32Array, places: number): Float64Array {
  const visits = new Float64Array(places);
  for (let slot = 0; slot < bySlot.length; slot++) visits[positions[slot] as number] = bySlot[slot] as number;
  return visits;
}

function countRows(counts: Int32Array, rows: Int32Array, nodeOf: Int32Array, staysAt: Int32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const list = staysAt[nodeOf[rows[i] as number] as number] as number;
    counts[list] = (counts[list] as number) + 1;
  }
}

function addStays(
  visits: Float64Array,
  { numbers, length }: InternedVectors,
  list: number,
  deals: number,
): void {
  const from = list * length;
  for (let i = 0; i < length; i++) visits[i] = (visits[i] as number) + (numbers[from + i] as number) * deals;
}

/** Where it depends on more than the path which visits of a deal are shown, each deal has a shape of its own. */
function tallyByDeal(book: DealBook, deals: FunnelDeals): ProfileTallies {
  const { rows, order } = deals;
  const potentials = potentialsOf(book);
  const { shapes, stays, numberOf } = shapesByDeal(deals);
  const column = new Int32Array(potentials.kind.length).fill(-1);
  const visits = new Float64Array(order.places.length);
  for (const row of rows) {
    const number = numberOf(row);
    column[row] = number;
    if (number < 0) continue;
    const real = stays[number] as readonly number[];
    for (let i = 0; i < visits.length; i++) visits[i] = (visits[i] as number) + (real[i] as number);
  }
  const count = shapes.length;
  return {
    tallies: tallyRows(potentials, rows, { column, numbers: count, groupOf: null, groups: count }),
    shapeOf: (number) => shapes[number] as Profile,
    visits,
  };
}

/** What a funnel sees of the deal in a row; null where it does not show it. */
export function profileReader(book: DealBook, deals: FunnelDeals): (row: number) => Profile | null {
  const nodes = pathNodes(book);
  const { paths } = deals;
  if (!deals.byDeal)
    return (row) => {
      const number = paths.shapeAt[nodes[row] as number] as number;
      return number < 0 ? null : paths.shapeOf(number);
    };
  const { shapes, numberOf } = shapesByDeal(deals);
  return (row) => shapes[numberOf(row)] ?? null;
}

/** The shapes of deals by the visits of each that are shown, and the real stays among these; -1 for a deal that is not shown. */
function shapesByDeal({ order, pathOf, shownIn }: FunnelDeals): {
  shapes: readonly Profile[];
  stays: readonly (readonly number[])[];
  numberOf: (row: number) => number;
} {
  const shapes: Profile[] = [];
  const stays: (readonly number[])[] = [];
  const numbers = new Map<ShownVisits, number>();
  const numberOf = (row: number): number => {
    const seen = shownIn(row);
    if (!seen.isShown) return -1;
    const known = numbers.get(seen);
    if (known !== undefined) return known;
    const path = pathOf(row) as Path;
    numbers.set(seen, shapes.length);
    stays.push(realStays(seen.visits, order.places.length));
    return shapes.push(profileOf(order, path, seen)) - 1;
  };
  return { shapes, stays, numberOf };
}
