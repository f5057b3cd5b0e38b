import { DealError } from '../errors.ts';
import { checkOptions, notPossible, type OptionKind, type OptionsOf, oneOf, readLater } from '../options.ts';
import { shown } from '../text.ts';
import { monthAt, startOfMonth } from './local-month.ts';
import { firstInstant, localTime } from './local-time.ts';
import { type Period, period } from './period.ts';
import { checkTimeZone } from './time-zone.ts';

/** A period, as {@link readPeriod} reads it. */
export const periodOption: OptionKind = { possible: 'a period', holds: () => true };

/** Whose calendar is meant. */
export interface CalendarOptions {
  /** An IANA time zone; default `UTC`. */
  readonly timeZone?: string | undefined;
}

/** Whose calendar is meant, and when its year starts. */
export interface FiscalOptions extends CalendarOptions {
  /** The month the fiscal year starts with, 1 to 12; default 1. A year carries the number of the calendar year it starts in. */
  readonly startMonth?: number | undefined;
}

const calendarOptions: OptionsOf<CalendarOptions> = { timeZone: readLater };
const fiscalOptions: OptionsOf<FiscalOptions> = { ...calendarOptions, startMonth: readLater };

/** The calendar units a period can be cut into. */
export type CalendarUnit = 'month' | 'quarter' | 'year';

const monthText = /^(?!0000)(\d{4})-(0[1-9]|1[0-2])$/;
const quarterText = /^(?!0000)(\d{4})-Q([1-4])$/;
const yearText = /^(?!0000)(\d{4})$/;

const monthsIn: Readonly<Record<CalendarUnit, number>> = { month: 1, quarter: 3, year: 12 };

export const calendarUnit: OptionKind = oneOf('month', 'quarter', 'year');

/**
 * A calendar month, written `'2026-10'`, from its first local midnight to the next month's.
 *
 * @throws DealError `invalid-period`, `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * month('2026-10', { timeZone: 'Europe/Oslo' }) // => { start: '2026-09-30T22:00:00.000Z', end: '2026-10-31T23:00:00.000Z' }
 * ```
 */
export function month(text: string, options: CalendarOptions = {}): Period {
  checkOptions(options, calendarOptions);
  return monthOf(text, options.timeZone);
}

function monthOf(text: string, timeZone: string | undefined): Period {
  const [, year, number] = monthText.exec(asText(text)) ?? refusePeriod(text, 'a month such as 2026-10');
  return months(Number(year), Number(number) - 1, 1, timeZone);
}

/**
 * A quarter, written `'2026-Q4'`; with `startMonth`, the fourth of the fiscal year that starts in 2026.
 *
 * @throws DealError `invalid-period`, `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * quarter('2026-Q4') // => { start: '2026-10-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' }
 * ```
 */
export function quarter(text: string, options: FiscalOptions = {}): Period {
  checkOptions(options, fiscalOptions);
  return quarterOf(text, options);
}

function quarterOf(text: string, { timeZone, startMonth = 1 }: FiscalOptions): Period {
  const [, year, number] = quarterText.exec(asText(text)) ?? refusePeriod(text, 'a quarter such as 2026-Q4');
  return months(Number(year), firstMonth(startMonth) + 3 * (Number(number) - 1), 3, timeZone);
}

/**
 * A year, written `'2026'`; with `startMonth`, the fiscal year that starts in 2026.
 *
 * @throws DealError `invalid-period`, `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * year('2026', { startMonth: 4 }) // => { start: '2026-04-01T00:00:00.000Z', end: '2027-04-01T00:00:00.000Z' }
 * ```
 */
export function year(text: string, options: FiscalOptions = {}): Period {
  checkOptions(options, fiscalOptions);
  return yearOf(text, options);
}

function yearOf(text: string, { timeZone, startMonth = 1 }: FiscalOptions): Period {
  const [, number] = yearText.exec(asText(text)) ?? refusePeriod(text, 'a year such as 2026');
  return months(Number(number), firstMonth(startMonth), 12, timeZone);
}

/**
 * A period cut at the boundaries of a calendar unit. The pieces follow each other without gaps and make up
 * the period exactly: where it does not start or end on a boundary, the first or last piece is shorter.
 *
 * @throws DealError `invalid-date`, `invalid-period`, `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * eachPeriod(quarter('2026-Q4'), 'month').map(({ start }) => start) // => ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']
 * ```
 */
export function eachPeriod(whole: Period, unit: CalendarUnit, options: FiscalOptions = {}): Period[] {
  checkOptions(options, fiscalOptions);
  return piecesOf(period(whole?.start, whole?.end), unit, options);
}

/** The same for a period that was checked, in the calendar of a book or of options. */
export function piecesOf(
  { start: from, end: to }: Period,
  unit: CalendarUnit,
  options: FiscalOptions,
): Period[] {
  const zone = checkTimeZone(options.timeZone);
  if (!calendarUnit.holds(unit)) {
    throw notPossible('unit', calendarUnit.possible, unit);
  }
  const length = monthsIn[unit];
  const current = monthAt(localTime(+from, zone));
  const first = firstMonth(options.startMonth ?? 1);
  const boundary = first + length * Math.floor((current - first) / length); // at or before the start
  const pieces: Period[] = [];
  let start = +from;
  for (let next = boundary + length; start < +to; next += length) {
    const end = Math.min(firstInstant(startOfMonth(next), zone), +to);
    if (end <= start) continue; // a boundary that the clocks, put back, come to again
    pieces.push({ start: new Date(start), end: new Date(end) });
    start = end;
  }
  return pieces;
}

/**
 * The period a report's text names: `'2026-10'`, `'2026-Q4'` or `'2026'`. A period stays what it is.
 *
 * @throws DealError `invalid-period`, `invalid-date`, `invalid-time-zone`.
 */
export function readPeriod(input: Period | string, options: CalendarOptions = {}): Period {
  if (typeof input !== 'string') return period(input?.start, input?.end);
  if (quarterText.test(input)) return quarterOf(input, options);
  if (monthText.test(input)) return monthOf(input, options.timeZone);
  if (yearText.test(input)) return yearOf(input, options);
  return refusePeriod(
    input,
    'a period: write a month 2026-10, a quarter 2026-Q4, a year 2026, or { start, end }',
  );
}

function months(year: number, first: number, count: number, timeZone: string | undefined): Period {
  const zone = checkTimeZone(timeZone);
  const start = 12 * (year - 1970) + first;
  const firstOf = (number: number): Date => new Date(firstInstant(startOfMonth(number), zone));
  return { start: firstOf(start), end: firstOf(start + count) };
}

function firstMonth(startMonth: number): number {
  if (Number.isInteger(startMonth) && startMonth >= 1 && startMonth <= 12) return startMonth - 1;
  throw notPossible('startMonth', 'a month from 1 to 12', startMonth);
}

/** What is no text names no period. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function refusePeriod(text: unknown, expected: string): never {
  const input = shown(text);
  throw new DealError('invalid-period', `${input} is not ${expected}.`, { input });
}
