import { checkOptions } from '../../options.ts';
import type { Period } from '../period.ts';
import { type CalendarOptions, calendarOptions } from './calendar.ts';
import { partsOf } from './period-text.ts';
import { wholeMonths } from './whole-months.ts';

export const monthText: RegExp = /^(?!0000)(\d{4})-(0[1-9]|1[0-2])$/;

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
  return monthOf(text, options);
}

/** The same in the calendar of a book or of options that were checked. */
export function monthOf(text: string, { timeZone }: CalendarOptions): Period {
  const [, year = '', number] = partsOf(text, monthText, 'a month such as 2026-10');
  return wholeMonths(year, Number(number) - 1, 1, timeZone);
}
