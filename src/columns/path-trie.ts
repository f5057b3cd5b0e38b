import { grown } from './growable.ts';

/**
 * The ways deals took, as a tree of steps: a deal's whole way is one number, the node of its last step. Ways that
 * start alike share their nodes, and an earlier date is an ancestor.
 */
export interface PathTrie {
  length: number;
  parent: Int32Array;
  step: Int32Array;
  /** A hash table of all nodes but the start, by parent and step; 0 where there is none. Its size is a power of two. */
  table: Int32Array;
}

/** The node before any step. */
export const start = 0;

export function pathTrie(): PathTrie {
  return {
    length: 1,
    parent: new Int32Array(16).fill(-1, 0, 1),
    step: new Int32Array(16),
    table: new Int32Array(64),
  };
}

/** The node one step further. */
export function follow(tree: PathTrie, node: number, step: number): number {
  const { parent, step: steps, table } = tree;
  const mask = table.length - 1;
  let slot = hash(node, step) & mask;
  for (let child = table[slot] as number; child !== 0; child = table[slot] as number) {
    if (parent[child] === node && steps[child] === step) return child;
    slot = (slot + 1) & mask;
  }
  table[slot] = tree.length;
  return added(tree, node, step);
}

function added(tree: PathTrie, node: number, step: number): number {
  const child = tree.length++;
  if (child === tree.parent.length) {
    tree.parent = grown(tree.parent);
    tree.step = grown(tree.step);
  }
  tree.parent[child] = node;
  tree.step[child] = step;
  if (2 * tree.length > tree.table.length) rehash(tree);
  return child;
}

function rehash(tree: PathTrie): void {
  const table = new Int32Array(4 * tree.table.length);
  const mask = table.length - 1;
  for (let node = 1; node < tree.length; node++) {
    let slot = hash(tree.parent[node] as number, tree.step[node] as number) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = node;
  }
  tree.table = table;
}

function hash(node: number, step: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) + Math.imul(step, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Takes back the nodes that were added since there were so many, the last one first: none is looked up past a later one. */
export function cutBack(tree: PathTrie, length: number): void {
  const { parent, step, table } = tree;
  const mask = table.length - 1;
  while (tree.length > length) {
    const node = --tree.length;
    let slot = hash(parent[node] as number, step[node] as number) & mask;
    while (table[slot] !== node) slot = (slot + 1) & mask;
    table[slot] = 0;
  }
}

/** The tree with those nodes only that lead to the given ones, and the number of each node in it; 0 of those left out. */
export function prunedTrie(
  tree: PathTrie,
  ends: Int32Array,
): { readonly tree: PathTrie; readonly numbers: Int32Array } {
  const { parent, step } = tree;
  const numbers = new Int32Array(tree.length);
  for (const end of ends)
    for (let node = end; node !== start && numbers[node] === 0; node = parent[node] as number)
      numbers[node] = 1;
  let size = 64;
  for (let node = 1, kept = 1; node < tree.length; node++)
    if (numbers[node] === 1 && 2 * ++kept > size) size *= 4;
  const pruned: PathTrie = { ...pathTrie(), table: new Int32Array(size) };
  for (let node = 1; node < tree.length; node++)
    if (numbers[node] === 1)
      numbers[node] = follow(pruned, numbers[parent[node] as number] as number, step[node] as number);
  return { tree: pruned, numbers };
}

/** The steps that lead to a node, first to last. */
export function stepsTo({ parent, step }: PathTrie, node: number): number[] {
  const way: number[] = [];
  for (let at = node; at !== start; at = parent[at] as number) way.push(step[at] as number);
  return way.reverse();
}
