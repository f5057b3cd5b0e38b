import { DealError } from '../errors.ts';
import { checkOptions, iterable, list, type OptionsOf, readLater } from '../options.ts';
import { preview } from '../text.ts';
import { dayNumber } from './local-day.ts';
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

const calendarInput: OptionsOf<BusinessCalendarInput> = {
  timeZone: readLater,
  hours: readLater,
  holidays: iterable,
};
const hoursOptions: OptionsOf<BusinessHours> = { from: readLater, to: readLater, days: list };

const mondayToFriday = [1, 2, 3, 4, 5];
/** The ISO weekdays. */
export const isoWeekdays: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

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
export function businessCalendar(input: BusinessCalendarInput): BusinessCalendar {
  checkOptions(input, calendarInput, 'calendar');
  const { timeZone = 'UTC', hours = refuse('it has no hours'), holidays = [] } = input;
  checkOptions(hours, hoursOptions, 'hours');
  const { from, to, days = mondayToFriday } = hours;
  if (timeOfDay(from) >= timeOfDay(to)) refuse(`${from} is not before ${to}`);
  const weekdays = [...new Set(days)];
  if (weekdays.length === 0) refuse('it has no weekdays');
  for (const day of weekdays) {
    if (!isoWeekdays.includes(day)) refuse(`${preview(day)} is no weekday from 1 (Monday) to 7 (Sunday)`);
  }
  weekdays.sort((a, b) => a - b);
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

/** A time of day such as `'09:00'`, as milliseconds on the wall clock since its midnight. */
export function timeOfDay(text: string): number {
  const [, hours, minutes] =
    /^(?=[01]\d|2[0-3]|24:00)(\d\d):([0-5]\d)$/.exec(preview(text)) ??
    refuse(`${preview(text)} is no time of day such as 09:00`);
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function refuse(problem: string): never {
  throw new DealError('invalid-calendar', `A business calendar cannot be made: ${problem}.`, { problem });
}
