/** Items grouped by key: those of a key lie from `from[key]` up to `from[key + 1]`, exclusive. */
export interface Sorted {
  readonly items: Int32Array;
  readonly from: Int32Array;
}

/**
 * Counting sort, stable and linear: the i-th item, the number i where no items are given, has the key `keys[i]`, from 0 up to
 * `count`, exclusive. One with a negative key is left out.
 */
export function countingSort(keys: Int32Array, count: number, items?: Int32Array): Sorted {
  const from = new Int32Array(count + 1);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    if (key >= 0) from[key + 1] = (from[key + 1] as number) + 1;
  }
  for (let key = 0; key < count; key++) from[key + 1] = (from[key + 1] as number) + (from[key] as number);
  const next = from.slice();
  const sorted = new Int32Array(from[count] as number);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    if (key < 0) continue;
    const index = next[key] as number;
    sorted[index] = items === undefined ? i : (items[i] as number);
    next[key] = index + 1;
  }
  return { items: sorted, from };
}
