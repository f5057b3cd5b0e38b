/**
 * The range of dates: the years 1 to 9999, which every calendar and every database has, each written with four digits.
 * It is half-open as a period is: a period may end where the range ends, and holds no instant outside.
 */
export const startOfDates: number = Date.parse('0001-01-01T00:00:00.000Z');
export const endOfDates: number = Date.parse('+010000-01-01T00:00:00.000Z');

/** Whether an instant lies in the range; NaN does not. */
export function isInRange(instant: number): boolean {
  return instant >= startOfDates && instant < endOfDates;
}

/** A local time at the edge of the range, where a zone's clocks show a year before 1 or after 9999, moved into it. */
export function intoRange(local: number): number {
  return Math.min(Math.max(local, startOfDates), endOfDates - 1);
}
