import { DealError } from '../../errors.ts';
import { preview } from '../../text.ts';
import { isInRange } from '../date-range.ts';
import { firstInstant, localTime } from '../local-time.ts';
import { checkDate, type Period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { type BookCalendar, fiscalOf, monthsAhead } from './calendar.ts';
import { addUnits, type CalendarUnit, isCalendarUnit, startOfUnit } from './calendar-unit.ts';

/**
 * A period told from a date: the day, ISO week, month, quarter or year the date lies in, or the one before it; with `count`,
 * that many whole ones before it.
 */
export type RelativePeriod =
  | { readonly this: CalendarUnit }
  | { readonly last: CalendarUnit; readonly count?: number | undefined };

const greatestCount = 10_000;

/**
 * The period that is meant, seen from an instant, in the calendar of a book.
 *
 * @throws DealError `invalid-period` for another unit, count or shape and for one that starts before the year 1,
 * `invalid-date`, `invalid-time-zone`.
 */
export function relativePeriod(relative: RelativePeriod, at: Date, calendar: BookCalendar): Period {
  checkDate(at, 'at');
  const { unit, from, to } = readRelative(relative);
  const zone = checkTimeZone(calendar.timeZone);
  const local = startOfUnit(unit, localTime(+at, zone), monthsAhead(fiscalOf(calendar)) + 1);
  const next = addUnits(unit, local, 1);
  const current = +at < firstInstant(next, zone) ? local : next; // the clocks, put back, show the day before again
  const start = addUnits(unit, current, from);
  if (!isInRange(start)) return refuse(relative);
  const end = addUnits(unit, current, to);
  return { start: new Date(firstInstant(start, zone)), end: new Date(firstInstant(end, zone)) };
}

/** Which units are meant, counted from the current one. */
function readRelative(relative: RelativePeriod): {
  readonly unit: CalendarUnit;
  readonly from: number;
  readonly to: number;
} {
  const { this: current, last, count = 1, ...others } = relative as Partial<Record<string, unknown>>;
  const unit = current ?? last;
  const isOne = (current === undefined) !== (last === undefined) && Object.keys(others).length === 0;
  if (!isOne || !isCalendarUnit(unit)) return refuse(relative);
  if (current !== undefined) return 'count' in relative ? refuse(relative) : { unit, from: 0, to: 1 };
  const isCount = Number.isInteger(count) && Number(count) >= 1 && Number(count) <= greatestCount;
  return isCount ? { unit, from: -Number(count), to: 0 } : refuse(relative);
}

function refuse(relative: unknown): never {
  const input = written(relative).slice(0, 100);
  throw new DealError('invalid-period', `${input} is no period told from a date.`, { input });
}

/** A value as JSON, or as it is shown where JSON cannot write it: a function, a bigint, a circle. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? preview(value);
  } catch {
    return preview(value);
  }
}
