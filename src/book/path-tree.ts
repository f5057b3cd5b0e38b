import { wider } from './room.ts';

/**
 * The ways deals took, as a tree of steps: a deal's whole way is one number, the node of its last step. Ways that
 * start alike share their nodes, and an earlier date is an ancestor.
 */
export interface PathTree {
  length: number;
  parent: Int32Array;
  step: Int32Array;
  readonly children: Map<number, number>;
}

/** The node before any step. */
export const start = 0;

const steps = 2 ** 21; // room for that many different steps in one key below 2^53

export function pathTree(): PathTree {
  return {
    length: 1,
    parent: new Int32Array(16).fill(-1, 0, 1),
    step: new Int32Array(16),
    children: new Map(),
  };
}

/** The node one step further. */
export function follow(tree: PathTree, node: number, step: number): number {
  const key = node * steps + step;
  const known = tree.children.get(key);
  if (known !== undefined) return known;
  const child = tree.length++;
  if (child === tree.parent.length) {
    tree.parent = wider(tree.parent);
    tree.step = wider(tree.step);
  }
  tree.parent[child] = node;
  tree.step[child] = step;
  tree.children.set(key, child);
  return child;
}

/** The steps that lead to a node, first to last. */
export function stepsTo({ parent, step }: PathTree, node: number): number[] {
  const way: number[] = [];
  for (let at = node; at !== start; at = parent[at] as number) way.push(step[at] as number);
  return way.reverse();
}
