/** Lists of numbers, all of one length, each once and known by its number; laid one behind the other. */
export interface Lists {
  readonly length: number;
  count: number;
  numbers: Int32Array;
  readonly known: Map<string, number>;
}

/** Lists of which a first one is known. */
export function listsFrom(first: Int32Array): Lists {
  return { length: first.length, count: 1, numbers: first.slice(), known: new Map([[first.join(), 0]]) };
}

/** The number of a list, a new one if need be. */
export function numberIn(lists: Lists, list: Int32Array): number {
  const text = list.join();
  const known = lists.known.get(text);
  if (known !== undefined) return known;
  const number = lists.count++;
  if (lists.count * lists.length > lists.numbers.length) {
    const more = new Int32Array(2 * lists.count * lists.length);
    more.set(lists.numbers);
    lists.numbers = more;
  }
  lists.numbers.set(list, number * lists.length);
  lists.known.set(text, number);
  return number;
}

/** The list of a number. */
export function listAt({ numbers, length }: Lists, number: number): Int32Array {
  return numbers.subarray(number * length, (number + 1) * length);
}
