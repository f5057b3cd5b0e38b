/** "`period(start, end)` is half-open." */
export interface NaivePeriod {
  readonly start: Date;
  readonly end: Date;
}

/** "Wherever a book's report takes a period it also takes the string `'2026-10'`, `'2026-Q4'` or `'2026'`". */
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

export type NaiveUnit = 'day' | 'month' | 'quarter' | 'year';

/** The day, month, quarter or year an instant is in: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`. */
export function nameOf(unit: NaiveUnit, at: Date, timeZone: string): string {
  const day = localDay(at, timeZone);
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return { day, month: day.slice(0, 7), quarter: `${day.slice(0, 4)}-Q${quarter}`, year: day.slice(0, 4) }[
    unit
  ];
}

/** "the string `'2026-10'`, `'2026-Q4'` or `'2026'`, read in the book's time zone". */
export function periodOf(input: NaivePeriodInput, timeZone: string): NaivePeriod {
  if (typeof input !== 'string') return input;
  const [year = '', part] = input.split('-');
  const isQuarter = part?.startsWith('Q') === true;
  const months = part === undefined ? 12 : isQuarter ? 3 : 1;
  const first = part === undefined ? 1 : isQuarter ? Number(part.slice(1)) * 3 - 2 : Number(part);
  return {
    start: startOfMonth(Number(year), first, timeZone),
    end: startOfMonth(Number(year), first + months, timeZone),
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
  unit: Exclude<NaiveUnit, 'day'>,
  timeZone: string,
): NaivePeriod[] {
  if (start.getTime() >= end.getTime()) return [];
  const boundary = periodOf(nameOf(unit, start, timeZone), timeZone).end;
  if (boundary.getTime() >= end.getTime()) return [{ start, end }];
  return [{ start, end: boundary }, ...piecesOf({ start: boundary, end }, unit, timeZone)];
}
