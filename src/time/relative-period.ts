import { DealError } from '../errors.ts';
import { isInRange } from './date-range.ts';
import { monthAt, startOfMonth } from './local-month.ts';
import { firstInstant, localTime } from './local-time.ts';
import { checkDate, type Period } from './period.ts';
import { checkTimeZone } from './time-zone.ts';

export type RelativeUnit = Extract<RelativePeriod, { readonly last: string }>['last'];

/**
 * A period told from a date: the day, month, quarter or year the date lies in, or the one before it; with `count`, that
 * many whole ones before it.
 */
export type RelativePeriod =
  | { readonly this: 'day' | 'month' | 'quarter' | 'year' }
  | { readonly last: 'day' | 'month' | 'quarter' | 'year'; readonly count?: number | undefined };

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
const millisecondsPerDay = 86_400_000;
const greatestCount = 10_000;

/**
 * The period that is meant, seen from an instant, in the calendar of a time zone.
 *
 * @throws DealError `invalid-period` for another unit, count or shape and for one that starts before the year 1,
 * `invalid-date`, `invalid-time-zone`.
 */
export function relativePeriod(relative: RelativePeriod, at: Date, timeZone: string): Period {
  checkDate(at, 'at');
  const { unit, from, to } = readRelative(relative);
  const zone = checkTimeZone(timeZone);
  const localStart = startsOf(unit);
  const startOf = (index: number): number => firstInstant(localStart(index), zone);
  const local = indexIn(unit, localTime(+at, zone));
  const current = +at < startOf(local + 1) ? local : local + 1; // the clocks, put back, show the day before again
  if (!isInRange(localStart(current + from))) return refuse(relative);
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

/** The number of the unit that a local time falls into, that of 1970-01-01 being 0. */
function indexIn(unit: RelativeUnit, local: number): number {
  return Math.floor(unit === 'day' ? local / millisecondsPerDay : monthAt(local) / monthsIn[unit]);
}

/** Where the unit of a number starts, in local time. */
function startsOf(unit: RelativeUnit): (index: number) => number {
  return unit === 'day'
    ? (index) => index * millisecondsPerDay
    : (index) => startOfMonth(index * monthsIn[unit]);
}

function refuse(relative: unknown): never {
  const input = JSON.stringify(relative).slice(0, 100);
  throw new DealError('invalid-period', `${input} is no period told from a date.`, { input });
}
