import { type BusinessCalendar, businessCalendar, isoWeekdays, timeOfDay } from './business-calendar.ts';
import { type BusinessClock, businessClock } from './business-clock.ts';
import { dayNumber } from './local-day.ts';

/** What a calendar comes to: the business time elapsed up to an instant, and that of a whole day. */
interface BusinessTime {
  readonly elapsed: BusinessClock;
  readonly perDay: number;
}

const known = new WeakMap<BusinessCalendar, BusinessTime>();

/**
 * The business time that has elapsed up to an instant. A duration is the difference of two, so a column of
 * instants is turned into business time once and subtracted as often as needed.
 */
export function businessMilliseconds(calendar: BusinessCalendar): (instant: number) => number {
  return businessTimeOf(calendar).elapsed;
}

/** The length of a calendar's business day: what {@link businessMilliseconds} is divided by. */
export function millisecondsPerBusinessDay(calendar: BusinessCalendar): number {
  return businessTimeOf(calendar).perDay;
}

/** Both, read once. */
export function businessTimeOf(calendar: BusinessCalendar): BusinessTime {
  const before = known.get(calendar);
  if (before !== undefined) return before;
  const { timeZone, hours, holidays } = businessCalendar(calendar); // checked again: it may come from storage
  const opening = timeOfDay(hours.from);
  const perDay = timeOfDay(hours.to) - opening;
  const openWeekdays = isoWeekdays.map((day) => hours.days.includes(day));
  const closedDays = holidays.map((date) => dayNumber(date));
  const elapsed = businessClock({ timeZone, opening, length: perDay, openWeekdays, closedDays });
  const time = { elapsed, perDay };
  if (isFrozen(calendar)) known.set(calendar, time);
  return time;
}

/** Whether a calendar, as {@link businessCalendar} makes it, stays what it is; one from elsewhere may be changed. */
function isFrozen(calendar: BusinessCalendar): boolean {
  const { hours, holidays } = calendar;
  return [calendar, hours, hours.days, holidays].every(Object.isFrozen);
}
