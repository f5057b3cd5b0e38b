import { type Codes, promoted, store } from '../../columns/growable.ts';
import type { Decimal } from '../../money/decimal.ts';
import { appendAmount, type MoneyTable, moneyTable } from './tables.ts';

/** What clients asked for, line by line. */
export interface DemandTable extends MoneyTable {
  /** The position of the line in its list; each list replaces the one before. */
  line: Codes;
  /** The code of what is asked for; -1 for a list without lines. */
  text: Codes;
  percent: Float64Array;
  /** The code of the reason; -1 without one. */
  reason: Codes;
}

export function demandTable(): DemandTable {
  return {
    ...moneyTable(),
    line: new Int8Array(16),
    text: new Int8Array(16),
    percent: new Float64Array(16),
    reason: new Int8Array(16),
  };
}

/** A line as stored in the table. */
interface Line {
  readonly line: number;
  readonly text: number;
  readonly currency: number;
  readonly amount: Decimal | null;
  readonly percent: number;
  readonly reason: number;
}

/** Stands for a list without lines. */
export const noLine: Line = { line: 0, text: -1, currency: -1, amount: null, percent: 0, reason: -1 };

/** Adds a line of a list of demand. */
export function addDemand(table: DemandTable, at: number, added: Line): void {
  const { line, text, currency, amount, percent, reason } = added;
  appendAmount(table, at, currency, amount);
  const index = table.length - 1;
  if (!store(table.line, index, line)) table.line = promoted(table.line, index, line);
  if (!store(table.text, index, text)) table.text = promoted(table.text, index, text);
  if (!store(table.reason, index, reason)) table.reason = promoted(table.reason, index, reason);
  table.percent[index] = percent;
}
