import { capacityFor, doubled, hasSlack, resizedTo } from '../../columns/growable.ts';
import { start } from '../../columns/path-trie.ts';
import { pushText, reserveTexts, textFrom, trimTexts } from '../../columns/texts.ts';
import { continueRow, skipTableRow } from './continued-row.ts';
import type { Facts } from './facts.ts';
import { continueSparseRow, endSparseRow } from './sparse-table.ts';
import { endRow, type FactTable, reserveTable, trimTable } from './tables.ts';
import { unknownDates } from './unknown-dates.ts';

/** Completes a row; `undated` is what is not known of its opening, `node` its path. */
export function completeRow(facts: Facts, dealId: string, undated: number, node: number): void {
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

/** Skips a row number: the row after it may then continue another one. */
export function skipRow(facts: Facts): void {
  addRow(facts, '', unknownDates.none, start);
  skipTableRow(facts.steps);
  skipTableRow(facts.values);
  skipTableRow(facts.sales);
  skipTableRow(facts.attributes);
}

/** Completes a row that continues another one, after a skipped number. */
export function completeContinued(facts: Facts, before: number, node: number): void {
  const row = addRow(facts, textFrom(facts.dealIds, before), facts.undated[before] as number, node);
  continueRow(facts.steps, before);
  continueRow(facts.values, before);
  continueRow(facts.sales, before);
  continueRow(facts.attributes, before);
  continueSparseRow(facts.payments, before, row);
  continueSparseRow(facts.demand, before, row);
  continueSparseRow(facts.interactions, before, row);
  continueSparseRow(facts.activity, before, row);
}

function addRow(facts: Facts, dealId: string, undated: number, node: number): number {
  const row = pushText(facts.dealIds, dealId);
  if (row === facts.path.length) {
    resizeRows(facts, doubled(row));
  }
  facts.path[row] = node;
  facts.undated[row] = undated;
  return row;
}

/**
 * Reserves capacity for so many times the present facts. All at once: each large ArrayBuffer can trigger a full garbage
 * collection.
 */
export function reserveFacts(facts: Facts, times: number): void {
  for (const table of tablesOf(facts)) reserveTable(table, times);
  reserveTexts(facts.dealIds, times);
  resizeRows(facts, capacityFor(times * facts.dealIds.length));
}

/** Gives back unused capacity, but for a part. */
export function trimFacts(facts: Facts, part?: number): void {
  for (const table of tablesOf(facts)) trimTable(table, part);
  trimTexts(facts.dealIds, part);
  const rows = facts.dealIds.length;
  if (hasSlack(facts.path.length, rows, part)) resizeRows(facts, capacityFor(rows, part));
}

function resizeRows(facts: Facts, capacity: number): void {
  facts.path = resizedTo(facts.path, capacity);
  facts.undated = resizedTo(facts.undated, capacity);
}

export function tablesOf(facts: Facts): readonly FactTable[] {
  const { steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  return [steps, values, sales, attributes, payments, demand, interactions, activity];
}
