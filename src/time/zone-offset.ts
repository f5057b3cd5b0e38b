import { tzOffset } from '@date-fns/tz/tzOffset';
import { millisecondsPerDay } from './elapsed.ts';
import { checkTimeZone } from './time-zone.ts';

/** A change of a zone's clock: from this instant on it is `offset` milliseconds ahead of UTC. */
interface ClockChange {
  readonly at: number;
  readonly offset: number;
}

/** A stretch of a zone's time: its offset at the start, and the changes after the start up to the end. */
export interface Stretch {
  readonly offset: number;
  readonly changes: readonly ClockChange[];
}

/** 27 weeks: 773 of them are the 400 years after which the calendar, weekdays included, repeats. */
export const stretchLength: number = 189 * millisecondsPerDay;
const stretchesPerCycle = 773;
const first = Math.floor(Date.UTC(1800, 0) / stretchLength); // no zone changed its clock before
const end = Math.floor(Date.UTC(2500, 0) / stretchLength); // from 2100 on zones only repeat their rules
// The shortest known stay at an offset is 95.7 hours (Freetown 1939); Recife in 2000 is no week either.
const step = 3 * millisecondsPerDay;

const zones = new Map<string, (index: number) => Stretch>();

/**
 * The stretches of a zone by number; number 0 starts with 1970. Each is read from the zone data once, to the
 * exact second of every change, so that an offset costs a comparison or two instead of a formatted date. Ours, because
 * instants come by the million: `tzOffset` of @date-fns/tz formats each of them.
 *
 * @throws DealError `invalid-time-zone`.
 */
export function stretchesOf(timeZone: string): (index: number) => Stretch {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const offsetAt = readerOf(checkTimeZone(timeZone));
  const unchanged: Stretch = { offset: offsetAt(first * stretchLength), changes: [] };
  const stretchAt = oncePerStretch((index): Stretch => {
    if (!(index >= first)) return unchanged;
    return index < end ? readStretch(offsetAt, index * stretchLength) : repeated(stretchAt, index);
  });
  zones.set(timeZone, stretchAt);
  return stretchAt;
}

/** Keeps what was worked out for a stretch by its number, in the years 1800 to 2500. */
export function oncePerStretch<T>(workOut: (index: number) => T): (index: number) => T {
  const kept = new Array<T | undefined>(end - first); // sized: an array grown in leaps is slow to read
  return (index) => {
    const known = kept[index - first];
    if (known !== undefined) return known;
    const value = workOut(index);
    if (index >= first && index < end) kept[index - first] = value;
    return value;
  };
}

/** The offset of a stretch's zone at an instant in that stretch, in milliseconds ahead of UTC. */
export function offsetIn({ offset, changes }: Stretch, instant: number): number {
  let current = offset;
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i] as ClockChange;
    if (instant >= change.at) current = change.offset;
  }
  return current;
}

function repeated(stretchAt: (index: number) => Stretch, index: number): Stretch {
  const cycles = Math.floor((index - end) / stretchesPerCycle) + 1;
  const { offset, changes } = stretchAt(index - cycles * stretchesPerCycle);
  const later = cycles * stretchesPerCycle * stretchLength;
  return { offset, changes: changes.map((change) => ({ ...change, at: change.at + later })) };
}

function readStretch(offsetAt: (instant: number) => number, start: number): Stretch {
  const changes: ClockChange[] = [];
  const offset = offsetAt(start);
  let before = offset;
  for (let at = start; at < start + stretchLength; at += step) {
    const after = offsetAt(at + step);
    findChanges(offsetAt, { at, offset: before }, { at: at + step, offset: after }, changes);
    before = after;
  }
  return { offset, changes };
}

/** Halves the time between two instants of different offset until the change is known to the second. */
function findChanges(
  offsetAt: (instant: number) => number,
  left: ClockChange,
  right: ClockChange,
  found: ClockChange[],
): void {
  if (left.offset === right.offset) return;
  if (right.at - left.at <= 1000) {
    found.push(right);
    return;
  }
  const at = Math.floor((left.at + right.at) / 2000) * 1000;
  const middle = { at, offset: offsetAt(at) };
  findChanges(offsetAt, left, middle, found);
  findChanges(offsetAt, middle, right, found);
}

/** A zone's offset in milliseconds, read from the zone data. */
function readerOf(timeZone: string): (instant: number) => number {
  const isBehind = signReader(timeZone);
  return (instant) => {
    const minutes = tzOffset(timeZone, new Date(instant));
    const magnitude = Math.round(Math.abs(minutes) * 60_000);
    // tzOffset takes -00:44:30 (Monrovia until 1972) for +00:44:30.
    const isUnsure = magnitude > 0 && magnitude < 3_600_000;
    return (isUnsure ? isBehind(instant) : minutes < 0) ? -magnitude : magnitude;
  };
}

/** Whether a zone is behind UTC at an instant. */
function signReader(timeZone: string): (instant: number) => boolean {
  // Not every Intl knows an offset as a zone.
  if (/^[+-]/.test(timeZone)) return () => timeZone.startsWith('-');
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => format.format(instant).includes('GMT-');
}
