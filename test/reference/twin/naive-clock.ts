import { dayAfter, firstInstant, localDay, type NaivePeriod } from './naive-calendar.ts';

/** How durations are measured: "fractional days or business days". */
export interface NaiveClock {
  readonly between: (start: Date, end: Date) => number;
  /** "one business day = the calendar's hours of a day" */
  readonly msPerDay: number;
}

export const elapsedTime: NaiveClock = {
  between: (start, end) => end.getTime() - start.getTime(),
  msPerDay: 86_400_000,
};

/** When business is done; `from` and `to` are no times at which the clock of the zone is changed. */
export interface NaiveCalendar {
  readonly timeZone: string;
  readonly hours: { readonly from: string; readonly to: string; readonly days: readonly number[] };
  readonly holidays: readonly string[];
}

/** "durations in business time": local day after local day, what of its hours lies between the two instants. */
export function businessTime({ timeZone, hours, holidays }: NaiveCalendar): NaiveClock {
  const known = new Map<string, NaivePeriod | null>();

  function openOn(day: string): NaivePeriod | null {
    const weekday = new Date(day).getUTCDay() || 7;
    if (!hours.days.includes(weekday) || holidays.includes(day)) return null;
    const start = firstInstant(day, hours.from, timeZone);
    const end =
      hours.to === '24:00'
        ? firstInstant(dayAfter(day, 1), '00:00', timeZone)
        : firstInstant(day, hours.to, timeZone);
    return { start, end };
  }

  function openBetween(day: string, start: Date, end: Date): number {
    const open = known.has(day) ? known.get(day) : openOn(day);
    known.set(day, open ?? null);
    if (!open) return 0;
    const from = Math.max(open.start.getTime(), start.getTime());
    const to = Math.min(open.end.getTime(), end.getTime());
    return Math.max(0, to - from);
  }

  return {
    between(start, end) {
      let total = 0;
      const last = localDay(end, timeZone);
      for (let day = localDay(start, timeZone); day <= last; day = dayAfter(day, 1)) {
        total += openBetween(day, start, end);
      }
      return total;
    },
    msPerDay: (minutesOf(hours.to) - minutesOf(hours.from)) * 60_000,
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
