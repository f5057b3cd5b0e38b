import { isTextIn, type Texts, textFrom } from './texts.ts';

/**
 * The row of each deal: a hash table with open addressing, from ids to rows. For a million deals it takes a fraction of
 * the time and memory of a Map, and holds no objects for a garbage collector to trace.
 */
export interface IdIndex {
  /** The id of each row. */
  readonly ids: Texts;
  /** Pairs: the hash of an id, and its row with 1 added; 0 in a free slot, -1 in one that was vacated. The number of slots is a power of two. */
  pairs: Int32Array;
  /** How many slots are taken. */
  length: number;
  /** Deals without a row, and those for which probing found no slot. */
  readonly overflow: Map<string, number>;
  /** The id looked up last, and its hash. */
  readonly latest: { id: string; hash: number };
}

/** Stands for the row of a deal that was given but has no row: nothing of it is known yet. */
export const absent = -1;

/** Stands in a slot, where a row with 1 added does, for an id that was taken out. */
const nobody = -1;

/** Limits probing, so that ids made to collide cannot slow the table down: after so many slots an id goes to `overflow`. */
const maxProbes = 64;

export function idIndex(ids: Texts): IdIndex {
  return {
    ids,
    pairs: new Int32Array(2 * 64),
    length: 0,
    overflow: new Map(),
    latest: { id: '', hash: hash('') },
  };
}

/** The row of a deal; undefined for an unknown id. */
export function rowOf(index: IdIndex, id: unknown): number | undefined {
  if (typeof id !== 'string') return undefined;
  const slot = slotOf(index, id, hashOf(index, id));
  const row = slot < 0 ? absent : (index.pairs[slot + 1] as number) - 1;
  return row === absent ? index.overflow.get(id) : row;
}

/** Sets the row of a deal; `ids` must have the id in that row already. */
export function setRow(index: IdIndex, id: string, row: number): void {
  if (row === absent) {
    vacate(index, id);
    index.overflow.set(id, row);
    return;
  }
  if (3 * (index.length + 1) > index.pairs.length) resize(index, 2 * index.pairs.length); // load factor 2/3
  setPair(index, id, hashOf(index, id), row);
}

/** Makes an id unknown. */
export function dropId(index: IdIndex, id: string): void {
  vacate(index, id);
  index.overflow.delete(id);
}

/** Takes an id out of its slot. The slot stays taken, by nobody, so that those behind it are found. */
function vacate(index: IdIndex, id: string): void {
  const slot = slotOf(index, id, hashOf(index, id));
  if (slot >= 0 && index.pairs[slot + 1] !== 0) index.pairs[slot + 1] = nobody;
}

/** The same index after the rows were renumbered; `ids` are in the new order. */
export function renumbered(index: IdIndex, ids: Texts, numbers: Int32Array): IdIndex {
  const pairs = index.pairs.slice();
  for (let slot = 0; slot < pairs.length; slot += 2) {
    const row = (pairs[slot + 1] as number) - 1;
    if (row >= 0) pairs[slot + 1] = (numbers[row] as number) + 1;
  }
  const overflow = new Map<string, number>();
  for (const [id, row] of index.overflow)
    overflow.set(id, row === absent ? absent : (numbers[row] as number));
  return { ...index, ids, pairs, overflow };
}

/** Reserves capacity for so many deals. */
export function reserveIds(index: IdIndex, count: number): void {
  let length = index.pairs.length;
  while (3 * count > length) length *= 2;
  resize(index, length);
}

function resize(index: IdIndex, length: number): void {
  const { pairs, ids, overflow } = index;
  index.pairs = new Int32Array(length);
  index.length = 0;
  for (let from = 0; from < pairs.length; from += 2) {
    const [hashed, row] = [pairs[from] as number, (pairs[from + 1] as number) - 1];
    if (row < 0) continue;
    const slot = slotOf(index, null, hashed);
    if (slot < 0) overflow.set(textFrom(ids, row), row);
    else fill(index, slot, hashed, row);
  }
}

function setPair(index: IdIndex, id: string, hashed: number, row: number): void {
  const slot = slotOf(index, id, hashed);
  if (slot < 0) {
    index.overflow.set(id, row);
    return;
  }
  fill(index, slot, hashed, row);
}

function fill(index: IdIndex, slot: number, hashed: number, row: number): void {
  if (index.pairs[slot + 1] === 0) index.length++;
  index.pairs[slot] = hashed;
  index.pairs[slot + 1] = row + 1;
}

/** The slot that an id has or would take, null for one that the index does not have yet; -1 if probing found none. */
function slotOf({ pairs, ids }: IdIndex, id: string | null, hashed: number): number {
  const mask = pairs.length - 1;
  let slot = (2 * hashed) & mask;
  for (let i = 0; i < maxProbes; i++) {
    const taken = pairs[slot + 1] as number;
    if (taken === 0) return slot;
    if (id !== null && pairs[slot] === hashed && isTextIn(ids, taken - 1, id)) return slot;
    slot = (slot + 2) & mask;
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
