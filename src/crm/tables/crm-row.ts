import { isDealError } from '../../errors.ts';
import { checkOption, checkOptions, list, type OptionsOf, text } from '../../options.ts';
import { checkText, preview } from '../../text.ts';
import type { CrmOptions, CrmProblem, CrmRecord } from './crm-export.ts';
import { type ReadTime, timeReader } from './date-notation.ts';
import { numberReader, type ReadNumber } from './number-notation.ts';

/** How cells are read, and the problems met so far. */
export interface CrmReading {
  readonly readNumber: ReadNumber;
  readonly readTime: ReadTime;
  readonly currency: string | null;
  readonly fields: readonly CrmColumn[];
  readonly problems: CrmProblem[];
}

/** The names a column may have: in the answers of the API, in exports. The first that holds something counts. */
export type CrmColumn = readonly [name: string, ...others: string[]];

/** A row of a table and what is needed to read it and to tell of it. */
export interface CrmRow {
  readonly table: string;
  readonly index: number;
  readonly record: CrmRecord;
  readonly headers: Headers;
  readonly reading: CrmReading;
  /** The deal it is about; null where it does not say. */
  readonly dealId: string | null;
}

/** How the columns of one table are really called. */
interface Headers {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly found: Map<CrmColumn, readonly string[]>;
}

/** What the options of every CRM may hold. */
export const crmOptions: OptionsOf<CrmOptions> = { currency: text, numbers: text, dates: text, fields: list };

/**
 * What a call reads with.
 *
 * @throws DealError `invalid-option`.
 */
export function crmReading<O extends CrmOptions>(options: O, known: OptionsOf<O>): CrmReading {
  checkOptions(options, known);
  return {
    fields: (options.fields ?? []).map((name): CrmColumn => {
      checkOption('fields', name, text);
      return [name];
    }),
    readNumber: numberReader(options.numbers),
    readTime: timeReader(options.dates),
    currency: options.currency ?? null,
    problems: [],
  };
}

/**
 * Checks the tables that a function was given: the first of the names must be there, others must not.
 *
 * @throws DealError `invalid-option`.
 */
export function checkTables<T>(tables: T, deals: keyof T & string, ...others: (keyof T & string)[]): void {
  checkOptions(tables, Object.fromEntries([deals, ...others].map((name) => [name, list])), 'tables');
  checkOption(deals, tables[deals], list);
}

/** The rows of a table that are records; what is none is told of. A table that is not there has none. */
export function crmRows(
  table: string,
  records: readonly CrmRecord[] | undefined,
  idColumn: CrmColumn | null,
  reading: CrmReading,
): CrmRow[] {
  if (records === undefined) return [];
  const headers = { byName: headersOf(records), found: new Map<CrmColumn, readonly string[]>() };
  return records.flatMap((record, index) => {
    const row = { table, index, record, headers, reading, dealId: null };
    if (isRecord(record)) return { ...row, dealId: idColumn === null ? null : dealIdIn(row, idColumn) };
    report(row, null, 'invalid-row', 'left-out', 'is not an object of cells', record);
    return [];
  });
}

function dealIdIn(row: CrmRow, column: CrmColumn): string | null {
  const cell = cellIn(row, column);
  const id = idOf(cell);
  if (cell === null || (id !== null && isStorable(id))) return id;
  report(row, column, 'invalid-text', 'ignored', 'is no text that can be stored');
  return null;
}

/** What stands in a column: the text without spaces around it, null where the cell is empty or missing. */
export function cellIn({ record, headers }: CrmRow, column: CrmColumn): unknown {
  for (const key of keysOf(headers, column)) {
    const cell = record[key];
    const value = typeof cell === 'string' ? cell.trim() : cell;
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return null;
}

/** Whether the table has the column at all. */
export function hasColumn({ headers }: CrmRow, column: CrmColumn): boolean {
  return keysOf(headers, column).length > 0;
}

/** The columns of the table as they are called there. */
export function headersIn({ headers }: CrmRow): string[] {
  return [...headers.byName.values()].flat();
}

/** Adds a problem with a cell, or with the whole row. */
export function report(
  row: CrmRow,
  column: CrmColumn | null,
  code: string,
  effect: CrmProblem['effect'],
  problem: string,
  input: unknown = column === null ? '' : cellIn(row, column),
): void {
  const { table, index, dealId, headers, reading } = row;
  const field = column === null ? null : (nameIn(row, column) ?? keysOf(headers, column)[0] ?? column[0]);
  const shown = preview(input ?? '');
  const place = `${table}[${index}]${field === null ? '' : `, ${field}`}`;
  const message = `${place}${dealId === null ? '' : ` of deal ${preview(dealId)}`}: ${shown === '' ? 'it' : `'${shown}'`} ${problem}.`;
  reading.problems.push({ in: table, index, dealId, field, code, input: shown, effect, message });
}

/** The name of the column that a cell stands in; undefined where it is empty. */
export function nameIn(row: CrmRow, column: CrmColumn): string | undefined {
  return keysOf(row.headers, column).find((key) => {
    const cell = row.record[key];
    return (typeof cell === 'string' ? cell.trim() : (cell ?? '')) !== '';
  });
}

export function isRecord(value: unknown): value is CrmRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An id as text: APIs give numbers, exports give texts. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  return typeof value === 'number' || typeof value === 'bigint' ? `${value}` : null;
}

/** Whether a text is one that databases and JSON files give back as it was. */
export function isStorable(value: string): boolean {
  try {
    checkText(value, 'text');
    return true;
  } catch (error) {
    if (!isDealError(error)) throw error;
    return false;
  }
}

/** All names of columns, in whatever case and with whatever around them: files begin with a byte order mark. */
function headersOf(records: readonly unknown[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const record of records) {
    if (!isRecord(record)) continue;
    for (const key of Object.keys(record)) {
      if (seen.has(key)) continue;
      seen.add(key);
      const name = plainName(key);
      byName.set(name, [...(byName.get(name) ?? []), key]);
    }
  }
  return byName;
}

function keysOf({ byName, found }: Headers, column: CrmColumn): readonly string[] {
  let keys = found.get(column);
  if (keys === undefined) {
    keys = column.flatMap((name) => byName.get(plainName(name)) ?? []);
    found.set(column, keys);
  }
  return keys;
}

function plainName(header: string): string {
  return header
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase();
}
