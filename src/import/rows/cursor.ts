import { checkRecordedMoney, invalidValue } from '../../deal/event-values.ts';
import type { Money } from '../../money/money.ts';
import { checkProbability } from '../../pipeline/check-probability.ts';
import { unknownName } from '../../pipeline/shape.ts';
import { checkText } from '../../text.ts';
import { readTime } from '../../time/calendar/instant-of.ts';
import { type Findings, noteUnknownKeys, type RowPlace } from './findings.ts';
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
  /** The path of the field; null for the whole row. */
  field: string | null;
  value: unknown;
}

export function cursorOf(rules: ImportRules, findings: Findings, rows: RowPlace['in']): Cursor {
  return { rules, findings, in: rows, index: 0, dealId: '', field: null, value: undefined };
}

export function placeOfCursor({ in: rows, index, dealId }: Cursor): RowPlace {
  return { in: rows, index, dealId };
}

/** Goes to the next row. */
export function goToRow(cursor: Cursor, index: number, dealId: string): void {
  cursor.index = index;
  cursor.dealId = dealId;
  cursor.field = null;
}

/** Goes to a field of the row. */
export function goTo(cursor: Cursor, field: string, value: unknown): void {
  cursor.field = field;
  cursor.value = value;
}

/** A text that may be absent. */
export function textAt(cursor: Cursor, field: string, value: string | null | undefined): string | null {
  if (value === undefined || value === null) return null;
  goTo(cursor, field, value);
  checkText(value, lastOf(field));
  return value;
}

/** An instant that must be there. */
export function timeAt(cursor: Cursor, field: string, value: unknown): number {
  goTo(cursor, field, value);
  return readTime(value, cursor.rules.timeZone, lastOf(field), cursor.dealId);
}

/** An instant that may be absent. */
export function timeOrNullAt(cursor: Cursor, field: string, value: unknown): number | null {
  return value === undefined || value === null ? null : timeAt(cursor, field, value);
}

/** Money that may be absent. */
export function amountAt(cursor: Cursor, field: string, value: Money | null | undefined): Money | null {
  if (value === undefined || value === null) return null;
  goTo(cursor, field, value);
  checkRecordedMoney(value, lastOf(field), cursor.dealId);
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

/** A part of the row, its keys checked. */
export function partAt<T extends object>(
  cursor: Cursor,
  field: string,
  value: T,
  keys: ReadonlySet<string>,
  path: string = field,
): T {
  goTo(cursor, field, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidValue(lastOf(field), 'not a row', value, cursor.dealId);
  keysAt(cursor, value, keys, `${path}.`);
  return value;
}

/** Notes the keys of the row, or of a part of it, that nobody reads. */
export function keysAt(cursor: Cursor, holder: object, keys: ReadonlySet<string>, path: string): void {
  if (unknownName(holder, keys) === undefined) return; // nearly all rows have only keys that are known
  noteUnknownKeys(cursor.findings, placeOfCursor(cursor), holder, keys, path);
}

/** What errors call a field: its own name, without where it stands. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
