import { prunedTrie } from '../../columns/path-trie.ts';
import { textsFrom } from '../../columns/texts.ts';
import type { Facts } from '../facts/facts.ts';
import type { SparseTable } from '../facts/sparse-table.ts';
import type { FactTable, MoneyTable } from '../facts/tables.ts';
import { compactTable } from '../recording/compact-table.ts';
import { withOwnDictionaries } from './own-dictionaries.ts';

/**
 * The facts of some rows, ascending, and of no others: numbered from 0 without gaps, their facts one behind the other without
 * free slots, and in the dictionaries only what they say. Columns are copied only where they hold anything else.
 */
export function ownFacts(facts: Facts, rows: Int32Array): Facts {
  const { steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  const dense = isFromStart(rows) ? cutAt : gathered;
  const sparse = isFromStart(rows) ? sparseCutAt : sparseGathered;
  const own: Facts = {
    ...facts,
    ...ownRows(facts, rows),
    steps: dense(steps, rows),
    values: dense(values, rows),
    sales: dense(sales, rows),
    attributes: dense(attributes, rows),
    payments: sparse(payments, rows),
    demand: sparse(demand, rows),
    interactions: sparse(interactions, rows),
    activity: sparse(activity, rows),
  };
  return withOwnDictionaries(own);
}

/** Whether rows are the first ones, so that nothing else lies between their facts. */
function isFromStart(rows: Int32Array): boolean {
  return rows.length === 0 || rows[rows.length - 1] === rows.length - 1;
}

type OwnRows = Pick<Facts, 'dealIds' | 'undated' | 'path' | 'paths' | 'keptEvents'>;

function ownRows({ dealIds, undated, path, paths, keptEvents }: Facts, rows: Int32Array): OwnRows {
  const { length } = rows;
  if (isFromStart(rows) && length === dealIds.length)
    return {
      dealIds,
      undated: undated.subarray(0, length),
      path: path.subarray(0, length),
      paths,
      keptEvents,
    };
  const ends = rows.map((row) => path[row] as number);
  const { trie, numbers } = prunedTrie(paths, ends);
  const kept: Facts['keptEvents'] = new Map();
  if (keptEvents.size > 0)
    for (let i = 0; i < rows.length; i++) {
      const events = keptEvents.get(rows[i] as number);
      if (events !== undefined) kept.set(i, events);
    }
  return {
    dealIds: textsFrom(dealIds, rows),
    undated: Uint8Array.from(rows, (row) => undated[row] as number),
    path: ends.map((node) => numbers[node] as number),
    paths: trie,
    keptEvents: kept,
  };
}

/** The first rows of a table. */
function cutAt<T extends FactTable>(table: T, { length: rows }: Int32Array): T {
  const length = table.from[rows] as number;
  const { bigUnits } = table as Partial<MoneyTable>;
  if (bigUnits === undefined) return { ...table, rows, settled: length, length };
  const own = new Map([...bigUnits].filter(([index]) => index < length));
  return { ...table, rows, settled: length, length, bigUnits: own };
}

function gathered<T extends FactTable>(table: T, rows: Int32Array): T {
  return compactTable(table, rows, new Uint8Array(rows.length));
}

function sparseCutAt<T extends SparseTable>(table: T, { length: count }: Int32Array): T {
  let entries = 0;
  while (entries < table.rows && (table.row[entries] as number) < count) entries++;
  return cutAt(table, new Int32Array(entries));
}

function sparseGathered<T extends SparseTable>(table: T, rows: Int32Array): T {
  const entries: number[] = [];
  const numbers: number[] = [];
  for (let entry = 0, i = 0; entry < table.rows; entry++) {
    const row = table.row[entry] as number;
    if (row === table.row[entry - 1]) continue; // the free slots of the row before
    while (i < rows.length && (rows[i] as number) < row) i++;
    if (rows[i] !== row) continue;
    entries.push(entry);
    numbers.push(i);
  }
  return { ...gathered(table, Int32Array.from(entries)), row: Int32Array.from(numbers) };
}
