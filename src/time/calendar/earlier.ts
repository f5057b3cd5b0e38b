import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addWeeks } from 'date-fns/addWeeks';
import { getDate } from 'date-fns/getDate';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeekYear } from 'date-fns/startOfISOWeekYear';
import { DealError } from '../../errors.ts';
import { endOfDates, startOfDates } from '../date-range.ts';
import { firstInstant, localTime } from '../local-time.ts';
import type { Period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { wallClockDate } from '../wall-clock-date.ts';
import type { CalendarUnit } from './calendar-unit.ts';
import { localPeriod } from './local-period.ts';

/**
 * A period moved back in local time: its start and its end, each by the same rule, so that the pieces of a period become the
 * pieces of the earlier one.
 *
 * @throws DealError `invalid-period` where it would start before the year 1.
 */
export function movedBack(
  { start, end }: Period,
  timeZone: string | undefined,
  back: (local: number) => number,
): Period {
  const zone = checkTimeZone(timeZone);
  const from = back(boundary(+start, zone));
  if (from < startOfDates) refuseEarlier({ start, end });
  return localPeriod(from, back(boundary(+end, zone)), zone);
}

export function refuseEarlier({ start, end }: Period): never {
  const input = `${start.toISOString()}/${end.toISOString()}`;
  throw new DealError('invalid-period', `What comes before ${input} starts before the year 1.`, { input });
}

/** What clocks show at an instant; at the first of a local day midnight, also where the clocks skip it. */
export function boundary(instant: number, zone: string): number {
  if (instant === endOfDates) return endOfDates;
  const local = localTime(instant, zone);
  const midnight = +startOfDay(wallClockDate(local));
  return firstInstant(midnight, zone) === instant ? midnight : local;
}

/** The same local time so many months earlier; of a day which that month does not have, the start of the next month. */
export function monthsEarlier(local: number, count: number): number {
  const date = wallClockDate(local);
  const earlier = addMonths(date, -count);
  return getDate(earlier) === getDate(date) ? +earlier : +startOfDay(addDays(earlier, 1));
}

/** The same local time one unit earlier. */
export function unitEarlier(local: number, unit: CalendarUnit): number {
  switch (unit) {
    case 'day':
      return +addDays(wallClockDate(local), -1);
    case 'week':
      return +addWeeks(wallClockDate(local), -1);
    case 'month':
      return monthsEarlier(local, 1);
    case 'quarter':
      return monthsEarlier(local, 3);
    case 'year':
      return monthsEarlier(local, 12);
  }
}

/** The same weekday and time of the week of the same number, a year of ISO weeks earlier; of a 53rd week which that year does not have, its end. */
export function weekYearEarlier(local: number): number {
  const start = startOfISOWeekYear(wallClockDate(local));
  const startBefore = startOfISOWeekYear(addDays(start, -1));
  return Math.min(+startBefore + (local - +start), +start);
}
