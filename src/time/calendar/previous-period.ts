import { differenceInCalendarMonths } from 'date-fns/differenceInCalendarMonths';
import { checkOptions, type OptionsOf } from '../../options.ts';
import { startOfDates } from '../date-range.ts';
import type { Period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { wallClockDate } from '../wall-clock-date.ts';
import { type FiscalOptions, fiscalOptions } from './calendar.ts';
import { type CalendarUnit, calendarUnit, startOfUnit } from './calendar-unit.ts';
import { boundary, monthsEarlier, movedBack, refuseEarlier, unitEarlier } from './earlier.ts';
import { type PeriodInput, readPeriod } from './read-period.ts';

type PreviousPeriodOptions = NonNullable<Parameters<typeof previousPeriod>[1]>;

const previousPeriodOptions: OptionsOf<PreviousPeriodOptions> = { ...fiscalOptions, unit: calendarUnit };

/**
 * The period before a period, which ends where that starts and is as long in the calendar: as many months if it is of whole
 * months of the zone, else as many days if it is of whole days, else as much time. So before October comes September, though
 * it is a day shorter, and before a quarter the quarter before.
 *
 * With `unit`, the same part of the day, week, month, quarter or year before: before 1 to 11 October, by month, come 1 to 11
 * September. Of a day that the month before does not have (31 September), its end is taken.
 *
 * @throws DealError `invalid-period`, also where it would start before the year 1; `invalid-date`, `invalid-time-zone`,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * previousPeriod('2026-10') // => { start: '2026-09-01T00:00:00.000Z', end: '2026-10-01T00:00:00.000Z' }
 * const firstDays = period(new Date('2026-10-01'), new Date('2026-10-12'))
 * previousPeriod(firstDays) // => { start: '2026-09-20T00:00:00.000Z', end: '2026-10-01T00:00:00.000Z' }
 * previousPeriod(firstDays, { unit: 'month' }) // => { start: '2026-09-01T00:00:00.000Z', end: '2026-09-12T00:00:00.000Z' }
 * ```
 */
export function previousPeriod(
  of: PeriodInput,
  options: FiscalOptions & {
    /** Take the same part of the unit before. */
    readonly unit?: CalendarUnit | undefined;
  } = {},
): Period {
  checkOptions(options, previousPeriodOptions);
  const { timeZone, startMonth, unit } = options;
  const whole = readPeriod(of, { timeZone, fiscalYearStart: startMonth });
  if (unit !== undefined) return movedBack(whole, timeZone, (local) => unitEarlier(local, unit));
  const zone = checkTimeZone(timeZone);
  const [start, end] = [boundary(+whole.start, zone), boundary(+whole.end, zone)];
  const isOfWhole = (each: CalendarUnit): boolean =>
    [start, end].every((local) => startOfUnit(each, local) === local);
  if (isOfWhole('month')) {
    const months = differenceInCalendarMonths(wallClockDate(end), wallClockDate(start));
    return movedBack(whole, zone, (local) => monthsEarlier(local, months));
  }
  // Days are subtracted from local time, where each has 24 hours.
  if (isOfWhole('day')) return movedBack(whole, zone, (local) => local - (end - start));
  const before = 2 * +whole.start - +whole.end;
  if (before < startOfDates) refuseEarlier(whole);
  return { start: new Date(before), end: whole.start };
}
