import { tz } from '@date-fns/tz/tz';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachPeriod, month, type Period, quarter, year } from '../../src/index.ts';
import { calendarNames } from '../../src/time/calendar/calendar-names.ts';
import { relativePeriod } from '../../src/time/calendar/relative-period.ts';
import { dayNumber, dayText, localDays } from '../../src/time/local-day.ts';
import { firstInstant } from '../../src/time/local-time.ts';
import { runs } from '../support/runs.ts';

const hour = 3_600_000;
const day = 24 * hour;
const quarterOfDay = 6 * hour; // no zone keeps an offset for less
const first = Date.parse('0001-01-01T00:00:00.000Z');
const end = Date.parse('+010000-01-01T00:00:00.000Z');

/** Zones and instants around which their clocks skip a midnight or a day, or show one twice. */
const occasions = [
  ['Africa/Cairo', '2023-04-27T22:00Z'],
  ['Africa/Cairo', '2024-10-31T21:00Z'],
  ['America/Asuncion', '2017-10-01T04:00Z'],
  ['America/Guatemala', '2006-10-01T06:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['America/Havana', '5026-11-02T05:00Z'],
  ['America/Juneau', '1867-10-19T00:00Z'], // one day twice, when Alaska was sold
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/St_Johns', '2006-10-29T02:31Z'],
  ['America/St_Johns', '2009-11-01T02:31Z'],
  ['Asia/Amman', '2016-03-31T22:00Z'],
  ['Asia/Beirut', '2026-03-28T22:00Z'],
  ['Asia/Gaza', '2010-03-26T22:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30Z'],
  ['Asia/Manila', '1844-12-31T16:00Z'], // one day skipped
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Pacific/Kiritimati', '1994-12-31T10:00Z'],
  ['Africa/Monrovia', '1972-01-07T00:44Z'],
] as const;
const zones = [
  ...new Set(['UTC', 'Europe/Oslo', 'Etc/GMT+11', 'Etc/GMT-14', ...occasions.map(([zone]) => zone)]),
];

/** Instants of the years 1 to 9999, every other one near an occasion. */
const scene = fc.oneof(
  fc.tuple(fc.constantFrom(...zones), fc.integer({ min: first, max: end - 1 })),
  fc.tuple(
    fc.constantFrom(...zones),
    fc.integer({ min: 0, max: 3 * day }).map((ms) => end - 1 - ms),
  ),
  fc.tuple(
    fc.constantFrom(...zones),
    fc.integer({ min: 0, max: 100 * 366 * day }).map((ms) => first + ms),
  ),
  ...[2 * day, 2 * hour, 2 * hour].map((away) =>
    fc
      .tuple(fc.constantFrom(...occasions), fc.integer({ min: -away, max: away }))
      .map(([[zone, at], ms]): [string, number] => [zone, Date.parse(at) + ms]),
  ),
);

interface Shown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** The time of day in milliseconds. */
  readonly time: number;
}

/** What calendar and clock on the wall show; the first and the last date reach to the ends of all dates. */
function shownAt(at: number, zone: string): Shown {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  if (parts.get('era') === 'BC') return { year: 1, month: 1, day: 1, time: 0 };
  if (part('year') > 9999) return { year: 9999, month: 12, day: 31, time: day - 1 };
  const time = part('hour') * hour + part('minute') * 60_000 + part('second') * 1000;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    time: time + (((at % 1000) + 1000) % 1000),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  const date = { era: 'short', year: numeric, month: numeric, day: numeric } as const;
  const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' } as const;
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, ...date, ...time });
  formats.set(timeZone, known);
  return known;
}

/** Days before a date, by the rule of leap years: every fourth, but of the hundreds only every fourth. */
function daysBefore(y: number, m: number, d: number): number {
  const isLeap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const years =
    (y - 1) * 365 + Math.floor((y - 1) / 4) - Math.floor((y - 1) / 100) + Math.floor((y - 1) / 400);
  return lengths.slice(0, m - 1).reduce((sum, length) => sum + length, years + d - 1);
}

/** A local date and time as if it were UTC. */
const local = ({ year: y, month: m, day: d, time }: Shown): number =>
  first + daysBefore(y, m, d) * day + time;

/** The first instant at which the wall shows the start of a month or a later time, from all the offsets around it. */
function startOf(y: number, m: number, zone: string): number {
  const [yearOf, monthOf] = [y + Math.floor((m - 1) / 12), ((m - 1) % 12) + 1];
  if (yearOf > 9999) return end;
  return reached(first + daysBefore(yearOf, monthOf, 1) * day, zone);
}

function reached(start: number, zone: string): number {
  if (start === first) return first;
  const offsetAt = (at: number): number => local(shownAt(at, zone)) - at;
  const candidates: number[] = [];
  const [from, to] = [Math.max(start - 2 * day, first + 2 * day), Math.min(start + 2 * day, end - 2 * day)];
  candidates.push(start - offsetAt(from));
  for (let at = from; at < to; at += quarterOfDay) {
    let [before, after] = [at, at + quarterOfDay];
    const [old, young] = [offsetAt(before), offsetAt(after)];
    if (old === young) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === old) before = middle;
      else after = middle;
    }
    candidates.push(after, start - young);
  }
  candidates.sort((a, b) => a - b);
  const found = candidates.find((at) => local(shownAt(Math.min(at, end - 1), zone)) >= start) as number;
  return Math.min(Math.max(found, first), end);
}

const two = (number: number): string => String(number).padStart(2, '0');
const four = (number: number): string => String(number).padStart(4, '0');
const within = ({ start, end: last }: Period): [number, number] => [+start, +last];

describe('in every zone, at any instant of the years 1 to 9999,', () => {
  test('days, months, quarters and years have the name that the calendar on the wall shows', () => {
    fc.assert(
      fc.property(scene, ([zone, at]) => {
        const { year: y, month: m, day: d } = shownAt(at, zone);
        const date = `${four(y)}-${two(m)}-${two(d)}`;
        const names = (['day', 'month', 'quarter', 'year'] as const).map((unit) =>
          calendarNames(unit, { timeZone: zone })(at),
        );
        expect(names).toEqual([date, date.slice(0, 7), `${four(y)}-Q${Math.ceil(m / 3)}`, four(y)]);
        expect(localDays(zone)(at)).toBe(daysBefore(y, m, d) + first / day);
        expect([dayNumber(date), dayText(dayNumber(date))]).toEqual([
          daysBefore(y, m, d) + first / day,
          date,
        ]);
      }),
      { numRuns: runs(500) },
    );
  });

  test('months, quarters and years, fiscal ones too, start when the wall first shows their first day', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 12 }), ([zone, at], startMonth) => {
        const { year: y, month: m } = shownAt(at, zone);
        const options = { timeZone: zone, startMonth };
        const starts = (from: number, length: number) => [
          startOf(y, from, zone),
          startOf(y, from + length, zone),
        ];
        const q = Math.ceil(m / 3);
        expect(within(month(`${four(y)}-${two(m)}`, { timeZone: zone }))).toEqual(starts(m, 1));
        expect(within(quarter(`${four(y)}-Q${q}`, options))).toEqual(starts(startMonth + 3 * (q - 1), 3));
        expect(within(year(four(y), options))).toEqual(starts(startMonth, 12));
      }),
      { numRuns: runs(200) },
    );
  });

  test('a period is cut at the first instants of the months in it that its unit starts with', () => {
    fc.assert(
      fc.property(
        scene,
        fc.integer({ min: 0, max: 800 * day }),
        fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
        fc.integer({ min: 1, max: 12 }),
        ([zone, at], length, unit, startMonth) => {
          const whole = { start: new Date(at), end: new Date(Math.min(at + length, end)) };
          const { year: y, month: m } = shownAt(at, zone);
          const months = { month: 1, quarter: 3, year: 12 }[unit];
          const cuts = Array.from({ length: 29 }, (_, index) => m + index)
            .filter((number) => (number - startMonth) % months === 0)
            .map((number) => startOf(y, number, zone))
            .filter((cut) => cut > at && cut < +whole.end);
          const pieces = eachPeriod(whole, unit, { timeZone: zone, startMonth });
          const bounds = [at, ...cuts, +whole.end];
          expect(pieces.map(within)).toEqual(
            length === 0 ? [] : bounds.slice(1).map((bound, index) => [bounds[index], bound]),
          );
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('this day, week, month, quarter or year is the last that has begun', () => {
    fc.assert(
      fc.property(scene, ([zone, at]) => {
        const shown = shownAt(at, zone);
        const { year: y, month: m } = shown;
        const today = local({ ...shown, time: 0 });
        const monday = today - (((today - first) / day) % 7) * day; // the first date is a Monday
        const midnight = (start: number): number =>
          start >= end ? end : reached(Math.max(start, first), zone);
        for (const [unit, starts] of [
          ['week', [0, 7, 14].map((days) => midnight(monday + days * day))],
          [
            'day',
            [0, 1, 2].map((days) => (today + days * day >= end ? end : reached(today + days * day, zone))),
          ],
          ['month', [0, 1, 2].map((count) => startOf(y, m + count, zone))],
          ['quarter', [0, 3, 6].map((count) => startOf(y, m - ((m - 1) % 3) + count, zone))],
          ['year', [1, 13, 25].map((count) => startOf(y, count, zone))],
        ] as const) {
          const index = at < (starts[1] as number) ? 0 : 1;
          expect(within(relativePeriod({ this: unit }, new Date(at), { timeZone: zone }))).toEqual(
            starts.slice(index, index + 2),
          );
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

test('a local midnight is reached when the wall first shows it or a later time', () => {
  for (const [zone, at] of occasions) {
    const today = Math.floor(Date.parse(at) / day) * day;
    for (let start = today - 3 * day; start <= today + 3 * day; start += day) {
      expect([zone, firstInstant(start, zone)]).toEqual([zone, reached(start, zone)]);
    }
  }
});

test('the number of a day is what date-fns counts from 1970-01-01', () => {
  const instant = fc.integer({ min: first, max: end - 1 });
  fc.assert(
    fc.property(instant, (at) => {
      expect(localDays('UTC')(at)).toBe(differenceInCalendarDays(at, 0, { in: tz('UTC') }));
    }),
  );
});
