import { capacityFor } from '../../columns/growable.ts';
import { prunedTrie } from '../../columns/path-trie.ts';
import { textsFrom } from '../../columns/texts.ts';
import type { Facts } from '../facts/facts.ts';
import type { KeptEvents } from '../facts/order-sensitive.ts';
import { allowMore } from './allowance.ts';
import { compactSparse, compactTable, longRows } from './compact-table.ts';

/**
 * A copy of the facts of some rows, ascending, and the new number of each row, -1 for those left out. The dictionaries are
 * shared: they only grow.
 */
export function compactFacts(
  facts: Facts,
  rows: Int32Array,
): { readonly facts: Facts; readonly numbers: Int32Array } {
  const { steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  const long = longRows([steps, values, sales, attributes], rows);
  const numbers = numbersOf(facts, rows, long);
  const { trie: paths, numbers: nodes } = prunedTrie(
    facts.paths,
    rows.map((row) => facts.path[row] as number),
  );
  const compact: Facts = {
    ...facts,
    ...columnsOf(facts, rows, long, numbers, nodes),
    paths,
    steps: compactTable(steps, rows, long),
    values: compactTable(values, rows, long),
    sales: compactTable(sales, rows, long),
    attributes: compactTable(attributes, rows, long),
    payments: compactSparse(payments, numbers),
    demand: compactSparse(demand, numbers),
    interactions: compactSparse(interactions, numbers),
    activity: compactSparse(activity, numbers),
    keptEvents: keptOf(facts, numbers),
  };
  allowMore(compact);
  return { facts: compact, numbers };
}

function numbersOf({ dealIds }: Facts, rows: Int32Array, long: Uint8Array): Int32Array {
  const numbers = new Int32Array(dealIds.length).fill(-1);
  let number = 0;
  for (let i = 0; i < rows.length; i++) {
    numbers[rows[i] as number] = number;
    number += 1 + (long[i] as number);
  }
  return numbers;
}

function columnsOf(
  { dealIds: ids, undated: undatedBefore, path: pathBefore }: Facts,
  rows: Int32Array,
  long: Uint8Array,
  numbers: Int32Array,
  nodes: Int32Array,
): Pick<Facts, 'dealIds' | 'undated' | 'path'> {
  const count = rows.length + long.reduce((sum, each) => sum + each, 0);
  const capacity = capacityFor(count);
  const places = new Int32Array(count).fill(-1);
  const [undated, path] = [new Uint8Array(capacity), new Int32Array(capacity)];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const number = numbers[row] as number;
    places[number] = row;
    undated[number] = undatedBefore[row] as number;
    path[number] = nodes[pathBefore[row] as number] as number;
  }
  return { dealIds: textsFrom(ids, places), undated, path };
}

function keptOf({ keptEvents }: Facts, numbers: Int32Array): Map<number, KeptEvents> {
  const kept = new Map<number, KeptEvents>();
  for (const [row, events] of keptEvents) {
    const number = numbers[row] as number;
    if (number >= 0) kept.set(number, events);
  }
  return kept;
}
