/**
 * Interned vectors of one length: equal vectors have the same id. They lie one behind the other, and are found in a hash
 * table with open addressing.
 */
export interface InternedVectors {
  length: number;
  count: number;
  numbers: Int32Array;
  /** The ids of the vectors with 1 added; 0 in a free slot. Its size is a power of two. */
  table: Int32Array;
}

/** A set of vectors that holds the zero vector, as id 0. */
export function internedVectors(length: number): InternedVectors {
  const vectors = { length, count: 0, numbers: new Int32Array(length), table: new Int32Array(64) };
  idOfVector(vectors, new Int32Array(length));
  return vectors;
}

/** The id of a vector, which begins at an index; a new vector is added. */
export function idOfVector(vectors: InternedVectors, numbers: Int32Array, from: number = 0): number {
  const { table, length } = vectors;
  const mask = table.length - 1;
  let slot = hash(numbers, from, length) & mask;
  for (let taken = table[slot] as number; taken !== 0; taken = table[slot] as number) {
    if (equalsAt(vectors, taken - 1, numbers, from)) return taken - 1;
    slot = (slot + 1) & mask;
  }
  const id = vectors.count++;
  table[slot] = vectors.count;
  if (vectors.count * length > vectors.numbers.length) {
    const more = new Int32Array(2 * vectors.count * length);
    more.set(vectors.numbers);
    vectors.numbers = more;
  }
  vectors.numbers.set(numbers.subarray(from, from + length), id * length);
  if (2 * vectors.count > table.length) vectors.table = tableOf(vectors, 4 * table.length);
  return id;
}

/** The vector with an id. */
export function vectorAt({ numbers, length }: InternedVectors, id: number): Int32Array {
  return numbers.subarray(id * length, (id + 1) * length);
}

/** Makes all vectors longer, with zeros at their ends. They keep their ids. */
export function lengthen(vectors: InternedVectors, length: number): void {
  const numbers = new Int32Array(vectors.count * length);
  for (let id = 0; id < vectors.count; id++) numbers.set(vectorAt(vectors, id), id * length);
  vectors.numbers = numbers;
  vectors.length = length;
}

function equalsAt(vectors: InternedVectors, id: number, numbers: Int32Array, from: number): boolean {
  const { length } = vectors;
  for (let i = 0; i < length; i++) if (vectors.numbers[id * length + i] !== numbers[from + i]) return false;
  return true;
}

function tableOf({ numbers, count, length }: InternedVectors, size: number): Int32Array {
  const table = new Int32Array(size);
  for (let id = 0; id < count; id++) {
    let slot = hash(numbers, id * length, length) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = id + 1;
  }
  return table;
}

/** A sum over the positions, so that zeros at the end change nothing. */
function hash(numbers: Int32Array, from: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const number = numbers[from + i] as number;
    if (number !== 0)
      sum = (sum + Math.imul(Math.imul(number, 0x9e3779b1) ^ (i + 1), 0x85ebca6b + 2 * i)) | 0;
  }
  return (sum ^ (sum >>> 15)) >>> 0;
}
