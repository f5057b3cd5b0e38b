import { checkOptions } from '../../options.ts';
import type { Period } from '../period.ts';
import { type FiscalOptions, fiscalOptions, monthsAhead } from './calendar.ts';
import { partsOf } from './period-text.ts';
import { wholeMonths } from './whole-months.ts';

export const quarterText: RegExp = /^(?!0000)(\d{4})-Q([1-4])$/;

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

/** The same in the calendar of a book or of options that were checked. */
export function quarterOf(text: string, options: FiscalOptions): Period {
  const [, year = '', number] = partsOf(text, quarterText, 'a quarter such as 2026-Q4');
  return wholeMonths(year, monthsAhead(options) + 3 * (Number(number) - 1), 3, options.timeZone);
}
