import { DealError } from '../errors.ts';
import { preview } from '../text.ts';
import { endOfDates, isInRange } from './date-range.ts';
import { timeOf } from './is-date.ts';

/** A half-open stretch of time: `start` belongs to it, `end` does not. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/**
 * The half-open period from `start` up to but not including `end`. An empty one (`start` = `end`) is allowed.
 *
 * Dates are those of the years 1 to 9999, from `0001-01-01T00:00:00.000Z` to `9999-12-31T23:59:59.999Z`. A period may
 * end with them, at `+010000-01-01T00:00:00.000Z`, which it does not hold.
 *
 * @throws DealError `invalid-date`, or `invalid-period` where the end comes before the start.
 *
 * @example
 * ```ts
 * period(new Date('2026-10-01'), new Date('2026-11-01')) // => { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' }
 * ```
 */
export function period(start: Date, end: Date): Period {
  checkDate(start, 'start');
  checkEnd(end);
  if (+end < +start) {
    const input = `${start.toISOString()}/${end.toISOString()}`;
    throw new DealError('invalid-period', `A period cannot end before it starts: ${input}.`, { input });
  }
  return { start: new Date(+start), end: new Date(+end) };
}

/** Checks the end of a period, which may be the end of all dates. */
export function checkEnd(end: unknown): asserts end is Date {
  if (timeOf(end) !== endOfDates) checkDate(end, 'end');
}

/** Checks that a value is a Date that holds an instant of the years 1 to 9999. */
export function checkDate(value: unknown, field: string, dealId?: string): asserts value is Date {
  const time = timeOf(value) ?? Number.NaN;
  if (isInRange(time)) return;
  const isInstant = !Number.isNaN(time);
  const input = isInstant ? new Date(time).toISOString() : preview(value);
  const expected = isInstant ? 'a Date of the years 1 to 9999' : 'a valid Date';
  throw new DealError('invalid-date', `${field} must be ${expected}, not ${input}.`, {
    field,
    input,
    ...(dealId === undefined ? {} : { dealId }),
  });
}
