/** "`period(start, end)` is half-open." */
export interface NaivePeriod {
  readonly start: Date;
  readonly end: Date;
}

/** `'2026-10-05'`, `'2026-W41'`, `'2026-10'`, `'2026-Q4'` or `'2026'`. */
export type NaivePeriodInput = NaivePeriod | string;

export function isIn(at: Date | null, { start, end }: NaivePeriod): boolean {
  return at !== null && start.getTime() <= at.getTime() && at.getTime() < end.getTime();
}

/** What calendar and clock on a wall of the zone show: `2026-10-05 09:00:00.000`. */
function wallClock(at: Date, timeZone: string): string {
  const format = remembered(formats, timeZone, () => formatOf(timeZone));
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second, fraction] = shown.map((part) => parts.get(part));
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${fraction}`;
}

const shown = ['year', 'month', 'day', 'hour', 'minute', 'second', 'fractionalSecond'] as const;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
    fractionalSecondDigits: 3,
  });
}

/** The local date of an instant: `2026-10-05`. */
export function localDay(at: Date, timeZone: string): string {
  return remembered(days, `${at.getTime()} ${timeZone}`, () => wallClock(at, timeZone).slice(0, 10));
}

/** The date so many days after it. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first instant at which the wall clock shows this date and time or, where it leaves that out, a later one. */
export function firstInstant(day: string, time: string, timeZone: string): Date {
  return new Date(remembered(instants, `${day} ${time} ${timeZone}`, () => search(day, time, timeZone)));
}

function search(day: string, time: string, timeZone: string): number {
  const isReached = (ms: number): boolean => wallClock(new Date(ms), timeZone) >= `${day} ${time}`;
  let before = Date.parse(day) - 2 * 86_400_000;
  let reached = Date.parse(day) + 3 * 86_400_000;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (isReached(middle)) reached = middle;
    else before = middle;
  }
  return reached;
}

// Looking at the clock on the wall takes its time, and the same few are looked at by every test.
const formats = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, string>();
const instants = new Map<string, number>();

function remembered<V>(known: Map<string, V>, key: string, look: () => V): V {
  const value = known.get(key) ?? look();
  known.set(key, value);
  return value;
}

export type NaiveUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** "read in the book's calendar: its `timeZone` and `fiscalYearStart`". */
export interface NaiveCalendar {
  readonly timeZone?: string;
  readonly fiscalYearStart?: number;
}

/** The day, ISO week, month, quarter or year an instant is in: `2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`. */
export function nameOf(
  unit: NaiveUnit,
  at: Date,
  { timeZone = 'UTC', fiscalYearStart = 1 }: NaiveCalendar,
): string {
  const day = localDay(at, timeZone);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const fiscalYear = month < fiscalYearStart ? year - 1 : year;
  const quarter = Math.floor(((month - fiscalYearStart + 12) % 12) / 3) + 1;
  const four = (number: number): string => String(number).padStart(4, '0');
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return weekName(day);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${four(fiscalYear)}-Q${quarter}`;
    case 'year':
      return four(fiscalYear);
  }
}

/** The week of a day is counted in the year of its Thursday, from the one with that year's first Thursday. */
function weekName(day: string): string {
  const thursday = dayAfter(day, 4 - weekdayOf(day));
  const ofYear = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000;
  return `${thursday.slice(0, 4)}-W${String(Math.floor(ofYear / 7) + 1).padStart(2, '0')}`;
}

/** Monday is 1, Sunday 7: 1 January 1970 was a Thursday. */
function weekdayOf(day: string): number {
  const days = Date.parse(day) / 86_400_000;
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** "Wherever a book's report takes a period it also takes such a string, read in the book's calendar". */
export function periodOf(input: NaivePeriodInput, calendar: NaiveCalendar): NaivePeriod {
  if (typeof input !== 'string') return input;
  const { timeZone = 'UTC', fiscalYearStart = 1 } = calendar;
  const [year = '', part = '', date] = input.split('-');
  if (date !== undefined) return daysFrom(input, 1, timeZone);
  if (part.startsWith('W')) {
    const monday = dayAfter(`${year}-01-04`, 1 - weekdayOf(`${year}-01-04`));
    return daysFrom(dayAfter(monday, 7 * (Number(part.slice(1)) - 1)), 7, timeZone);
  }
  const isQuarter = part.startsWith('Q');
  const months = part === '' ? 12 : isQuarter ? 3 : 1;
  const quarters = isQuarter ? Number(part.slice(1)) - 1 : 0;
  const first = months === 1 ? Number(part) : fiscalYearStart + 3 * quarters;
  return {
    start: startOfMonth(Number(year), first, timeZone),
    end: startOfMonth(Number(year), first + months, timeZone),
  };
}

function daysFrom(day: string, count: number, timeZone: string): NaivePeriod {
  return {
    start: firstInstant(day, '00:00', timeZone),
    end: firstInstant(dayAfter(day, count), '00:00', timeZone),
  };
}

/** Months count on from December: 13 is the next January. */
function startOfMonth(year: number, month: number, timeZone: string): Date {
  const day = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  return firstInstant(day, '00:00', timeZone);
}

/** A period cut at the boundaries of the calendar; the first and last piece may be shorter. */
export function piecesOf(
  { start, end }: NaivePeriod,
  unit: NaiveUnit,
  calendar: NaiveCalendar,
): NaivePeriod[] {
  const pieces: NaivePeriod[] = [];
  for (let from = start; from.getTime() < end.getTime(); ) {
    const boundary = boundaryAfter(from, unit, calendar);
    const to = boundary.getTime() < end.getTime() ? boundary : end;
    pieces.push({ start: from, end: to });
    from = to;
  }
  return pieces;
}

/**
 * "The same days of last year": of a first instant of a day, that of the same date a year before; of 29 February, which last
 * year did not have, that of 1 March. By week the same weekday of the week of the same number; of a 53rd week which the year
 * before did not have, that of this year's first.
 */
export function lastYearOf(
  { start, end }: NaivePeriod,
  by: 'date' | 'week',
  calendar: NaiveCalendar,
): NaivePeriod {
  const { timeZone = 'UTC' } = calendar;
  const back = by === 'date' ? dateLastYear : weekdayLastYear;
  const moved = (at: Date): Date => {
    const day = localDay(at, timeZone);
    const isFirst = firstInstant(day, '00:00', timeZone).getTime() === at.getTime();
    const clock = isFirst ? '00:00' : wallClock(at, timeZone).slice(11);
    const [date, hasIt] = back(day);
    return firstInstant(date, hasIt ? clock : '00:00', timeZone);
  };
  return { start: moved(start), end: moved(end) };
}

/** And whether last year had such a day. */
function dateLastYear(day: string): [string, boolean] {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  const isLeapDay = day.endsWith('02-29');
  return [isLeapDay ? `${year}-03-01` : `${year}${day.slice(4)}`, !isLeapDay];
}

function weekdayLastYear(day: string): [string, boolean] {
  const [year = '', week = ''] = weekName(day).split('-W');
  const mondayOf = (y: number): string => dayAfter(`${y}-01-04`, 1 - weekdayOf(`${y}-01-04`));
  const date = dayAfter(mondayOf(Number(year) - 1), (Number(week) - 1) * 7 + weekdayOf(day) - 1);
  const hasIt = weekName(date).startsWith(String(Number(year) - 1));
  return [hasIt ? date : mondayOf(Number(year)), hasIt];
}

/** Clocks that are put back may show the end of a unit once more: then it is over all the same. */
function boundaryAfter(from: Date, unit: NaiveUnit, calendar: NaiveCalendar): Date {
  const { end } = periodOf(nameOf(unit, from, calendar), calendar);
  if (end.getTime() > from.getTime()) return end;
  return boundaryAfter(new Date(from.getTime() + 60_000), unit, calendar);
}
