import { countingSort } from '../../columns/counting-sort.ts';
import type { Cut, CutGroup } from '../groups/cut.ts';
import { jointRows } from '../groups/joint-rows.ts';
import { jointSteps } from '../groups/joint-steps.ts';
import { jointSums } from '../groups/joint-sums.ts';
import { jointTallies } from '../groups/joint-tallies.ts';
import type { GroupKey, KeyColumn } from './group-keys.ts';

/** Rows that share a key. */
export interface RowGroup {
  readonly key: readonly GroupKey[];
  readonly rows: Int32Array;
  readonly cutGroup?: CutGroup;
}

const joint = { sums: jointSums, tallies: jointTallies, steps: jointSteps, rows: jointRows };

/** Ascending rows cut into those that share a key, ascending by key. */
export function cutRows(rows: Int32Array, { numbers, count, keyAt }: KeyColumn): RowGroup[] {
  const { items, from } = countingSort(numbers, count, rows);
  const cut: Cut = { rows, groups: numbers, items, from, parts: new WeakMap(), joint };
  const groups: RowGroup[] = [];
  for (let group = 0; group < count; group++) {
    const [start, end] = [from[group] as number, from[group + 1] as number];
    if (start < end)
      groups.push({ key: keyAt(group), rows: items.subarray(start, end), cutGroup: { cut, group } });
  }
  return groups;
}
