import { DealError } from '../../errors.ts';
import { checkOptions } from '../../options.ts';
import { preview } from '../../text.ts';
import { isInRange } from '../date-range.ts';
import { millisecondsPerDay } from '../elapsed.ts';
import { dayNumber } from '../local-day.ts';
import { firstInstant, localTime } from '../local-time.ts';
import { checkDate } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { type CalendarOptions, calendarOptions } from './calendar.ts';

/**
 * A time as rows of a CRM have it: an instant, or a text. `'2026-10-05T14:30:00Z'` and `'2026-10-05T14:30+02:00'` are
 * instants; `'2026-10-05T14:30'`, with a space instead of the T as well, is a local time; `'2026-10-05'` is a local day.
 */
export type TimeInput = Date | string;

const timeText =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)?)?$/;
const dayText = /^\d{4}-\d\d-\d\d$/;

/**
 * The instant of a time as people and CRMs write it: of a local time, or a local day, without a zone.
 *
 * A local time that the zone's clocks skip is moved on by the length of the gap; of one they show twice the earlier is
 * meant; a day is its first instant. Text with an offset is an instant already. Fractions of a millisecond are dropped.
 *
 * @throws DealError `invalid-date` for any other text, a day no calendar has, an instant outside the years 1 to 9999;
 * `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * instantOf('2026-10-05T14:30', { timeZone: 'Europe/Oslo' }) // => '2026-10-05T12:30:00.000Z'
 * instantOf('2026-03-29T02:30', { timeZone: 'Europe/Oslo' }) // => '2026-03-29T01:30:00.000Z'
 * instantOf('2026-10-05', { timeZone: 'Europe/Oslo' }) // => '2026-10-04T22:00:00.000Z'
 * ```
 */
export function instantOf(time: TimeInput, options: CalendarOptions = {}): Date {
  checkOptions(options, calendarOptions);
  return new Date(readTime(time, checkTimeZone(options.timeZone), 'time'));
}

/** The same in milliseconds, in a zone that was checked. */
export function readTime(time: unknown, timeZone: string, field: string, dealId?: string): number {
  if (typeof time === 'string') return readTimeText(time, timeZone, field, dealId);
  checkDate(time, field, dealId);
  return time.getTime();
}

/** Whether a time is a local day, which is no instant yet. */
export function isDayText(time: unknown): boolean {
  return typeof time === 'string' && dayText.test(time);
}

/** The first instant of the local day after the one that an instant lies in. */
export function endOfDay(instant: number, timeZone: string): number {
  const day = Math.floor(localTime(instant, timeZone) / millisecondsPerDay);
  return firstInstant((day + 1) * millisecondsPerDay, timeZone);
}

function readTimeText(text: string, timeZone: string, field: string, dealId: string | undefined): number {
  const parts = timeText.exec(text);
  if (parts === null) return refuse(text, field, dealId);
  const [, date = '', hours, minutes = '0', seconds = '0', fraction = '', offset] = parts;
  let local: number;
  try {
    local = dayNumber(date) * millisecondsPerDay;
  } catch {
    return refuse(text, field, dealId); // a day no calendar has
  }
  if (hours === undefined) return firstInstant(local, timeZone);
  local += ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  local += Number(fraction.padEnd(3, '0').slice(0, 3));
  const instant = offset === undefined ? instantAt(local, timeZone) : local - offsetOf(offset);
  return isInRange(instant) ? instant : refuse(text, field, dealId);
}

/** The first instant at which clocks show a local time; one they skip, moved on by the length of the gap. */
function instantAt(local: number, timeZone: string): number {
  const first = firstInstant(local, timeZone);
  if (localTime(first, timeZone) === local) return first;
  const gapStart = localTime(first - 1, timeZone) + 1;
  return first + (local - gapStart);
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(text) as RegExpExecArray;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function refuse(text: string, field: string, dealId: string | undefined): never {
  const input = preview(text);
  throw new DealError(
    'invalid-date',
    `${field} must be a Date, or a text such as 2026-10-05, 2026-10-05T14:30 or 2026-10-05T14:30:00Z, not ${input}.`,
    { field, input, ...(dealId === undefined ? {} : { dealId }) },
  );
}
