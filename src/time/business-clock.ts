import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { millisecondsPerDay } from './elapsed.ts';
import { dateOfDay, dayOf } from './local-day.ts';
import { oncePerStretch, type Stretch, stretchesOf, stretchLength } from './zone-offset.ts';

/** When business is done, in numbers. */
interface Schedule {
  readonly timeZone: string;
  /** Milliseconds from midnight to the start of business, on the wall clock. */
  readonly opening: number;
  /** Milliseconds of business on a day. */
  readonly length: number;
  /** Which weekdays have business, Monday first. */
  readonly openWeekdays: readonly boolean[];
  /** Days without business whatever their weekday, ascending. */
  readonly closedDays: readonly number[];
}

/** Business milliseconds that have elapsed up to an instant, counted from about 1970: it never decreases. */
export type BusinessClock = (instant: number) => number;

/** From an instant on: the offset of the zone, and what to add to the business time its wall clock shows. */
interface Segment {
  readonly from: number;
  readonly offset: number;
  readonly correction: number;
}

/**
 * The clock that runs during business only: business time as the wall clock shows it, corrected at every
 * change of that clock. No call walks over days.
 */
export function businessClock(schedule: Schedule): BusinessClock {
  const shown = wallClockTime(schedule);
  if (schedule.timeZone === 'UTC') return shown;
  const segmentsAt = segmentsOf(stretchesOf(schedule.timeZone), shown);
  return (instant) => {
    if (!Number.isFinite(instant)) return Number.NaN;
    const segments = segmentsAt(Math.floor(instant / stretchLength));
    let segment = segments[0] as Segment;
    for (let i = 1; i < segments.length && instant >= (segments[i] as Segment).from; i++) {
      segment = segments[i] as Segment;
    }
    return shown(instant + segment.offset) + segment.correction;
  };
}

/**
 * The segments of a stretch by its number. A clock put forward shows business time that did not elapse, a
 * clock put back shows some again: each change corrects what is shown from then on, counted from 1970 both
 * ways.
 */
function segmentsOf(
  stretchAt: (index: number) => Stretch,
  shown: BusinessClock,
): (index: number) => readonly Segment[] {
  const later = [0]; // the correction at the start of the stretches 0, 1, 2, ...
  const earlier = [0]; // and of 0, -1, -2, ...
  const read = (index: number, correction: number): Segment[] => {
    const { offset, changes } = stretchAt(index);
    const segments = [{ from: index * stretchLength, offset, correction }];
    for (const change of changes) {
      const before = segments.at(-1) as Segment;
      const hidden = shown(change.at + before.offset) - shown(change.at + change.offset);
      segments.push({ from: change.at, offset: change.offset, correction: before.correction + hidden });
    }
    return segments;
  };
  const gained = (index: number): number => (read(index, 0).at(-1) as Segment).correction;
  const correctionAt = (index: number): number => {
    for (let i = later.length; i <= index; i++) later.push((later[i - 1] as number) + gained(i - 1));
    for (let i = earlier.length; i <= -index; i++) earlier.push((earlier[i - 1] as number) - gained(-i));
    return (index < 0 ? earlier[-index] : later[index]) as number;
  };
  return oncePerStretch((index) => read(index, correctionAt(index)));
}

/**
 * Business time on a wall clock that is never changed: whole weeks and days of the week, less closed days. Weeks are divided
 * and not stepped through, as date-fns's differenceInBusinessDays does: instants come by the million.
 */
function wallClockTime({ opening, length, openWeekdays, closedDays }: Schedule): BusinessClock {
  const firstMonday = dayOf(+startOfISOWeek(dateOfDay(0))); // whole weeks are counted from here
  const weeksTo = (day: number): number => Math.floor((day - firstMonday) / 7);
  const weekdayOf = (day: number): number => day - firstMonday - 7 * weeksTo(day);
  const openBefore = openWeekdays.map((_, weekday) => openWeekdays.slice(0, weekday).filter(Boolean).length);
  const openPerWeek = openWeekdays.filter(Boolean).length;
  const closedBefore = countBefore(closedDays.filter((day) => openWeekdays[weekdayOf(day)]));
  return (time) => {
    const day = dayOf(time);
    const weekday = weekdayOf(day);
    const closed = closedBefore(day);
    const days = weeksTo(day) * openPerWeek + (openBefore[weekday] as number) - closed;
    if (!openWeekdays[weekday] || closedBefore(day + 1) > closed) return days * length;
    const today = time - day * millisecondsPerDay - opening;
    return days * length + Math.min(Math.max(today, 0), length);
  };
}

/** How many of the days, given in order, come before a day. */
function countBefore(days: readonly number[]): (day: number) => number {
  const [first = 0] = days;
  const last = days.at(-1) ?? first - 1;
  const counts = new Int32Array(last - first + 2);
  for (const day of days) counts[day - first + 1] = 1;
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number);
  return (day) => counts[Math.min(Math.max(day - first, 0), counts.length - 1)] as number;
}
