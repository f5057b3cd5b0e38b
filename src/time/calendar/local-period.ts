import { firstInstant } from '../local-time.ts';
import type { Period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';

/** From the first instant at which a zone's clocks show one local time to that of another. */
export function localPeriod(start: number, end: number, timeZone: string | undefined): Period {
  const zone = checkTimeZone(timeZone);
  return { start: new Date(firstInstant(start, zone)), end: new Date(firstInstant(end, zone)) };
}
