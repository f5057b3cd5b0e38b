import { millisecondsInDay } from 'date-fns/constants';

/** The length of a day of 24 hours. */
export const millisecondsPerDay: number = millisecondsInDay;

/** Elapsed milliseconds as fractional days of 24 hours, whatever the clocks did in between. */
export function daysOf(milliseconds: number): number {
  return milliseconds / millisecondsPerDay;
}
