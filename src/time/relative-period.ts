import { DealError } from '../errors.ts';
import { firstInstant, localTime } from './local-time.ts';
import { checkDate, type Period } from './period.ts';
import { checkTimeZone } from './time-zone.ts';

/** The calendar units a period can be told by from a date. */
export type RelativeUnit = 'day' | 'month' | 'quarter' | 'year';

/**
 * A period told from a date: the day, month, quarter or year the date lies in, or the one before it; with `count`, that
 * many whole ones before it.
 */
export type RelativePeriod =
  | { readonly this: RelativeUnit }
  | { readonly last: RelativeUnit; readonly count?: number | undefined };

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
const millisecondsPerDay = 86_400_000;
const greatestCount = 10_000;

/**
 * The period that is meant, seen from an instant, in the calendar of a time zone.
 *
 * @throws DealError `invalid-period` for another unit, count or shape, `invalid-date`, `invalid-time-zone`.
 */
export function relativePeriod(relative: RelativePeriod, at: Date, timeZone: string): Period {
  checkDate(at, 'at');
  const { unit, from, to } = readRelative(relative);
  const { indexOf, startOf } = calendarOf(unit, checkTimeZone(timeZone));
  const current = indexOf(+at);
  return { start: new Date(startOf(current + from)), end: new Date(startOf(current + to)) };
}

/** Which units are meant, counted from the current one. */
function readRelative(relative: RelativePeriod): {
  readonly unit: RelativeUnit;
  readonly from: number;
  readonly to: number;
} {
  const { this: current, last, count = 1, ...others } = relative as Partial<Record<string, unknown>>;
  const unit = current ?? last;
  const isOne = (current === undefined) !== (last === undefined) && Object.keys(others).length === 0;
  if (!isOne || !isUnit(unit)) return refuse(relative);
  if (current !== undefined) return 'count' in relative ? refuse(relative) : { unit, from: 0, to: 1 };
  const isCount = Number.isInteger(count) && Number(count) >= 1 && Number(count) <= greatestCount;
  return isCount ? { unit, from: -Number(count), to: 0 } : refuse(relative);
}

function isUnit(unit: unknown): unit is RelativeUnit {
  return unit === 'day' || (typeof unit === 'string' && Object.hasOwn(monthsIn, unit));
}

/** The units of a calendar, numbered: which one an instant lies in, and the first instant of each. */
function calendarOf(unit: RelativeUnit, timeZone: string) {
  const startOf = (index: number): number =>
    firstInstant(
      unit === 'day' ? index * millisecondsPerDay : Date.UTC(1970, index * monthsIn[unit], 1),
      timeZone,
    );
  const indexOf = (instant: number): number => {
    const local = localTime(instant, timeZone);
    const index = unit === 'day' ? Math.floor(local / millisecondsPerDay) : monthIndex(local, monthsIn[unit]);
    return instant < startOf(index + 1) ? index : index + 1; // the clocks, put back, show the day before again
  };
  return { startOf, indexOf };
}

function monthIndex(local: number, months: number): number {
  const date = new Date(local); // to be read as UTC
  return Math.floor(((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()) / months);
}

function refuse(relative: unknown): never {
  const input = JSON.stringify(relative).slice(0, 100);
  throw new DealError('invalid-period', `${input} is no period told from a date.`, { input });
}
