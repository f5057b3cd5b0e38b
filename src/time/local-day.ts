import { formatISO } from 'date-fns/formatISO';
import { DealError } from '../errors.ts';
import { preview } from '../text.ts';
import { intoRange, startOfDates } from './date-range.ts';
import { millisecondsPerDay } from './elapsed.ts';
import { wallClockDate } from './wall-clock-date.ts';
import { offsetIn, stretchesOf, stretchLength } from './zone-offset.ts';

/**
 * The number of the day that a local time lies in, counted from 1970-01-01: what date-fns's differenceInCalendarDays answers,
 * by a division. The days of a wall clock have 24 hours each, and instants come by the million, at a hundredth of its cost.
 */
export function dayOf(local: number): number {
  return Math.floor(local / millisecondsPerDay);
}

/** The day of a number as the Date that date-fns counts with. */
export function dateOfDay(day: number): Date {
  return wallClockDate(day * millisecondsPerDay);
}

/**
 * The local calendar day of an instant in a zone, as the number of days since 1970-01-01.
 *
 * Days are those of the zone's own clock: of 23 or 25 hours where it changes, and one that was left out
 * (Apia, 2011-12-30) is no instant's day. The first and the last day of the years 1 to 9999 reach to the ends of that
 * range, so no day lies outside it in any zone.
 *
 * @throws DealError `invalid-time-zone`.
 */
export function localDays(timeZone: string): (instant: number) => number {
  if (timeZone === 'UTC') return dayOf;
  const stretchAt = stretchesOf(timeZone);
  return (instant) => {
    const stretch = stretchAt(Math.floor(instant / stretchLength));
    return dayOf(intoRange(instant + offsetIn(stretch, instant)));
  };
}

/**
 * The number of a day written `'2026-02-28'`, counted from 1970-01-01.
 *
 * @throws DealError `invalid-date` for anything else, also for a day no calendar has and for one of the year 0.
 */
export function dayNumber(text: string, field = 'date'): number {
  const day = dayNumberOf(text);
  if (day !== undefined) return day;
  const input = preview(text);
  throw new DealError('invalid-date', `${field} must be a date such as 2026-02-28, not ${input}.`, {
    field,
    input,
  });
}

/** The same; undefined of what is no day. */
export function dayNumberOf(text: string): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const local = Date.parse(text); // of 30 February the engine makes 2 March
  const isDay = local >= startOfDates && wallClockDate(local).getDate() === Number(text.slice(-2));
  return isDay ? dayOf(local) : undefined;
}

/** The day of a number, as {@link dayNumber} reads it. */
export function dayText(day: number): string {
  return formatISO(dateOfDay(day), { representation: 'date' });
}
