import { wider } from './room.ts';

/**
 * The ways deals took, as a tree of steps: a deal's whole way is one number, the node of its last step. Ways that
 * start alike share their nodes, and an earlier date is an ancestor.
 */
export interface PathTree {
  length: number;
  parent: Int32Array;
  step: Int32Array;
  /** A hash table of all nodes but the start, by parent and step; 0 where there is none. Its size is a power of two. */
  table: Int32Array;
}

/** The node before any step. */
export const start = 0;

export function pathTree(): PathTree {
  return {
    length: 1,
    parent: new Int32Array(16).fill(-1, 0, 1),
    step: new Int32Array(16),
    table: new Int32Array(64),
  };
}

/** The node one step further. */
export function follow(tree: PathTree, node: number, step: number): number {
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

function added(tree: PathTree, node: number, step: number): number {
  const child = tree.length++;
  if (child === tree.parent.length) {
    tree.parent = wider(tree.parent);
    tree.step = wider(tree.step);
  }
  tree.parent[child] = node;
  tree.step[child] = step;
  if (2 * tree.length > tree.table.length) rehash(tree);
  return child;
}

function rehash(tree: PathTree): void {
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

/** The steps that lead to a node, first to last. */
export function stepsTo({ parent, step }: PathTree, node: number): number[] {
  const way: number[] = [];
  for (let at = node; at !== start; at = parent[at] as number) way.push(step[at] as number);
  return way.reverse();
}
