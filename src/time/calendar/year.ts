import { checkOptions } from '../../options.ts';
import type { Period } from '../period.ts';
import { type FiscalOptions, fiscalOptions, monthsAhead } from './calendar.ts';
import { partsOf } from './period-text.ts';
import { wholeMonths } from './whole-months.ts';

export const yearText: RegExp = /^(?!0000)\d{4}$/;

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

/** The same in the calendar of a book or of options that were checked. */
export function yearOf(text: string, options: FiscalOptions): Period {
  const [number = ''] = partsOf(text, yearText, 'a year such as 2026');
  return wholeMonths(number, monthsAhead(options), 12, options.timeZone);
}
