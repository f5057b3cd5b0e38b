import { addDays } from 'date-fns/addDays';
import { addWeeks } from 'date-fns/addWeeks';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { checkOptions } from '../../options.ts';
import type { Period } from '../period.ts';
import { wallClockDate } from '../wall-clock-date.ts';
import { type CalendarOptions, calendarOptions } from './calendar.ts';
import { localPeriod } from './local-period.ts';
import { periodParts, refusePeriod } from './period-text.ts';

export const weekText: RegExp = /^(?!0000)(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/;

const expected = 'a week such as 2026-W41';

/**
 * A week of ISO 8601, written `'2026-W41'`, from its Monday to the next. Week 1 is the one with 4 January in it, so a week of
 * the turn of the year may carry the number of the year before or after; a year has 52 weeks, or 53 as 2026 has.
 *
 * @throws DealError `invalid-period`, also for a 53rd week that the year does not have; `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * week('2026-W41') // => { start: '2026-10-05T00:00:00.000Z', end: '2026-10-12T00:00:00.000Z' }
 * week('2027-W53') // throws invalid-period
 * ```
 */
export function week(text: string, options: CalendarOptions = {}): Period {
  checkOptions(options, calendarOptions);
  return weekOf(text, options);
}

/** The same in the calendar of a book or of options that were checked. */
export function weekOf(text: string, { timeZone }: CalendarOptions): Period {
  const [, year = '', number] = periodParts(text, weekText, expected);
  const first = startOfISOWeek(wallClockDate(Date.parse(`${year}-01-04`)));
  const start = addWeeks(first, Number(number) - 1);
  const thursday = addDays(start, 3); // a week belongs to the year of its Thursday
  if (thursday.getFullYear() !== Number(year)) return refusePeriod(text, expected);
  return localPeriod(+start, +addWeeks(start, 1), timeZone);
}
