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
import { isMade, type Rows } from './rows.ts';
import { toldFields } from './told-fields.ts';

/** The changes of deals that are known, deal by deal: of millions of rows those that are used together lie together. */
export interface ChangeLog {
  /** NaN for a row that is left out. */
  readonly instants: Float64Array;
  /** The place of each among the rows given. */
  readonly places: Int32Array;
  /** The changes of a deal, and their numbers in the log's order, against it where the log runs newest first. */
  changesOf(deal: number): { readonly part: LogPart; readonly numbers: number[] };
}

/** A part of a log, or all of it. */
export interface LogPart {
  /** The number in the log of its first change. */
  readonly base: number;
  readonly changes: readonly ChangeRow[];
  readonly instants: Float64Array;
  /** What each tells of, as `toldFields` has it. */
  readonly told: Uint16Array;
}

export function readChangeLog(
  rows: Rows<ChangeRow>,
  index: IdIndex,
  rules: ImportRules,
  findings: Findings,
): ChangeLog {
  const deals = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) deals[i] = dealOf(idOf(rows, i), i, index, findings);
  const { items: places, from } = countingSort(deals, index.ids.length);
  const cursor = cursorOf(rules, findings, 'change');
  const rowAt = (place: number): ChangeRow => (isMade(rows) ? rows.rowAt(place) : (rows[place] as ChangeRow));
  const changes = isMade(rows) ? [] : Array.from<ChangeRow>({ length: places.length });
  const instants = new Float64Array(places.length);
  const told = new Uint16Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const row = rowAt(places[i] as number);
    goToRow(cursor, places[i] as number, row.dealId);
    if (!isMade(rows)) changes[i] = row;
    instants[i] = readChangeRow(row, cursor);
    if (!Number.isNaN(instants[i])) told[i] = toldFields(row);
  }
  const newestFirst = isNewestFirst({ places, instants, from }, rows.length);
  const whole: LogPart = { base: 0, changes, instants, told };
  const partOf = (base: number, end: number): LogPart => ({
    base,
    changes: Array.from(places.subarray(base, end), rowAt),
    instants: instants.subarray(base, end),
    told: told.subarray(base, end),
  });
  const changesOf: ChangeLog['changesOf'] = (deal) => {
    const [first, end] = [from[deal] as number, from[deal + 1] as number];
    const part = isMade(rows) ? partOf(first, end) : whole;
    const numbers: number[] = [];
    for (let i = first; i < end; i++) if (!Number.isNaN(instants[i])) numbers.push(i - part.base);
    return { part, numbers: newestFirst ? numbers.reverse() : numbers };
  };
  return { instants, places, changesOf };
}

/** The id of the deal that a row is of, in a row; of a list, the row itself. */
function idOf(rows: Rows<ChangeRow>, place: number): Pick<ChangeRow, 'dealId'> {
  return isMade(rows) ? { dealId: rows.dealIdAt(place) as string } : (rows[place] as ChangeRow);
}

/** The number of the deal that a change is of; -1 where there is none, which is noted. */
function dealOf(row: Pick<ChangeRow, 'dealId'>, index: number, deals: IdIndex, findings: Findings): number {
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
