/** Items by their numbers: those of a number lie from `from[number]` up to `from[number + 1]`. */
export interface Sorted {
  readonly items: Int32Array;
  readonly from: Int32Array;
}

/** Sorts items by the number below `count` that each has, in linear time; those with a negative one are left out, those with the same stay in order. */
export function sortedByNumber(items: Int32Array, numberOf: Int32Array, count: number): Sorted {
  const from = new Int32Array(count + 2); // while they are laid out, the next place of a number is at `number + 1`
  for (let i = 0; i < items.length; i++) {
    const number = numberOf[items[i] as number] as number;
    if (number >= 0) from[number + 2] = (from[number + 2] as number) + 1;
  }
  for (let next = 2; next < from.length; next++)
    from[next] = (from[next] as number) + (from[next - 1] as number);
  const sorted = new Int32Array(from[count + 1] as number);
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as number;
    const number = numberOf[item] as number;
    if (number < 0) continue;
    const place = from[number + 1] as number;
    sorted[place] = item;
    from[number + 1] = place + 1;
  }
  return { items: sorted, from };
}
