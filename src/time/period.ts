import { DealError } from '../errors.ts';
import { shown } from '../text.ts';
import { isDate } from './is-date.ts';

/** A half-open stretch of time: `start` belongs to it, `end` does not. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/**
 * The half-open period from `start` up to but not including `end`. An empty one (`start` = `end`) is allowed.
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
  checkDate(end, 'end');
  if (+end < +start) {
    const input = `${start.toISOString()}/${end.toISOString()}`;
    throw new DealError('invalid-period', `A period cannot end before it starts: ${input}.`, { input });
  }
  return { start: new Date(+start), end: new Date(+end) };
}

/**
 * Whether an instant lies in a period: at or after its start, before its end.
 *
 * @example
 * ```ts
 * contains(month('2026-10'), new Date('2026-11-01')) // => false
 * ```
 */
export function contains(period: Period, at: Date): boolean {
  return +period.start <= +at && +at < +period.end;
}

/** Checks that a value is a Date that holds an instant. */
export function checkDate(value: unknown, field: string, dealId?: string): asserts value is Date {
  if (isDate(value) && !Number.isNaN(Number(value))) return;
  const input = shown(value);
  throw new DealError('invalid-date', `${field} must be a valid Date, not ${input}.`, {
    field,
    input,
    ...(dealId === undefined ? {} : { dealId }),
  });
}
