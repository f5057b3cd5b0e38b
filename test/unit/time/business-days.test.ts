import { TZDate } from '@date-fns/tz/date';
import { tz } from '@date-fns/tz/tz';
import { differenceInBusinessDays } from 'date-fns/differenceInBusinessDays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BusinessCalendar, businessCalendar } from '../../../src/time/business-calendar.ts';
import { businessDays } from '../../../src/time/business-days.ts';
import { businessMilliseconds, millisecondsPerBusinessDay } from '../../../src/time/business-time.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { daysIn, office, oslo } from './given.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const roundTheClock = { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] };

const utc = businessCalendar({ hours: office });

describe('business days', () => {
  test('are hours of the day over the hours of a day', () => {
    expect(daysIn(utc, '2026-10-05T09:00Z', '2026-10-05T17:00Z')).toBe(1);
    expect(daysIn(utc, '2026-10-05T10:30Z', '2026-10-05T12:30Z')).toBe(0.25);
    expect(daysIn(utc, '2026-10-05T16:00Z', '2026-10-06T10:00Z')).toBe(0.25);
    expect(daysIn(utc, '2026-10-05T12:00:00.000Z', '2026-10-05T12:00:00.001Z')).toBe(1 / (8 * hour));
  });

  test('stand still outside the hours', () => {
    expect(daysIn(utc, '2026-10-05T05:00Z', '2026-10-05T09:00Z')).toBe(0);
    expect(daysIn(utc, '2026-10-05T17:00Z', '2026-10-06T09:00Z')).toBe(0);
    expect(daysIn(utc, '2026-10-05T03:00Z', '2026-10-05T23:00Z')).toBe(1);
  });

  test('are those of a calendar as it stands, also of one from storage that is changed', () => {
    const stored = JSON.parse(JSON.stringify(utc));
    expect(daysIn(stored, '2026-10-05T09:00Z', '2026-10-05T17:00Z')).toBe(1);
    stored.holidays.push('2026-10-05');
    expect(daysIn(stored, '2026-10-05T09:00Z', '2026-10-05T17:00Z')).toBe(0);
  });

  test('skip the weekend', () => {
    // Friday 15:00 to Monday 11:00: two hours and two hours.
    expect(daysIn(utc, '2026-10-02T15:00Z', '2026-10-05T11:00Z')).toBe(0.5);
    expect(daysIn(utc, '2026-10-03T10:00Z', '2026-10-04T15:00Z')).toBe(0);
    expect(daysIn(utc, '2026-10-01T00:00Z', '2026-10-31T24:00Z')).toBe(22);
  });

  test('skip a holiday, which on a weekend changes nothing', () => {
    const calendar = businessCalendar({
      hours: office,
      holidays: ['2026-12-25', '2026-12-26', '2026-12-24'],
    });
    expect(daysIn(calendar, '2026-12-23T13:00Z', '2026-12-28T13:00Z')).toBe(1);
    expect(daysIn(calendar, '2026-12-24T09:00Z', '2026-12-25T17:00Z')).toBe(0);
    expect(daysIn(calendar, '2026-12-01T00:00Z', '2027-01-01T00:00Z')).toBe(21);
  });

  test('have the weekdays they are given: Sunday to Thursday', () => {
    const calendar = businessCalendar({ hours: { ...office, days: [7, 1, 2, 3, 4] } });
    expect(daysIn(calendar, '2026-10-02T00:00Z', '2026-10-04T00:00Z')).toBe(0);
    expect(daysIn(calendar, '2026-10-04T00:00Z', '2026-10-09T00:00Z')).toBe(5);
  });

  test('follow the wall clock through the year: nine in Oslo is eight or seven in UTC', () => {
    expect(daysIn(oslo, '2026-01-05T08:00Z', '2026-01-05T16:00Z')).toBe(1);
    expect(daysIn(oslo, '2026-07-06T07:00Z', '2026-07-06T15:00Z')).toBe(1);
    expect(daysIn(oslo, '2026-07-06T06:00Z', '2026-07-06T07:00Z')).toBe(0);
    // Over the weekend that the clock is changed: Friday noon to Monday noon is a day, in both directions.
    expect(daysIn(oslo, '2026-03-27T11:00Z', '2026-03-30T10:00Z')).toBe(1);
    expect(daysIn(oslo, '2026-10-23T10:00Z', '2026-10-26T11:00Z')).toBe(1);
  });

  test('count what elapses: 23 hours when the clock is put forward, 25 when it is put back', () => {
    const calendar = businessCalendar({ timeZone: 'Europe/Oslo', hours: roundTheClock });
    expect(daysIn(calendar, '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(23 / 24);
    expect(daysIn(calendar, '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(25 / 24);
    const atNight = businessCalendar({
      timeZone: 'Europe/Oslo',
      hours: { ...roundTheClock, from: '02:30', to: '03:30' },
    });
    expect(daysIn(atNight, '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(0.5); // 03:00 to 03:30
    expect(daysIn(atNight, '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(1.5); // and 02:30 to 03:00 again
  });

  test('begin at a quarter past in UTC where the zone is a quarter of an hour off', () => {
    const kathmandu = businessCalendar({
      timeZone: 'Asia/Kathmandu',
      hours: { from: '10:00', to: '18:00', days: [7, 1, 2, 3, 4, 5] },
    });
    expect(daysIn(kathmandu, '2026-01-04T04:15Z', '2026-01-04T12:15Z')).toBe(1); // a Sunday
    expect(daysIn(kathmandu, '2026-01-04T04:00Z', '2026-01-04T04:30Z')).toBe(0.25 / 8);
    expect(daysIn(kathmandu, '2026-01-02T18:15Z', '2026-01-03T18:15Z')).toBe(0); // Saturday from midnight on
  });

  test('do not exist on a date that the zone left out', () => {
    const apia = businessCalendar({ timeZone: 'Pacific/Apia', hours: office });
    // Thursday 29 December 2011 noon, then Saturday, Sunday, Monday 2 January noon: half a day each.
    expect(daysIn(apia, '2011-12-29T22:00Z', '2012-01-01T22:00Z')).toBe(5 / 8 + 3 / 8);
  });

  test('are negative backwards, and none from an instant to itself', () => {
    expect(daysIn(utc, '2026-10-06T13:00Z', '2026-10-05T13:00Z')).toBe(-1);
    expect(daysIn(utc, '2026-10-06T13:00Z', '2026-10-06T13:00Z')).toBe(0);
  });

  test('reach from the first date to the last', () => {
    const calendar = businessCalendar({ timeZone: 'Europe/Oslo', hours: roundTheClock });
    const [first, last] = [new Date('0001-01-01T00:00:00.000Z'), new Date('9999-12-31T00:00:00.000Z')];
    expect(businessDays(calendar, first, new Date(0))).toBe(719_162);
    expect(businessDays(calendar, new Date(0), last)).toBe(2_932_896);
    const [from, to] = [new Date('2026-01-01'), new Date('9999-12-31')];
    expect(businessDays(oslo, from, to)).toBe(differenceInBusinessDays(to, from, { in: tz('UTC') }));
  });

  test('are not counted from or to an invalid date', () => {
    for (const [start, end, field] of [
      [new Date(Number.NaN), new Date(0), 'start'],
      [new Date(0), undefined, 'end'],
    ] as const) {
      const attempt = () => businessDays(utc, start, end as Date);
      expect(refusal(attempt)).toEqual([
        'invalid-date',
        { field, input: String(end ? start : end).slice(0, 100) },
      ]);
    }
  });
});

test('an instant that is not known has no business time', () => {
  for (const instant of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect([utc, oslo].map((calendar) => businessMilliseconds(calendar)(instant))).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  }
});

describe('laws of business time', () => {
  /** Zones and the dates around which something happens to their clocks. */
  const occasions = [
    ['UTC', '2026-01-01'],
    ['Europe/Oslo', '2026-03-28'],
    ['Europe/Oslo', '2026-10-24'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['America/Havana', '2026-11-01'],
    ['America/St_Johns', '2006-10-28'],
    ['America/Recife', '2000-10-08'],
    ['Africa/Casablanca', '2026-02-14'],
    ['Asia/Kathmandu', '1985-12-31'],
    ['Pacific/Apia', '2011-12-29'],
    ['America/New_York', '1969-04-26'],
  ] as const;
  const time = fc.integer({ min: 0, max: 24 * 60 });
  const hours = fc
    .tuple(
      fc.uniqueArray(time, { minLength: 2, maxLength: 2 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    )
    .map(([times, days]) => {
      const [from = '', to = ''] = times.sort((a, b) => a - b).map(timeText);
      return { from, to, days };
    });
  const scene = fc
    .tuple(fc.constantFrom(...occasions), hours, fc.array(fc.integer({ min: -4, max: 8 })))
    .chain(([[timeZone, date], open, closed]) => {
      const origin = Date.parse(date);
      const holidays = closed.map((days) => new Date(origin + days * day).toISOString().slice(0, 10));
      const instant = fc.integer({ min: origin - 2 * day, max: origin + 4 * day });
      const calendar = businessCalendar({ timeZone, hours: open, holidays });
      return fc.tuple(fc.constant(calendar), instant, instant, instant);
    });

  test('they are the milliseconds at which the wall clock shows business hours', () => {
    fc.assert(
      fc.property(scene, ([calendar, a, b]) => {
        const elapsed = businessMilliseconds(calendar);
        const [start, end] = a < b ? [a, b] : [b, a];
        expect(elapsed(end) - elapsed(start)).toBe(byTheWallClock(calendar, start, end));
      }),
      { numRuns: runs(60) },
    );
  });

  test('over years they are the sum over the local dates, holidays apart', () => {
    const instant = fc.integer({ min: Date.UTC(1965, 0), max: Date.UTC(2045, 0) });
    const closed = fc.array(fc.integer({ min: 0, max: 400 }));
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Oslo',
      'America/Los_Angeles',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.integer({ min: 0, max: 400 * day }),
        closed,
        (timeZone, start, length, offsets) => {
          const holidays = offsets.map((days) => new Date(start + days * day).toISOString().slice(0, 10));
          const calendar = businessCalendar({ timeZone, hours: office, holidays });
          const end = start + length;
          const expected = byLocalDates(calendar, start, end) / (8 * hour);
          expect(businessDays(calendar, new Date(start), new Date(end))).toBe(expected);
        },
      ),
    );
  });

  test('they add up exactly, run backwards as forwards and never faster than time', () => {
    fc.assert(
      fc.property(scene, ([calendar, a, b, c]) => {
        const perDay = millisecondsPerBusinessDay(calendar);
        const between = (start: number, end: number) =>
          Math.round(businessDays(calendar, new Date(start), new Date(end)) * perDay);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(
          businessDays(calendar, new Date(a), new Date(b)) + businessDays(calendar, new Date(b), new Date(a)),
        ).toBe(0);
        const step = businessMilliseconds(calendar)(a + 1) - businessMilliseconds(calendar)(a);
        expect([0, 1]).toContain(step);
      }),
    );
  });

  test('open at all hours they are the time that elapsed, whatever the zone', () => {
    const instant = fc.integer({ min: Date.UTC(1850, 0), max: Date.UTC(2600, 0) });
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(zone, instant, instant, (timeZone, a, b) => {
        const calendar = businessCalendar({ timeZone, hours: roundTheClock });
        expect(businessDays(calendar, new Date(a), new Date(b))).toBe((b - a) / day);
      }),
      { numRuns: 30 },
    );
  });

  test('between midnights of working days in UTC they are what date-fns counts', () => {
    const number = fc.integer({ min: -30_000, max: 30_000 });
    const weekday = number.filter((days) => ![0, 6].includes(new Date(days * day).getUTCDay()));
    fc.assert(
      fc.property(weekday, weekday, (a, b) => {
        const [start, end] = [new Date(a * day), new Date(b * day)];
        expect(businessDays(utc, start, end)).toBe(differenceInBusinessDays(end, start, { in: tz('UTC') }));
      }),
      { numRuns: runs(200) },
    );
  });
});

function timeText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Business time by looking at the clock on the wall every minute; nothing changes in between. */
function byTheWallClock({ timeZone, hours, holidays }: BusinessCalendar, start: number, end: number): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let sum = 0;
  for (let at = Math.floor(start / minute) * minute; at < end; at += minute) {
    const [date = '', time = ''] = format.format(at).split(', ');
    const weekday = new Date(date).getUTCDay() || 7;
    const isOpen = hours.days.includes(weekday) && !holidays.includes(date);
    if (isOpen && hours.from <= time && time < hours.to)
      sum += Math.min(at + minute, end) - Math.max(at, start);
  }
  return sum;
}

/** Business time by going through the local dates; for hours in which no clock is changed. */
function byLocalDates({ timeZone, hours, holidays }: BusinessCalendar, start: number, end: number): number {
  let sum = 0;
  for (let date = Math.floor(start / day) * day - day; date <= end + day; date += day) {
    const local = new Date(date);
    const weekday = local.getUTCDay() || 7;
    if (!hours.days.includes(weekday) || holidays.includes(local.toISOString().slice(0, 10))) continue;
    const at = (time: string): number => {
      const [hourOf = 0, minuteOf = 0] = time.split(':').map(Number);
      const [y, m, d] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
      return +new TZDate(y, m, d, hourOf, minuteOf, timeZone);
    };
    sum += Math.max(0, Math.min(end, at(hours.to)) - Math.max(start, at(hours.from)));
  }
  return sum;
}
