import { type Column, codes, push } from './column.ts';

/**
 * The ways deals took, as a tree of steps: a deal's whole way is one number, the node of its last step. Ways that
 * start alike share their nodes, and an earlier date is an ancestor.
 */
export interface PathTree {
  readonly parent: Column<Int32Array>;
  readonly step: Column<Int32Array>;
  readonly children: Map<number, number>;
}

/** The node before any step. */
export const start = 0;

const steps = 2 ** 21; // room for that many different steps in one key below 2^53

export function pathTree(): PathTree {
  const tree: PathTree = { parent: codes(), step: codes(), children: new Map() };
  push(tree.parent, -1);
  push(tree.step, -1);
  return tree;
}

/** The node one step further. */
export function follow(tree: PathTree, node: number, step: number): number {
  const key = node * steps + step;
  const known = tree.children.get(key);
  if (known !== undefined) return known;
  const child = tree.parent.length;
  push(tree.parent, node);
  push(tree.step, step);
  tree.children.set(key, child);
  return child;
}

/** The steps that lead to a node, first to last. */
export function stepsTo(tree: PathTree, node: number): number[] {
  const way: number[] = [];
  for (let at = node; at !== start; at = tree.parent.values[at] as number) {
    way.push(tree.step.values[at] as number);
  }
  return way.reverse();
}
