import { UTCDateMini } from '@date-fns/utc/date/mini';

/**
 * A local time, given in milliseconds as if it were UTC, as the Date that date-fns counts with: its own fields are what
 * the wall clock shows, whatever the machine's zone. The calendar repeats no hour there and leaves out none.
 *
 * For a day or a month at a time: by the million, instants are kept as numbers, which cost a hundredth.
 */
export function wallClockDate(local: number): Date {
  return new UTCDateMini(local); // UTCDate itself makes three formatters when it is loaded
}
