import type { BusinessCalendar } from './business-calendar.ts';
import { businessMilliseconds, millisecondsPerBusinessDay } from './business-time.ts';
import { daysOf } from './elapsed.ts';

/** How durations are measured: all time that passes, or business time only. */
export interface Clock {
  /** What the clock shows at an instant, in milliseconds: a duration is the difference of two readings. */
  readonly read: (instant: number) => number;
  /** Its milliseconds as days: of 24 hours, or of a business day's hours. */
  readonly toDays: (milliseconds: number) => number;
}

/** All time that passes: a clock that shows the instants themselves, so that inner loops need not read it. */
export const elapsedTime: Clock = { read: (instant) => instant, toDays: daysOf };

/** The clock of a calendar; without one, elapsed time. */
export function clockOf(calendar: BusinessCalendar | undefined): Clock {
  if (calendar === undefined) return elapsedTime;
  const perDay = millisecondsPerBusinessDay(calendar);
  return { read: businessMilliseconds(calendar), toDays: (milliseconds) => milliseconds / perDay };
}
