import type { DealBook } from '../../book/book.ts';
import { type Tallies, tallyRows } from '../../book/prices/tally.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pathNodes, recordedPaths } from '../../book/readers/paths.ts';
import { type PathTrie, start } from '../../columns/path-trie.ts';
import type { Path } from '../../timeline/read-path.ts';
import type { StayChange } from './automaton-states.ts';
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
  const { trie } = recordedPaths(book);
  const { shapes, shapeAt: groupOf, shapeOf } = paths;
  const tallies = tallyRows(potentialsOf(book), rows, {
    column,
    numbers: trie.length,
    groupOf,
    groups: shapes,
  });
  return { tallies, shapeOf, visits: staysOf(rows, column, tallies.byNumber, trie, paths) };
}

/**
 * The real stays of rows, by position: each step of a path makes some, in all paths that lead on from it. `deals` counts the
 * rows by node, if they were counted so.
 */
function staysOf(
  rows: Int32Array,
  nodeOf: Int32Array,
  deals: Int32Array | null,
  { parent, length }: PathTrie,
  { order, positions, changeAt, staysBy }: PathReading,
): Float64Array {
  const visits = new Float64Array(order.places.length);
  const add = (change: number, count: number): void => {
    for (const { slot, by } of staysBy[change] as readonly StayChange[]) {
      const position = positions[slot] as number;
      visits[position] = (visits[position] as number) + by * count;
    }
  };
  if (length > 8 * rows.length) {
    for (const row of rows)
      for (let node = nodeOf[row] as number; node !== start; node = parent[node] as number)
        add(changeAt[node] as number, 1);
    return visits;
  }
  const through = deals === null ? countByNode(rows, nodeOf, length) : deals.slice();
  const counts = new Float64Array(staysBy.length);
  for (let node = length - 1; node > start; node--) {
    const count = through[node] as number; // whole: a node comes after its parent
    const [before, change] = [parent[node] as number, changeAt[node] as number];
    through[before] = (through[before] as number) + count;
    counts[change] = (counts[change] as number) + count;
  }
  for (let change = 0; change < counts.length; change++) add(change, counts[change] as number);
  return visits;
}

function countByNode(rows: Int32Array, nodeOf: Int32Array, nodes: number): Int32Array {
  const counts = new Int32Array(nodes);
  for (let i = 0; i < rows.length; i++) {
    const node = nodeOf[rows[i] as number] as number;
    counts[node] = (counts[node] as number) + 1;
  }
  return counts;
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
