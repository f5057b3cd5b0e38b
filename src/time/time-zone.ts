import { DealError } from '../errors.ts';
import { preview } from '../text.ts';

/** Checks that a time zone is one this machine's zone data knows, or an offset; nothing given is UTC. */
export function checkTimeZone(timeZone: string | undefined = 'UTC'): string {
  if (typeof timeZone !== 'string' || !(offset.test(timeZone) || isZone(timeZone))) {
    throw new DealError('invalid-time-zone', `${preview(timeZone)} is no IANA time zone.`, {
      input: preview(timeZone),
    });
  }
  return timeZone;
}

const offset = /^[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?$/;

const zones = new Set(['UTC']); // asking is slow, and the answer stays the same

function isZone(timeZone: string): boolean {
  if (zones.has(timeZone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return false; // a RangeError: the zone data does not know it
  }
  zones.add(timeZone);
  return true;
}
