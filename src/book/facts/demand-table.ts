import { type Codes, fits, promoted } from '../../columns/growable.ts';
import type { Decimal } from '../../money/decimal.ts';
import { appendAmount, type MoneyTable, moneyTable } from './tables.ts';

/** What clients asked for, line by line. */
export interface DemandTable extends MoneyTable {
  /** The number of the line in its list; each list takes the place of the one before. */
  line: Codes;
  /** The number of what is asked for; -1 stands for a list without lines. */
  text: Codes;
  percent: Float64Array;
  /** The number of the reason; -1 without. */
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

/** A line as the table has it. */
interface Line {
  readonly line: number;
  readonly text: number;
  readonly currency: number;
  readonly amount: Decimal | null;
  readonly percent: number;
  readonly reason: number;
}

/** What stands for a list without lines. */
export const noLine: Line = { line: 0, text: -1, currency: -1, amount: null, percent: 0, reason: -1 };

/** Adds a line of a list of demand. */
export function addDemand(table: DemandTable, at: number, added: Line): void {
  const { line, text, currency, amount, percent, reason } = added;
  appendAmount(table, at, currency, amount);
  const index = table.length - 1;
  if (!fits(table.line, index, line)) table.line = promoted(table.line, index, line);
  if (!fits(table.text, index, text)) table.text = promoted(table.text, index, text);
  if (!fits(table.reason, index, reason)) table.reason = promoted(table.reason, index, reason);
  table.percent[index] = percent;
}
