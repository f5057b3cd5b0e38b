import { DealError } from '../errors.ts';
import { type BusinessClock, businessClock } from './business-clock.ts';
import { dayNumber } from './local-day.ts';
import { checkDate } from './period.ts';
import { checkTimeZone } from './time-zone.ts';

/** When business is done: plain data, made by {@link businessCalendar}. */
export interface BusinessCalendar {
  readonly timeZone: string;
  readonly hours: Required<BusinessHours>;
  /** Local dates without business, in order. */
  readonly holidays: readonly string[];
}

/** The hours of a business day, the same on every one. */
export interface BusinessHours {
  /** Local wall-clock time, `'00:00'` to `'23:59'`. */
  readonly from: string;
  /** Local wall-clock time after `from`, up to `'24:00'`. */
  readonly to: string;
  /** ISO weekdays, 1 = Monday to 7 = Sunday; default Monday to Friday. */
  readonly days?: readonly number[];
}

/** What {@link businessCalendar} takes. */
export interface BusinessCalendarInput {
  /** An IANA time zone; default `UTC`. */
  readonly timeZone?: string | undefined;
  readonly hours: BusinessHours;
  /** Local dates `'2026-12-25'` without business, in any order; default none. */
  readonly holidays?: Iterable<string> | undefined;
}

const mondayToFriday = [1, 2, 3, 4, 5];
const week = [1, 2, 3, 4, 5, 6, 7];

/** What a calendar comes to: the business time elapsed up to an instant, and that of a whole day. */
interface Reading {
  readonly elapsed: BusinessClock;
  readonly perDay: number;
}

const readings = new WeakMap<BusinessCalendar, Reading>();

/**
 * A business calendar, checked and copied: the hours of a day, the weekdays and the holidays of one time
 * zone.
 *
 * The hours are what a clock on the wall shows: an instant is in business where the local time is at or
 * after `from` and before `to`, on a local date that has one of the weekdays and is no holiday.
 *
 * @throws DealError `invalid-calendar` for hours that are no times `'09:00'` or do not follow each other, for
 * weekdays that are none or not 1 to 7; `invalid-date` for a holiday that is no date; `invalid-time-zone`.
 *
 * @example
 * ```ts
 * businessCalendar({ hours: { from: '09:00', to: '17:00' }, holidays: ['2026-12-25', '2026-01-01'] }) // => { timeZone: 'UTC', hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] }, holidays: ['2026-01-01', '2026-12-25'] }
 * ```
 */
export function businessCalendar({
  timeZone = 'UTC',
  hours,
  holidays = [],
}: BusinessCalendarInput): BusinessCalendar {
  const { from, to, days = mondayToFriday } = hours ?? refuse('it has no hours');
  if (wallClock(from) >= wallClock(to)) refuse(`${from} is not before ${to}`);
  const weekdays = [...new Set(days)].sort((a, b) => a - b);
  if (weekdays.length === 0) refuse('it has no weekdays');
  for (const day of weekdays) {
    if (!week.includes(day)) refuse(`${day} is no weekday from 1 (Monday) to 7 (Sunday)`);
  }
  const closed = new Set<string>();
  for (const date of holidays) {
    dayNumber(date, 'holidays');
    closed.add(date);
  }
  return Object.freeze({
    timeZone: timeZone === 'UTC' ? timeZone : checkTimeZone(timeZone),
    hours: Object.freeze({ from, to, days: Object.freeze(weekdays) }),
    holidays: Object.freeze([...closed].sort()),
  });
}

/**
 * The time between two instants that lies within business hours, in fractional business days: elapsed
 * milliseconds within the hours / milliseconds of a day's hours (`to` less `from`).
 *
 * What elapses counts, not what the clock shows: with hours from `'00:00'` to `'24:00'` the day the clock is
 * put forward has 23 hours. The milliseconds are whole numbers, so durations add up exactly before they are
 * divided. Negative where `end` comes before `start`.
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
  return (elapsed(end.getTime()) - elapsed(start.getTime())) / perDay;
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
  if (isFrozen(calendar)) readings.set(calendar, reading);
  return reading;
}

/** Whether a calendar, as {@link businessCalendar} makes it, stays what it is; one from elsewhere may be changed. */
function isFrozen(calendar: BusinessCalendar): boolean {
  const { hours, holidays } = calendar;
  return [calendar, hours, hours.days, holidays].every(Object.isFrozen);
}

/** A time of day as milliseconds on the wall clock since its midnight. */
function wallClock(text: string): number {
  const [, hours, minutes] =
    /^(?=[01]\d|2[0-3]|24:00)(\d\d):([0-5]\d)$/.exec(text) ??
    refuse(`${String(text).slice(0, 100)} is no time of day such as 09:00`);
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function refuse(problem: string): never {
  throw new DealError('invalid-calendar', `A business calendar cannot be made: ${problem}.`, { problem });
}
