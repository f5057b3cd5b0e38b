import type { DealBook } from '../../book/book.ts';
import { type Tallies, tallyGroups, tallyRows } from '../../book/prices/tally.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pathNodes, recordedPaths } from '../../book/readers/paths.ts';
import { type PathTrie, start } from '../../columns/path-trie.ts';
import type { StayChange } from './automaton-states.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import type { PathReading } from './path-automaton.ts';
import type { Profile } from './profiles.ts';
import { shownProfiles } from './shown/shown-profiles.ts';
import type { ShownVisits } from './shown/shown-visits.ts';
import { splitRows } from './shown/shown-wholly.ts';

/** Deals counted by what a funnel sees of them. */
export interface ProfileCounts {
  /** By profile id. */
  readonly tallies: Tallies;
  readonly shapeOf: (number: number) => Profile;
}

/** The deals of a funnel, in one or several lots that were counted apart. */
export interface ProfileTallies {
  readonly lots: readonly ProfileCounts[];
  /** By position: the real stays of all of them. */
  readonly visits: Float64Array;
}

/**
 * Counts the deals of a funnel. Where it depends on more than their paths what is shown of them, most are shown wholly or not
 * at all, which a few of their dates tell; only the others are looked at. (1 M deals, visits overlapping a year: a text
 * for each deal 1,519 ms, so 47 ms.)
 */
export function tallyProfiles(book: DealBook, deals: FunnelDeals): ProfileTallies {
  const { rows, paths, shown } = deals;
  if (shown === null) return tallyByPath(book, rows, paths);
  const { whole, some } = splitRows(book, rows, shown);
  const [byPath, byDeal] = [tallyByPath(book, whole, paths), tallyByDeal(book, some, deals, shown)];
  const visits = byPath.visits.map((count, position) => count + (byDeal.visits[position] as number));
  return { lots: [...byPath.lots, ...byDeal.lots], visits };
}

/** Counts by profile: deals with one path have one profile. */
function tallyByPath(book: DealBook, rows: Int32Array, paths: PathReading): ProfileTallies {
  const column = pathNodes(book);
  const { trie } = recordedPaths(book);
  const { shapes, shapeAt: groupOf, shapeOf } = paths;
  const grouping = { column, numbers: trie.length, groupOf, groups: shapes };
  const tallies = tallyRows(potentialsOf(book), rows, grouping);
  return { lots: [{ tallies, shapeOf }], visits: staysOf(rows, column, tallies.byNumber, trie, paths) };
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

/** Where it depends on more than the path which visits of a deal are shown, it counts by its profile and these. */
function tallyByDeal(
  book: DealBook,
  rows: Int32Array,
  { order, paths }: FunnelDeals,
  shown: ShownVisits,
): ProfileTallies {
  const { numberOf, count, shapeOf } = shownProfiles(book, paths, shown);
  const visits = new Float64Array(order.places.length);
  const numbers = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const isShown = shown.look(row);
    numbers[i] = isShown ? numberOf(row) : -1;
    if (isShown) shown.addStays(visits);
  }
  const tallies = tallyGroups(potentialsOf(book), rows, numbers, count());
  return { lots: [{ tallies, shapeOf }], visits };
}

/** What a funnel sees of the deal in a row; null where it does not show it. */
export function profileReader(
  book: DealBook,
  { paths, shown }: FunnelDeals,
): (row: number) => Profile | null {
  if (shown !== null) {
    const { numberOf, shapeOf } = shownProfiles(book, paths, shown);
    return (row) => (shown.look(row) ? shapeOf(numberOf(row)) : null);
  }
  const nodes = pathNodes(book);
  return (row) => {
    const number = paths.shapeAt[nodes[row] as number] as number;
    return number < 0 ? null : paths.shapeOf(number);
  };
}
