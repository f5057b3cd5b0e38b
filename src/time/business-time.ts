import { type BusinessCalendar, businessCalendar, wallClock, week } from './business-calendar.ts';
import { type BusinessClock, businessClock } from './business-clock.ts';
import { dayNumber } from './local-day.ts';
import { checkDate } from './period.ts';

/** What a calendar comes to: the business time elapsed up to an instant, and that of a whole day. */
interface Reading {
  readonly elapsed: BusinessClock;
  readonly perDay: number;
}

const readings = new WeakMap<BusinessCalendar, Reading>();

/**
 * The time between two instants that lies within business hours, in fractional business days: elapsed
 * milliseconds within the hours / milliseconds of a day's hours (`to` less `from`).
 *
 * What elapses counts, not what the clock shows: with hours from `'00:00'` to `'24:00'` the day the clock is put
 * forward has 23 hours. The milliseconds are whole numbers, so durations add up exactly before they are divided.
 * Negative where `end` comes before `start`.
 *
 * @throws DealError `invalid-date`; what {@link businessCalendar} refuses.
 *
 * @example
 * ```ts
 * const office = businessCalendar({ timeZone: 'Europe/Oslo', hours: { from: '09:00', to: '17:00' } })
 * businessDays(office, new Date('2026-10-23T13:00:00Z'), new Date('2026-10-26T10:00:00Z')) // => 0.5
 * ```
 */
export function businessDays(calendar: BusinessCalendar, start: Date, end: Date): number {
  checkDate(start, 'start');
  checkDate(end, 'end');
  const { elapsed, perDay } = readingOf(calendar);
  return (elapsed(+end) - elapsed(+start)) / perDay;
}

/**
 * The business time that has elapsed up to an instant. A duration is the difference of two, so a column of
 * instants is turned into business time once and subtracted as often as needed.
 */
export function businessMilliseconds(calendar: BusinessCalendar): (instant: number) => number {
  return readingOf(calendar).elapsed;
}

/** The length of a calendar's business day: what {@link businessMilliseconds} is divided by. */
export function millisecondsPerBusinessDay(calendar: BusinessCalendar): number {
  return readingOf(calendar).perDay;
}

function readingOf(calendar: BusinessCalendar): Reading {
  const known = readings.get(calendar);
  if (known !== undefined) return known;
  const { timeZone, hours, holidays } = businessCalendar(calendar); // checked again: it may come from storage
  const opening = wallClock(hours.from);
  const perDay = wallClock(hours.to) - opening;
  const openWeekdays = week.map((day) => hours.days.includes(day));
  const closedDays = holidays.map((date) => dayNumber(date));
  const elapsed = businessClock({ timeZone, opening, length: perDay, openWeekdays, closedDays });
  const reading = { elapsed, perDay };
  readings.set(calendar, reading);
  return reading;
}
