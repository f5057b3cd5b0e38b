import { countingSort } from '../../columns/counting-sort.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { positionsIn } from '../../columns/positions-in.ts';
import { type Asked, allAtOnce } from './all-at-once.ts';
import type { Cut, CutGroup } from './cut.ts';

type Questions = Map<string, Asked<Cut>>;

/** By cut and column. */
const known = new WeakMap<Cut, Map<object, Questions>>();

/** So many questions are remembered: the months of a few years. */
const most = 64;

/**
 * The rows of a group that `keep` keeps, found for all groups of the cut at once: rows are read from the first to the last, and
 * those of a group lie far apart. Null as long as so few groups were asked for that this would cost more.
 */
export function jointRows(
  cutGroup: CutGroup,
  column: object,
  question: string,
  keep: (rows: Int32Array) => Int32Array,
): Int32Array | null {
  const { cut, group } = cutGroup;
  const ofCut = getOrAdd(known, cut, () => new Map<object, Questions>());
  const questions = getOrAdd(ofCut, column, () => new Map<string, Asked<Cut>>());
  if (questions.size === most && !questions.has(question)) questions.clear();
  const asked = getOrAdd(questions, question, () => ({ asked: 0, all: null }));
  const part = allAtOnce(asked, cutGroup, () => partOf(cut, keep(cut.rows)));
  if (part === null) return null;
  const rows = part.items.subarray(part.from[group], part.from[group + 1]);
  cut.parts.set(rows, { cut: part, group });
  return rows;
}

/** The cut without the rows that are not among some of them. */
function partOf({ rows, groups, from, parts, joint }: Cut, some: Int32Array): Cut {
  const positions = positionsIn(rows, some);
  const groupsOfSome = positions.map((position) => groups[position] as number);
  const sorted = countingSort(groupsOfSome, from.length - 1, some);
  return { rows: some, groups: groupsOfSome, items: sorted.items, from: sorted.from, parts, joint };
}
