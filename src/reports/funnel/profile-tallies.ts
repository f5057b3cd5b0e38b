import { cutGroupOf, type DealBook } from '../../book/book.ts';
import type { CutGroup } from '../../book/groups/cut.ts';
import { type Tallies, tallyGroups, tallyRows } from '../../book/prices/tally.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { countSteps, countStepsOfGroup, pathNodes, recordedPaths } from '../../book/readers/paths.ts';
import { vectorAt } from '../../columns/interned-vectors.ts';
import { start } from '../../columns/path-trie.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import type { Profile } from './profiles.ts';
import { batch } from './shown/looking.ts';
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
 * for each deal 1,404 ms of processor time, so 67.)
 */
export function tallyProfiles(book: DealBook, deals: FunnelDeals): ProfileTallies {
  const { rows, shown } = deals;
  if (shown === null) return tallyByPath(book, rows, deals);
  const { whole, some } = splitRows(book, rows, shown);
  const [byPath, byDeal] = [tallyByPath(book, whole, deals), tallyByDeal(book, some, deals, shown)];
  const visits = byPath.visits.map((count, position) => count + (byDeal.visits[position] as number));
  return { lots: [...byPath.lots, ...byDeal.lots], visits };
}

/** How the paths of deals are read. */
type PathsTaken = Pick<FunnelDeals, 'paths' | 'pipelineId' | 'reading'>;

/** Counts by profile: deals with one path have one profile. */
function tallyByPath(book: DealBook, rows: Int32Array, taken: PathsTaken): ProfileTallies {
  const column = pathNodes(book);
  const numbers = recordedPaths(book).trie.length;
  const { shapes, shapeAt, shapeOf } = taken.paths;
  const prices = potentialsOf(book);
  const grouping = { column, numbers, groupOf: shapeAt, groups: shapes };
  const group = cutGroupOf(book, rows);
  const joint = group?.cut.joint.tallies(prices, group, grouping) ?? null;
  if (group !== undefined && joint !== null)
    return { lots: [{ tallies: joint, shapeOf }], visits: staysOfGroup(book, rows, group, taken) };
  const tallies = tallyRows(prices, rows, grouping);
  return { lots: [{ tallies, shapeOf }], visits: staysOf(book, rows, tallies.byNumber, taken) };
}

/** The real stays of the deals of a group, which is one of many that are asked for. */
function staysOfGroup(book: DealBook, rows: Int32Array, group: CutGroup, taken: PathsTaken): Float64Array {
  const steps = taken.reading.returns === 'keep' ? countStepsOfGroup(book, group) : null;
  return steps === null ? staysOf(book, rows, null, taken) : staysOfSteps(book, steps, taken);
}

/** So many nodes are too many for the caches of a processor: to read the steps of a deal is faster then than to follow its path. */
const manyNodes = 200_000;

/** The real stays of deals, by position. Where these are few beside the steps of all paths, their own are counted. */
function staysOf(
  book: DealBook,
  rows: Int32Array,
  byNode: Float64Array | null,
  taken: PathsTaken,
): Float64Array {
  const { paths, reading } = taken;
  const { parent, length } = recordedPaths(book).trie;
  const areFew = byNode === null && length > 4 * rows.length;
  if (areFew && length > manyNodes && reading.returns === 'keep')
    return staysOfSteps(book, countSteps(book, rows), taken);
  const { order, positions, stays, staysAt } = paths;
  const counts = new Float64Array(stays.count);
  const nodes = pathNodes(book);
  if (areFew) countEach(counts, rows, nodes, parent, staysAt());
  else {
    const through = byNode === null ? countNodes(rows, nodes, length) : dealsOf(byNode);
    countThrough(counts, through, parent, staysAt());
  }
  const visits = new Float64Array(order.places.length);
  for (let change = 0; change < counts.length; change++)
    addStays(visits, positions, vectorAt(stays, change), counts[change] as number);
  return visits;
}

/** Where nothing is erased, each step to a stage of the pipeline is a stay. */
function staysOfSteps(book: DealBook, steps: Int32Array, { paths, pipelineId }: PathsTaken): Float64Array {
  const { order } = paths;
  const visits = new Float64Array(order.places.length);
  const { stepOf } = recordedPaths(book);
  for (let code = 0; code < steps.length; code++) {
    const step = steps[code] === 0 ? 'deleted' : stepOf(code);
    if (typeof step === 'string' || step.pipelineId !== pipelineId || step.stageId === null) continue;
    const position = order.positionOf.get(step.stageId) as number;
    visits[position] = (visits[position] as number) + (steps[code] as number);
  }
  return visits;
}

/** Deals by node, without their amounts. */
function dealsOf(byNode: Float64Array): Int32Array {
  const deals = new Int32Array(byNode.length / 2);
  for (let node = 0; node < deals.length; node++) deals[node] = byNode[2 * node] as number;
  return deals;
}

/** Rows by node. */
function countNodes(rows: Int32Array, nodeOf: Int32Array, nodes: number): Int32Array {
  const counts = new Int32Array(nodes);
  for (let i = 0; i < rows.length; i++) {
    const node = nodeOf[rows[i] as number] as number;
    counts[node] = (counts[node] as number) + 1;
  }
  return counts;
}

/** How often each change is made: the last step of a path is one of all deals that went through it, those by node are at first. */
function countThrough(
  counts: Float64Array,
  through: Int32Array,
  parent: Int32Array,
  staysAt: Int32Array,
): void {
  for (let node = through.length - 1; node > start; node--) {
    const count = through[node] as number;
    if (count === 0) continue;
    const change = staysAt[node] as number;
    counts[change] = (counts[change] as number) + count;
    const before = parent[node] as number; // it has a lower number
    through[before] = (through[before] as number) + count;
  }
}

/** The same of rows, which are followed back along their paths. */
function countEach(
  counts: Float64Array,
  rows: Int32Array,
  nodeOf: Int32Array,
  parent: Int32Array,
  staysAt: Int32Array,
): void {
  for (let i = 0; i < rows.length; i++)
    for (let node = nodeOf[rows[i] as number] as number; node > start; node = parent[node] as number) {
      const change = staysAt[node] as number;
      counts[change] = (counts[change] as number) + 1;
    }
}

function addStays(visits: Float64Array, positions: Int32Array, change: Int32Array, deals: number): void {
  for (let slot = 0; slot < change.length; slot++) {
    const position = positions[slot] as number;
    visits[position] = (visits[position] as number) + (change[slot] as number) * deals;
  }
}

/** Where it depends on more than the path which visits of a deal are shown, it counts by its profile and these. */
function tallyByDeal(
  book: DealBook,
  rows: Int32Array,
  { paths }: FunnelDeals,
  shown: ShownVisits,
): ProfileTallies {
  const { numberOf, count, shapeOf } = shownProfiles(paths, shown);
  const numbers = new Int32Array(rows.length);
  for (let from = 0; from < rows.length; from += batch) {
    const end = Math.min(from + batch, rows.length);
    shown.look(rows, from, end);
    for (let i = from; i < end; i++) numbers[i] = numberOf((i - from) * shown.length);
  }
  const tallies = tallyGroups(potentialsOf(book), rows, numbers, count());
  return { lots: [{ tallies, shapeOf }], visits: shown.visits };
}

/** What a funnel sees of the deal in a row; null where it does not show it. */
export function profileReader(
  book: DealBook,
  { paths, shown }: FunnelDeals,
): (row: number) => Profile | null {
  if (shown !== null) {
    const { numberOf, shapeOf } = shownProfiles(paths, shown);
    const only = new Int32Array(1);
    return (row) => {
      only[0] = row;
      shown.look(only, 0, 1);
      const number = numberOf(0);
      return number < 0 ? null : shapeOf(number);
    };
  }
  const nodes = pathNodes(book);
  return (row) => {
    const number = paths.shapeAt[nodes[row] as number] as number;
    return number < 0 ? null : paths.shapeOf(number);
  };
}
