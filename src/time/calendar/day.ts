import { checkOptions } from '../../options.ts';
import { millisecondsPerDay } from '../elapsed.ts';
import { dayNumberOf } from '../local-day.ts';
import type { Period } from '../period.ts';
import { type CalendarOptions, calendarOptions } from './calendar.ts';
import { localPeriod } from './local-period.ts';
import { periodParts, refusePeriod } from './period-text.ts';

export const dayPattern: RegExp = /^(?!0000)\d{4}-\d\d-\d\d$/;

const expected = 'a day such as 2026-10-05';

/**
 * A calendar day, written `'2026-10-05'`, from its first instant in the zone to the next day's: 23 or 25 hours long where the
 * clocks are changed, empty if the zone left it out.
 *
 * @throws DealError `invalid-period`, also for a day no calendar has; `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * day('2026-10-25', { timeZone: 'Europe/Oslo' }) // => { start: '2026-10-24T22:00:00.000Z', end: '2026-10-25T23:00:00.000Z' }
 * ```
 */
export function day(text: string, options: CalendarOptions = {}): Period {
  checkOptions(options, calendarOptions);
  return dayPeriodOf(text, options);
}

/** The same in the calendar of a book or of options that were checked. */
export function dayPeriodOf(text: string, { timeZone }: CalendarOptions): Period {
  const [date = ''] = periodParts(text, dayPattern, expected);
  const number = dayNumberOf(date) ?? refusePeriod(text, expected);
  return localPeriod(number * millisecondsPerDay, (number + 1) * millisecondsPerDay, timeZone);
}
