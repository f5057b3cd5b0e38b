import { capacityFor, doubled, hasSlack, resizedTo } from '../../columns/growable.ts';
import { start } from '../../columns/path-trie.ts';
import { continueRow, leaveOutRow } from './continued-row.ts';
import type { Facts } from './facts.ts';
import { continueSparseRow, endSparseRow } from './sparse-table.ts';
import { endRow, type FactTable, reserveTable, trimTable } from './tables.ts';

/** Completes a row with the node its way ended in. */
export function completeRow(facts: Facts, dealId: string, undated: boolean, node: number): void {
  const row = addRow(facts, dealId, undated, node);
  endRow(facts.steps);
  endRow(facts.values);
  endRow(facts.sales);
  endRow(facts.attributes);
  endSparseRow(facts.payments, row);
  endSparseRow(facts.demand, row);
  endSparseRow(facts.interactions, row);
  endSparseRow(facts.activity, row);
}

/** Leaves a row number out, that of no row: the next row may then go on where another one ends. */
export function leaveOut(facts: Facts): void {
  addRow(facts, '', false, start);
  leaveOutRow(facts.steps);
  leaveOutRow(facts.values);
  leaveOutRow(facts.sales);
  leaveOutRow(facts.attributes);
}

/** Completes a row that goes on where another one ends, after a number that was left out. */
export function completeContinued(facts: Facts, before: number, node: number): void {
  const row = addRow(facts, facts.dealIds[before] as string, facts.undated[before] === 1, node);
  continueRow(facts.steps, before);
  continueRow(facts.values, before);
  continueRow(facts.sales, before);
  continueRow(facts.attributes, before);
  continueSparseRow(facts.payments, before, row);
  continueSparseRow(facts.demand, before, row);
  continueSparseRow(facts.interactions, before, row);
  continueSparseRow(facts.activity, before, row);
}

function addRow(facts: Facts, dealId: string, undated: boolean, node: number): number {
  const row = facts.dealIds.push(dealId) - 1;
  if (row === facts.path.length) {
    resizeRows(facts, doubled(row));
  }
  facts.path[row] = node;
  facts.undated[row] = undated ? 1 : 0;
  return row;
}

/**
 * Makes room for so many times what there is. All at once: engines answer large buffers with a collection of everything
 * there is, and that way with one.
 */
export function reserveFacts(facts: Facts, times: number): void {
  for (const table of tablesOf(facts)) reserveTable(table, times);
  resizeRows(facts, capacityFor(times * facts.dealIds.length));
}

/** Gives back the room the columns have left, but for a part. */
export function trimFacts(facts: Facts, part?: number): void {
  for (const table of tablesOf(facts)) trimTable(table, part);
  const rows = facts.dealIds.length;
  if (hasSlack(facts.path.length, rows, part)) resizeRows(facts, capacityFor(rows, part));
}

function resizeRows(facts: Facts, room: number): void {
  facts.path = resizedTo(facts.path, room);
  facts.undated = resizedTo(facts.undated, room);
}

export function tablesOf(facts: Facts): readonly FactTable[] {
  const { steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  return [steps, values, sales, attributes, payments, demand, interactions, activity];
}
