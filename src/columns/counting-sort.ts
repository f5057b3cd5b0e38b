/** Items by their numbers: those of a number lie from `from[number]` up to `from[number + 1]`. */
export interface Sorted {
  readonly items: Int32Array;
  readonly from: Int32Array;
}

/** Sorts items, of which the i-th has `numbers[i]`, from 0 up to `count`: counted first, so in linear time; equal ones stay in order. */
export function countingSort(items: Int32Array, numbers: Int32Array, count: number): Sorted {
  const from = new Int32Array(count + 1);
  for (let i = 0; i < numbers.length; i++) {
    const after = (numbers[i] as number) + 1;
    from[after] = (from[after] as number) + 1;
  }
  for (let number = 0; number < count; number++)
    from[number + 1] = (from[number + 1] as number) + (from[number] as number);
  const next = from.slice();
  const sorted = new Int32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const number = numbers[i] as number;
    const place = next[number] as number;
    sorted[place] = items[i] as number;
    next[number] = place + 1;
  }
  return { items: sorted, from };
}
