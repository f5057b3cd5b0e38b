import { addMonths } from 'date-fns/addMonths';
import { firstInstant } from '../local-time.ts';
import type { Period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { wallClockDate } from '../wall-clock-date.ts';

/** So many whole months of a zone's calendar, the first of them so many months after New Year of a year such as `'2026'`. */
export function wholeMonths(
  year: string,
  monthsAfter: number,
  count: number,
  timeZone: string | undefined,
): Period {
  const zone = checkTimeZone(timeZone);
  const start = addMonths(wallClockDate(Date.parse(`${year}-01-01`)), monthsAfter);
  const firstOf = (local: Date): Date => new Date(firstInstant(+local, zone));
  return { start: firstOf(start), end: firstOf(addMonths(start, count)) };
}
