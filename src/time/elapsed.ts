/** The length of a day of 24 hours. */
export const millisecondsPerDay = 86_400_000;

/** Elapsed milliseconds as fractional days of 24 hours, whatever the clocks did in between. */
export function daysOf(milliseconds: number): number {
  return milliseconds / millisecondsPerDay;
}
