/**
 * In which row each deal is: a hash table of rows, which are told from one another by the ids they have. For a million
 * deals it takes a fraction of the time and room of a Map, and holds nothing that a garbage collector would follow.
 */
export interface IdIndex {
  /** The id of each row. */
  readonly ids: readonly string[];
  /** Pairs: the hash of an id, and its row with 1 added; 0 where there is none. Their number is a power of two. */
  pairs: Int32Array;
  /** How many pairs are taken. */
  length: number;
  /** Deals without a row, and those whose place in the table is crowded. */
  readonly others: Map<string, number>;
  /** The id asked for last, and its hash. */
  readonly latest: { id: string; hash: number };
}

/** In place of the row of a deal that was given but is not known of yet. */
export const absent = -1;

/** Ids made to collide must not make everything slow: one that would come behind so many others goes elsewhere. */
const crowd = 64;

export function idIndex(ids: readonly string[]): IdIndex {
  return {
    ids,
    pairs: new Int32Array(2 * 64),
    length: 0,
    others: new Map(),
    latest: { id: '', hash: hash('') },
  };
}

/** The row of a deal; undefined where no such id was given. */
export function rowOf(index: IdIndex, id: unknown): number | undefined {
  if (typeof id !== 'string') return undefined;
  const place = placeOf(index, id, hashOf(index, id));
  const row = place < 0 ? absent : (index.pairs[place + 1] as number) - 1;
  return row === absent ? index.others.get(id) : row;
}

/** Takes note of the row, one that has the id already, that a deal is in from now on. */
export function setRow(index: IdIndex, id: string, row: number): void {
  if (row === absent) {
    index.others.set(id, row);
    return;
  }
  if (3 * (index.length + 1) > index.pairs.length) resize(index, 2 * index.pairs.length); // two thirds of them taken
  setPair(index, id, hashOf(index, id), row);
}

/** The same index for rows that have other numbers now, and for their ids in that order. */
export function renumbered(index: IdIndex, ids: readonly string[], numbers: Int32Array): IdIndex {
  const pairs = index.pairs.slice();
  for (let place = 0; place < pairs.length; place += 2) {
    const row = (pairs[place + 1] as number) - 1;
    if (row !== absent) pairs[place + 1] = (numbers[row] as number) + 1;
  }
  const others = new Map<string, number>();
  for (const [id, row] of index.others) others.set(id, row === absent ? absent : (numbers[row] as number));
  return { ...index, ids, pairs, others };
}

/** Makes room for so many deals. */
export function reserveIds(index: IdIndex, count: number): void {
  let length = index.pairs.length;
  while (3 * count > length) length *= 2;
  resize(index, length);
}

function resize(index: IdIndex, length: number): void {
  const { pairs, ids } = index;
  index.pairs = new Int32Array(length);
  index.length = 0;
  for (let place = 0; place < pairs.length; place += 2) {
    const row = (pairs[place + 1] as number) - 1;
    if (row !== absent) setPair(index, ids[row] as string, pairs[place] as number, row);
  }
}

function setPair(index: IdIndex, id: string, hashed: number, row: number): void {
  const place = placeOf(index, id, hashed);
  if (place < 0) {
    index.others.set(id, row);
    return;
  }
  if (index.pairs[place + 1] === 0) index.length++;
  index.pairs[place] = hashed;
  index.pairs[place + 1] = row + 1;
}

/** Where the pair of an id is, or would be; -1 where it is too crowded. */
function placeOf({ pairs, ids }: IdIndex, id: string, hashed: number): number {
  const mask = pairs.length - 1;
  let place = (2 * hashed) & mask;
  for (let i = 0; i < crowd; i++) {
    const taken = pairs[place + 1] as number;
    if (taken === 0 || (pairs[place] === hashed && ids[taken - 1] === id)) return place;
    place = (place + 2) & mask;
  }
  return -1;
}

function hashOf({ latest }: IdIndex, id: string): number {
  if (latest.id !== id) {
    latest.id = id;
    latest.hash = hash(id);
  }
  return latest.hash;
}

function hash(id: string): number {
  let mixed = 0;
  for (let i = 0; i < id.length; i++) mixed = Math.imul(mixed ^ id.charCodeAt(i), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
