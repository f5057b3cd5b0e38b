import { addMonths } from 'date-fns/addMonths';
import type { Period } from '../period.ts';
import { wallClockDate } from '../wall-clock-date.ts';
import { localPeriod } from './local-period.ts';

/** So many whole months of a zone's calendar, the first of them so many months after New Year of a year such as `'2026'`. */
export function wholeMonths(
  year: string,
  monthsAfter: number,
  count: number,
  timeZone: string | undefined,
): Period {
  const start = addMonths(wallClockDate(Date.parse(`${year}-01-01`)), monthsAfter);
  return localPeriod(+start, +addMonths(start, count), timeZone);
}
