import { countingSort } from '../../columns/counting-sort.ts';
import { type IdIndex, rowOf } from '../../columns/id-index.ts';
import { invalidValue } from '../../deal/event-values.ts';
import { DealError, isDealError } from '../../errors.ts';
import { checkText } from '../../text.ts';
import type { ChangeRow } from './change-row.ts';
import { type Findings, leaveOut, type RowPlace } from './findings.ts';
import type { ImportRules } from './import-rules.ts';
import { isNewestFirst } from './log-direction.ts';
import { readChangeRow } from './read-change-row.ts';

/** The log by deal. */
export interface ChangeLog {
  /** By change: the number of its deal, -1 where it is left out. */
  readonly deals: Int32Array;
  readonly instants: Float64Array;
  /** The changes of a deal in the log's order, against it where the log runs newest first. */
  changesOf(deal: number): number[];
}

export function readChangeLog(
  changes: readonly ChangeRow[],
  index: IdIndex,
  rules: ImportRules,
  findings: Findings,
): ChangeLog {
  const deals = new Int32Array(changes.length);
  const instants = new Float64Array(changes.length);
  for (let i = 0; i < changes.length; i++) {
    deals[i] = dealOf(changes, i, index, findings);
    if ((deals[i] as number) < 0) continue;
    instants[i] = readChangeRow(changes[i] as ChangeRow, placeOfChange(changes, i), rules, findings);
    if (Number.isNaN(instants[i])) deals[i] = -1;
  }
  const newestFirst = isNewestFirst(deals, instants, index.ids.length);
  const numbers: number[] = [];
  for (let i = 0; i < deals.length; i++) {
    const number = newestFirst ? deals.length - 1 - i : i;
    if ((deals[number] as number) >= 0) numbers.push(number);
  }
  const keys = Int32Array.from(numbers, (number) => deals[number] as number);
  const { items, from } = countingSort(Int32Array.from(numbers), keys, index.ids.length);
  const changesOf = (deal: number): number[] =>
    Array.from(items.subarray(from[deal] as number, from[deal + 1] as number));
  return { deals, instants, changesOf };
}

/** The number of the deal that a change is of; -1 where there is none, which is noted. */
function dealOf(changes: readonly ChangeRow[], i: number, index: IdIndex, findings: Findings): number {
  const row = changes[i] as ChangeRow;
  const place = placeOfChange(changes, i);
  try {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw invalidValue('change', 'not a row', row);
    checkText(row.dealId, 'dealId');
    const deal = rowOf(index, row.dealId);
    if (deal !== undefined) return deal;
    throw new DealError('unknown-deal', `Deal ${row.dealId} is not among the deals.`, { dealId: row.dealId });
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOut(findings, place, isDealError(error, 'invalid-value') ? null : 'dealId', place.dealId, error);
    return -1;
  }
}

export function placeOfChange(changes: readonly ChangeRow[], index: number): RowPlace {
  return { in: 'change', index, dealId: (changes[index] as Partial<ChangeRow> | null | undefined)?.dealId };
}
