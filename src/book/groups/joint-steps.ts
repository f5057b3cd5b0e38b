import { getOrAdd } from '../../columns/get-or-add.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import type { Cut, CutGroup } from './cut.ts';

const known = new WeakMap<Cut, Int32Array>();

/**
 * How many steps of a group's deals, up to the last of each, were of each kind, by code, as `countSteps` says; counted for all groups of the cut at once.
 * Null where there are so many groups and codes that this would cost more.
 */
export function jointSteps(facts: Facts, last: Int32Array, { cut, group }: CutGroup): Int32Array | null {
  const codes = firstStageCode + facts.stages.length;
  const groups = cut.from.length - 1;
  if (groups * codes > 4 * cut.rows.length) return null;
  const counts = getOrAdd(known, cut, () => countByGroup(facts, last, cut, codes));
  return counts.subarray(group * codes, (group + 1) * codes);
}

/** Rows are read from the first to the last: the steps of a group's deals lie far apart. */
function countByGroup(
  { steps }: Facts,
  last: Int32Array,
  { rows, groups, from }: Cut,
  codes: number,
): Int32Array {
  const counts = new Int32Array((from.length - 1) * codes);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const start = (groups[i] as number) * codes;
    const end = last[row] as number;
    for (let step = steps.from[row] as number; step <= end; step++) {
      const place = start + (steps.code[step] as number);
      counts[place] = (counts[place] as number) + 1;
    }
  }
  return counts;
}
