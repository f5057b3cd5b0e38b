import { countingSort } from '../../columns/counting-sort.ts';
import { type IdIndex, rowOf } from '../../columns/id-index.ts';
import { invalidValue } from '../../deal/event-values.ts';
import { DealError, isDealError } from '../../errors.ts';
import { checkText } from '../../text.ts';
import type { ChangeRow } from './change-row.ts';
import { cursorOf, goToRow } from './cursor.ts';
import { type Findings, leaveOut } from './findings.ts';
import type { ImportRules } from './import-rules.ts';
import { isNewestFirst } from './log-direction.ts';
import { readChangeRow } from './read-change-row.ts';
import { toldFields } from './told-fields.ts';

/** The changes of deals that are known, deal by deal: of millions of rows those that are used together lie together. */
export interface ChangeLog {
  readonly changes: readonly ChangeRow[];
  /** NaN for a row that is left out. */
  readonly instants: Float64Array;
  /** What each tells of, as `toldFields` has it. */
  readonly told: Uint16Array;
  /** The place of each among the rows given. */
  readonly places: Int32Array;
  /** The numbers of a deal's changes in the log's order, against it where the log runs newest first. */
  changesOf(deal: number): number[];
}

export function readChangeLog(
  rows: readonly ChangeRow[],
  index: IdIndex,
  rules: ImportRules,
  findings: Findings,
): ChangeLog {
  const deals = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) deals[i] = dealOf(rows[i] as ChangeRow, i, index, findings);
  const { items: places, from } = countingSort(deals, index.ids.length);
  const cursor = cursorOf(rules, findings, 'change');
  const changes = Array.from<ChangeRow>({ length: places.length });
  const instants = new Float64Array(places.length);
  const told = new Uint16Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const row = rows[places[i] as number] as ChangeRow;
    goToRow(cursor, places[i] as number, row.dealId);
    changes[i] = row;
    instants[i] = readChangeRow(row, cursor);
    if (!Number.isNaN(instants[i])) told[i] = toldFields(row);
  }
  const newestFirst = isNewestFirst({ places, instants, from }, rows.length);
  const changesOf = (deal: number): number[] => {
    const numbers: number[] = [];
    for (let i = from[deal] as number; i < (from[deal + 1] as number); i++)
      if (!Number.isNaN(instants[i])) numbers.push(i);
    return newestFirst ? numbers.reverse() : numbers;
  };
  return { changes, instants, told, places, changesOf };
}

/** The number of the deal that a change is of; -1 where there is none, which is noted. */
function dealOf(row: ChangeRow, index: number, deals: IdIndex, findings: Findings): number {
  try {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw invalidValue('change', 'not a row', row);
    const { dealId } = row;
    const deal = rowOf(deals, dealId);
    if (deal !== undefined) return deal;
    checkText(dealId, 'dealId'); // one that is known was checked with its deal
    throw new DealError('unknown-deal', `Deal ${dealId} is not among the deals.`, { dealId });
  } catch (error) {
    if (!isDealError(error)) throw error;
    const dealId: unknown = (row as Partial<ChangeRow> | null | undefined)?.dealId;
    const field = isDealError(error, 'invalid-value') ? null : 'dealId';
    leaveOut(findings, { in: 'change', index, dealId }, field, dealId, error);
    return -1;
  }
}
