import { grown } from './growable.ts';

/**
 * The paths of deals, as a trie of codes: a whole path is one number, the node of its last code. Paths with a common
 * beginning share its nodes, and the path as of an earlier date is an ancestor.
 */
export interface PathTrie {
  length: number;
  parent: Int32Array;
  code: Int32Array;
  /** A hash table of all nodes but the root, by parent and code; 0 in a free slot. Its size is a power of two. */
  table: Int32Array;
}

/** A trie of nodes that are known already. */
export function trieOf(length: number, parent: Int32Array, code: Int32Array): PathTrie {
  let size = 64;
  while (size < 2 * length) size *= 4;
  const trie: PathTrie = { length, parent, code, table: new Int32Array(size) };
  fillHashTable(trie);
  return trie;
}

/** The root: the empty path. */
export const start = 0;

export function pathTrie(): PathTrie {
  return {
    length: 1,
    parent: new Int32Array(16).fill(-1, 0, 1),
    code: new Int32Array(16),
    table: new Int32Array(64),
  };
}

/** The child of a node by a code; a new one is added. */
export function follow(trie: PathTrie, node: number, code: number): number {
  const { parent, code: codes, table } = trie;
  const mask = table.length - 1;
  let slot = hash(node, code) & mask;
  for (let child = table[slot] as number; child !== 0; child = table[slot] as number) {
    if (parent[child] === node && codes[child] === code) return child;
    slot = (slot + 1) & mask;
  }
  table[slot] = trie.length;
  return added(trie, node, code);
}

function added(trie: PathTrie, node: number, code: number): number {
  const child = trie.length++;
  if (child === trie.parent.length) {
    trie.parent = grown(trie.parent);
    trie.code = grown(trie.code);
  }
  trie.parent[child] = node;
  trie.code[child] = code;
  if (2 * trie.length > trie.table.length) rehash(trie);
  return child;
}

function rehash(trie: PathTrie): void {
  trie.table = new Int32Array(4 * trie.table.length);
  fillHashTable(trie);
}

function fillHashTable({ length, parent, code, table }: PathTrie): void {
  const mask = table.length - 1;
  for (let node = 1; node < length; node++) {
    let slot = hash(parent[node] as number, code[node] as number) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = node;
  }
}

function hash(node: number, code: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) + Math.imul(code, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Removes all nodes but the first `length`, the latest first: so no chain of probes loses a slot that it still needs. */
export function cutBack(trie: PathTrie, length: number): void {
  const { parent, code: step, table } = trie;
  const mask = table.length - 1;
  while (trie.length > length) {
    const node = --trie.length;
    let slot = hash(parent[node] as number, step[node] as number) & mask;
    while (table[slot] !== node) slot = (slot + 1) & mask;
    table[slot] = 0;
  }
}

/** The trie of the paths to the given nodes only, and the new number of each node; 0 for those left out. */
export function prunedTrie(
  trie: PathTrie,
  ends: Int32Array,
): { readonly trie: PathTrie; readonly numbers: Int32Array } {
  const { parent, code: step } = trie;
  const numbers = new Int32Array(trie.length);
  for (const end of ends)
    for (let node = end; node !== start && numbers[node] === 0; node = parent[node] as number)
      numbers[node] = 1;
  let size = 64;
  for (let node = 1, kept = 1; node < trie.length; node++)
    if (numbers[node] === 1 && 2 * ++kept > size) size *= 4;
  const pruned: PathTrie = { ...pathTrie(), table: new Int32Array(size) };
  for (let node = 1; node < trie.length; node++)
    if (numbers[node] === 1)
      numbers[node] = follow(pruned, numbers[parent[node] as number] as number, step[node] as number);
  return { trie: pruned, numbers };
}

/** The codes on the path to a node, first to last. */
export function codesTo({ parent, code: step }: PathTrie, node: number): number[] {
  const codes: number[] = [];
  for (let at = node; at !== start; at = parent[at] as number) codes.push(step[at] as number);
  return codes.reverse();
}
