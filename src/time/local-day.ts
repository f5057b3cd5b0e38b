import { DealError } from '../errors.ts';
import { shown } from '../text.ts';
import { intoRange, startOfDates } from './date-range.ts';
import { offsetIn, stretchesOf, stretchLength } from './zone-offset.ts';

const millisecondsPerDay = 86_400_000;
const firstDay = startOfDates / millisecondsPerDay;

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
  if (timeZone === 'UTC') return (instant) => Math.floor(instant / millisecondsPerDay);
  const stretchAt = stretchesOf(timeZone);
  return (instant) => {
    const stretch = stretchAt(Math.floor(instant / stretchLength));
    return Math.floor(intoRange(instant + offsetIn(stretch, instant)) / millisecondsPerDay);
  };
}

/**
 * The number of a day written `'2026-02-28'`, counted from 1970-01-01.
 *
 * @throws DealError `invalid-date` for anything else, also for a day no calendar has and for one of the year 0.
 */
export function dayNumber(text: string, field = 'date'): number {
  if (typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text)) {
    const day = Date.parse(text) / millisecondsPerDay;
    if (day >= firstDay && dayText(day) === text) return day;
  }
  const input = shown(text);
  throw new DealError('invalid-date', `${field} must be a date such as 2026-02-28, not ${input}.`, {
    field,
    input,
  });
}

/** The day of a number, as {@link dayNumber} reads it. */
export function dayText(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, -14); // less T00:00:00.000Z
}
