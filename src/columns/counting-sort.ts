/** Items grouped by key: those of a key lie from `from[key]` up to `from[key + 1]`, exclusive. */
export interface Sorted {
  readonly items: Int32Array;
  readonly from: Int32Array;
}

/** Counting sort, stable and linear: the i-th item has the key `keys[i]`, from 0 up to `count`, exclusive. */
export function countingSort(items: Int32Array, keys: Int32Array, count: number): Sorted {
  const from = new Int32Array(count + 1);
  for (let i = 0; i < keys.length; i++) {
    const after = (keys[i] as number) + 1;
    from[after] = (from[after] as number) + 1;
  }
  for (let key = 0; key < count; key++) from[key + 1] = (from[key + 1] as number) + (from[key] as number);
  const next = from.slice();
  const sorted = new Int32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const key = keys[i] as number;
    const index = next[key] as number;
    sorted[index] = items[i] as number;
    next[key] = index + 1;
  }
  return { items: sorted, from };
}
