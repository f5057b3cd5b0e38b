import { endOfDates, intoRange, startOfDates } from './date-range.ts';
import { millisecondsPerDay } from './elapsed.ts';
import { type Stretch, stretchesOf, stretchLength } from './zone-offset.ts';

/**
 * The first instant at which a zone's clocks show a local time or a later one, the local time given in milliseconds as
 * if it were UTC. Where the clocks skip it, that is when they have been put forward; where they show it twice, the first time.
 *
 * Ours: date-fns's startOfDay with @date-fns/tz misses midnights that are skipped or come twice, and which ones depends on
 * the machine's zone: Gaza's on a machine in UTC, St John's in New York, Apia's in Auckland; 21 to 45 of the 217,312 days from
 * 2000 to 2037 in 16 zones.
 *
 * The first and the last local day of the years 1 to 9999 reach to the ends of that range, in every zone.
 */
export function firstInstant(local: number, timeZone: string): number {
  if (local <= startOfDates) return startOfDates;
  if (local >= endOfDates) return endOfDates;
  if (timeZone === 'UTC') return local;
  const stretchAt = stretchesOf(timeZone);
  // No zone is more than a day away from UTC.
  for (let index = Math.floor((local - millisecondsPerDay) / stretchLength); ; index++) {
    const found = firstIn(stretchAt(index), index * stretchLength, local);
    if (found !== null) return Math.min(Math.max(found, startOfDates), endOfDates);
  }
}

function firstIn({ offset, changes }: Stretch, start: number, local: number): number | null {
  const pieces = [{ at: start, offset }, ...changes];
  for (const [index, piece] of pieces.entries()) {
    const end = pieces[index + 1]?.at ?? start + stretchLength;
    const instant = Math.max(piece.at, local - piece.offset);
    if (instant < end) return instant;
  }
  return null;
}

/** What a zone's clocks show at an instant of the years 1 to 9999, in milliseconds as if it were UTC, within these years. */
export function localTime(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return instant;
  const { offset, changes } = stretchesOf(timeZone)(Math.floor(instant / stretchLength));
  return intoRange(instant + (changes.findLast((change) => change.at <= instant)?.offset ?? offset));
}
