import type { Fields } from '../../deal/event.ts';
import { isDealError } from '../../errors.ts';
import { type Money, money } from '../../money/money.ts';
import { readTime, type TimeInput } from '../../time/calendar/instant-of.ts';
import { isInRange } from '../../time/date-range.ts';
import { isDate } from '../../time/is-date.ts';
import type { CrmProblem } from './crm-export.ts';
import { type CrmColumn, type CrmRow, cellIn, hasColumn, idOf, isStorable, report } from './crm-row.ts';

// Each reads a cell of a row: null where it is empty, and where it cannot be read, which is a problem.

/** A text that can be stored; of a number, a bigint or a flag, how it is written. */
export function textIn(row: CrmRow, column: CrmColumn): string | null {
  const cell = cellIn(row, column);
  if (cell === null) return null;
  const text = typeof cell === 'boolean' ? `${cell}` : idOf(cell);
  if (text !== null && isStorable(text)) return text;
  report(row, column, 'invalid-text', 'ignored', 'is no text that can be stored');
  return null;
}

/** A word of the CRM's own, such as the name of a field: null for anything else, which is no problem. */
export function wordIn(row: CrmRow, column: CrmColumn): string | null {
  return idOf(cellIn(row, column));
}

/** A number: a text as plain decimal. */
export function numberIn(
  row: CrmRow,
  column: CrmColumn,
  code = 'invalid-number',
): string | number | bigint | null {
  const cell = cellIn(row, column);
  if (cell === null) return null;
  const number = numberOf(row, cell);
  if (number === null) report(row, column, code, 'ignored', 'is not in the notation of numbers');
  return number;
}

/** An amount in the currency of another column, else in that of the options. */
export function moneyIn(row: CrmRow, column: CrmColumn, currencyColumn: CrmColumn): Money | null {
  return moneyOf(row, column, textIn(row, currencyColumn));
}

/** An amount in a currency, else in that of the options. */
export function moneyOf(row: CrmRow, column: CrmColumn, ownCurrency: string | null): Money | null {
  const amount = numberIn(row, column, 'invalid-amount');
  if (amount === null) return null;
  const currency = ownCurrency ?? row.reading.currency;
  if (currency === null) {
    report(row, column, 'missing-currency', 'ignored', 'has no currency: state one in the options');
    return null;
  }
  try {
    return money(amount, currency);
  } catch (error) {
    if (!isDealError(error)) throw error;
    report(row, column, error.code, 'ignored', `is no amount of money in ${currency}`);
    return null;
  }
}

const percentSign = /\s*%$/;

/** A share of a whole that stands there as so many of `of`: percentages, with a sign or without, are of 100. */
export function shareIn(row: CrmRow, column: CrmColumn, of: 1 | 100): number | null {
  const cell = cellIn(row, column);
  if (cell === null) return null;
  const number = numberOf(row, of === 100 && typeof cell === 'string' ? cell.replace(percentSign, '') : cell);
  if (number === null) {
    report(row, column, 'invalid-number', 'ignored', 'is not in the notation of numbers');
    return null;
  }
  const share = Number(number) / of;
  if (share >= 0 && share <= 1) return share;
  report(row, column, 'invalid-number', 'ignored', `is not between 0 and ${of}`);
  return null;
}

const yes = ['true', '1', 'yes', 'y', 't'];
const no = ['false', '0', 'no', 'n', 'f'];

/** Yes or no. */
export function flagIn(row: CrmRow, column: CrmColumn): boolean | null {
  const cell = cellIn(row, column);
  if (cell === null) return null;
  const word = (typeof cell === 'boolean' ? `${cell}` : (idOf(cell) ?? '')).toLowerCase();
  if (yes.includes(word)) return true;
  if (!no.includes(word)) report(row, column, 'invalid-flag', 'ignored', 'is neither yes nor no');
  return no.includes(word) ? false : null;
}

/**
 * What a log tells of a column whose cell was read as `value`: null where the cell is empty; undefined where there is no
 * such column, or where the cell cannot be read.
 */
export function told<T>(row: CrmRow, column: CrmColumn, value: T | null): T | null | undefined {
  return value === null && (!hasColumn(row, column) || cellIn(row, column) !== null) ? undefined : value;
}

/** What stands in the columns of the deal's own fields. */
export function fieldsIn(row: CrmRow): Fields | null {
  const { fields } = row.reading;
  if (fields.length === 0) return null;
  return Object.fromEntries(
    fields.flatMap((column): [string, Fields[string]][] => {
      const cell = cellIn(row, column);
      if (cell === null) return [];
      if (isDate(cell) && isInRange(cell.getTime())) return [[column[0], new Date(cell)]];
      if (typeof cell === 'boolean' || (typeof cell === 'number' && Number.isFinite(cell)))
        return [[column[0], cell]];
      const text = textIn(row, column);
      return text === null ? [] : [[column[0], text]];
    }),
  );
}

/** A day, a local time or an instant. */
export function timeIn(row: CrmRow, column: CrmColumn, effect?: CrmProblem['effect']): TimeInput | null {
  return timeOf(row, column, '', effect);
}

/** The same, where a time without an offset is one in UTC. */
export function utcTimeIn(row: CrmRow, column: CrmColumn, effect?: CrmProblem['effect']): TimeInput | null {
  return timeOf(row, column, 'Z', effect);
}

/**
 * When it was, in milliseconds that can be compared with others of the column: local times as if they were UTC. Null where
 * that cannot be read, which is no problem here.
 */
export function momentIn(row: CrmRow, column: CrmColumn): number | null {
  const time = readCell(row, cellIn(row, column), '');
  return time === null ? null : readTime(time, 'UTC', 'time');
}

/** A deal and a moment: what one save changed has both in common. */
export function saveOf(row: CrmRow, column: CrmColumn): string {
  return `${momentIn(row, column)} ${row.dealId}`;
}

function timeOf(
  row: CrmRow,
  column: CrmColumn,
  offset: string,
  effect: CrmProblem['effect'] = 'ignored',
): TimeInput | null {
  const cell = cellIn(row, column);
  if (cell === null) return null;
  const time = readCell(row, cell, offset);
  if (time === null) report(row, column, 'invalid-date', effect, 'is not in the notation of dates');
  return time;
}

/** Milliseconds since 1970; fewer digits would be seconds, or the days of a spreadsheet. */
const milliseconds = /^\d{12,14}$/;

function readCell(row: CrmRow, cell: unknown, offset: string): TimeInput | null {
  const isNumber = typeof cell === 'string' || typeof cell === 'number';
  if (isNumber && milliseconds.test(`${cell}`)) return new Date(Number(cell));
  if (isDate(cell)) return isInRange(cell.getTime()) ? new Date(cell) : null;
  if (typeof cell !== 'string') return null;
  const text = row.reading.readTime(cell) ?? cell;
  const time = isLocalTime.test(text) ? `${text}${offset}` : text;
  return isTime(time) ? time : null;
}

const isLocalTime = /^\d{4}-\d\d-\d\d[T ][\d:.,]+$/;

function isTime(text: string): boolean {
  try {
    readTime(text, 'UTC', 'time');
    return true;
  } catch (error) {
    if (!isDealError(error)) throw error;
    return false;
  }
}

function numberOf(row: CrmRow, cell: unknown): string | number | bigint | null {
  if (typeof cell === 'string') return row.reading.readNumber(cell);
  return typeof cell === 'bigint' || (typeof cell === 'number' && Number.isFinite(cell)) ? cell : null;
}
