import type { Period } from '../period.ts';
import { localPeriod } from './local-period.ts';

/** So many whole months of a zone's calendar, the first of them so many months after New Year of a year such as `'2026'`. */
export function wholeMonths(
  year: string,
  monthsAfter: number,
  count: number,
  timeZone: string | undefined,
): Period {
  const firstOf = (month: number): number => new Date(`${year}-01-01`).setUTCMonth(month); // the 13th is next January
  return localPeriod(firstOf(monthsAfter), firstOf(monthsAfter + count), timeZone);
}
