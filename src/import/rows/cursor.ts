import { checkRecordedMoney, invalidValue } from '../../deal/event-values.ts';
import type { DealError } from '../../errors.ts';
import type { Money } from '../../money/money.ts';
import { checkProbability } from '../../pipeline/check-probability.ts';
import { unknownName } from '../../pipeline/shape.ts';
import { checkText } from '../../text.ts';
import { readTime } from '../../time/calendar/instant-of.ts';
import { type Findings, leaveOut, noteUnknownKeys, type RowPlace } from './findings.ts';
import type { ImportRules } from './import-rules.ts';

/**
 * Where in a row the reading is: what to name if the value there is refused. One serves all rows of an import, since a
 * million of them would be garbage.
 */
export interface Cursor {
  readonly rules: ImportRules;
  readonly findings: Findings;
  in: RowPlace['in'];
  index: number;
  dealId: string;
  /** The part of the row, such as `from.`; empty in the row itself. */
  path: string;
  /** The field of that part; null for the whole row. */
  field: string | null;
  value: unknown;
}

export function cursorOf(rules: ImportRules, findings: Findings, rows: RowPlace['in']): Cursor {
  return { rules, findings, in: rows, index: 0, dealId: '', path: '', field: null, value: undefined };
}

export function placeOfCursor({ in: rows, index, dealId }: Cursor): RowPlace {
  return { in: rows, index, dealId };
}

/** Notes that the row is left out for what the cursor is at. */
export function leaveOutAt(cursor: Cursor, error: DealError): void {
  const field = cursor.field === null ? null : `${cursor.path}${cursor.field}`;
  leaveOut(cursor.findings, placeOfCursor(cursor), field, cursor.value, error);
}

/** Goes to the next row. */
export function goToRow(cursor: Cursor, index: number, dealId: string): void {
  cursor.index = index;
  cursor.dealId = dealId;
  cursor.path = '';
  cursor.field = null;
}

/** Goes to a field. */
export function goTo(cursor: Cursor, field: string, value: unknown): void {
  cursor.field = field;
  cursor.value = value;
}

/** Goes into a part of the row, its keys checked. Who does so sets `path` back. */
export function enterPart(
  cursor: Cursor,
  field: string,
  value: object,
  keys: ReadonlySet<string>,
  name: string = field,
): void {
  goTo(cursor, field, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidValue(field, 'not a row', value, cursor.dealId);
  keysAt(cursor, value, keys, `${cursor.path}${name}.`);
  cursor.path = `${cursor.path}${field}.`;
}

/** A text that may be absent. */
export function textAt(cursor: Cursor, field: string, value: string | null | undefined): string | null {
  if (value === undefined || value === null) return null;
  goTo(cursor, field, value);
  checkText(value, field);
  return value;
}

/** An instant that must be there. */
export function timeAt(cursor: Cursor, field: string, value: unknown): number {
  goTo(cursor, field, value);
  return readTime(value, cursor.rules.timeZone, field, cursor.dealId);
}

/** An instant that may be absent. */
export function timeOrNullAt(cursor: Cursor, field: string, value: unknown): number | null {
  return value === undefined || value === null ? null : timeAt(cursor, field, value);
}

/** Money that may be absent. */
export function amountAt(cursor: Cursor, field: string, value: Money | null | undefined): Money | null {
  if (value === undefined || value === null) return null;
  goTo(cursor, field, value);
  checkRecordedMoney(value, field, cursor.dealId);
  return value;
}

/** A probability that may be absent. */
export function probabilityAt(
  cursor: Cursor,
  field: string,
  value: number | null | undefined,
): number | null {
  if (value === undefined || value === null) return null;
  goTo(cursor, field, value);
  checkProbability(value);
  return value;
}

/** Notes the keys of the row, or of a part of it, that nobody reads. */
export function keysAt(cursor: Cursor, holder: object, keys: ReadonlySet<string>, path: string): void {
  if (unknownName(holder, keys) === undefined) return; // nearly all rows have only keys that are known
  noteUnknownKeys(cursor.findings, placeOfCursor(cursor), holder, keys, path);
}
