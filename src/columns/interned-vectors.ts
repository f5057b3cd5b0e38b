/**
 * Lists of numbers, all of one length, each once and known by its number; laid one behind the other, and found by their
 * hashes in a table whose size is a power of two.
 */
export interface InternedVectors {
  length: number;
  count: number;
  numbers: Int32Array;
  /** The numbers of the lists with 1 added; 0 where there is none. */
  table: Int32Array;
}

/** Lists of which one of zeros is the first. */
export function internedVectors(length: number): InternedVectors {
  const lists = { length, count: 0, numbers: new Int32Array(length), table: new Int32Array(64) };
  idOfVector(lists, new Int32Array(length));
  return lists;
}

/** The number of a list, a new one if need be. */
export function idOfVector(lists: InternedVectors, list: Int32Array): number {
  const { table, length } = lists;
  const mask = table.length - 1;
  let slot = hash(list, 0, length) & mask;
  for (let taken = table[slot] as number; taken !== 0; taken = table[slot] as number) {
    if (isAt(lists, taken - 1, list)) return taken - 1;
    slot = (slot + 1) & mask;
  }
  const number = lists.count++;
  table[slot] = lists.count;
  if (lists.count * length > lists.numbers.length) {
    const more = new Int32Array(2 * lists.count * length);
    more.set(lists.numbers);
    lists.numbers = more;
  }
  lists.numbers.set(list, number * length);
  if (2 * lists.count > table.length) lists.table = tableOf(lists, 4 * table.length);
  return number;
}

/** The list of a number. */
export function vectorAt({ numbers, length }: InternedVectors, number: number): Int32Array {
  return numbers.subarray(number * length, (number + 1) * length);
}

/** Makes all lists longer, with zeros at their ends. They keep their numbers. */
export function lengthen(lists: InternedVectors, length: number): void {
  const numbers = new Int32Array(lists.count * length);
  for (let number = 0; number < lists.count; number++) numbers.set(vectorAt(lists, number), number * length);
  lists.numbers = numbers;
  lists.length = length;
}

function isAt({ numbers, length }: InternedVectors, number: number, list: Int32Array): boolean {
  const from = number * length;
  for (let i = 0; i < length; i++) if (numbers[from + i] !== list[i]) return false;
  return true;
}

function tableOf({ numbers, count, length }: InternedVectors, size: number): Int32Array {
  const table = new Int32Array(size);
  for (let number = 0; number < count; number++) {
    let slot = hash(numbers, number * length, length) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = number + 1;
  }
  return table;
}

/** A sum over the places, so that zeros at the end change nothing. */
function hash(numbers: Int32Array, from: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const number = numbers[from + i] as number;
    if (number !== 0)
      sum = (sum + Math.imul(Math.imul(number, 0x9e3779b1) ^ (i + 1), 0x85ebca6b + 2 * i)) | 0;
  }
  return (sum ^ (sum >>> 15)) >>> 0;
}
