import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, eachPeriod, period, week } from '../../../src/index.ts';
import { calendarNames } from '../../../src/time/calendar/calendar-names.ts';
import { refusal } from '../../support/refusal.ts';
import { anyZone, hoursOf, noZones, shown } from './given.ts';

describe('a week', () => {
  test.each([
    ['2026-W41', 'UTC', '2026-10-05T00:00/2026-10-12T00:00'],
    ['2026-W41', 'Europe/Oslo', '2026-10-04T22:00/2026-10-11T22:00'],
    ['2025-W01', 'UTC', '2024-12-30T00:00/2025-01-06T00:00'], // begins in the year before
    ['2026-W53', 'UTC', '2026-12-28T00:00/2027-01-04T00:00'], // ends in the year after
    ['2027-W01', 'UTC', '2027-01-04T00:00/2027-01-11T00:00'],
    ['2020-W53', 'UTC', '2020-12-28T00:00/2021-01-04T00:00'],
    ['0001-W01', 'UTC', '0001-01-01T00:00/0001-01-08T00:00'],
    ['9999-W52', 'UTC', '9999-12-27T00:00/+010000-01-01T00'], // the last date is a Friday
  ])('%s in %s is %s', (text, timeZone, expected) => {
    expect(shown(week(text, { timeZone }))).toBe(expected);
  });

  test('is an hour shorter or longer where the clocks are changed', () => {
    const hours = ['2026-W13', '2026-W43', '2026-W44'].map((text) =>
      hoursOf(week(text, { timeZone: 'Europe/Oslo' })),
    );
    expect(hours).toEqual([167, 169, 168]);
  });

  test.each([
    '2027-W53',
    '2026-W00',
    '2026-W54',
    '2026-W1',
    '2026-w41',
    '2026W41',
    '2026-W41-1',
    '0000-W10',
    '2026-10',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => week(input))).toEqual(['invalid-period', { input }]);
  });

  test.each(noZones)('is of no zone %j', (input) => {
    expect(refusal(() => week('2026-W41', { timeZone: input }))).toEqual(['invalid-time-zone', { input }]);
  });
});

describe('laws', () => {
  const instant = fc.date({
    min: new Date('1990-01-01T00:00Z'),
    max: new Date('2037-12-31T00:00Z'),
    noInvalidDate: true,
  });

  test('the name of an instant’s week reads back as the week it lies in, in any zone', () => {
    fc.assert(
      fc.property(instant, anyZone, (at, timeZone) => {
        const nameOf = calendarNames('week', { timeZone });
        const whole = week(nameOf(+at), { timeZone });
        expect(contains(whole, at)).toBe(true);
        expect(nameOf(+whole.start)).toBe(nameOf(+at));
        expect(nameOf(+whole.end - 1)).toBe(nameOf(+at));
        expect(nameOf(+whole.end)).not.toBe(nameOf(+at));
      }),
    );
  });

  test('weeks follow each other: each name is that of the piece a long time is cut into', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 900 }), anyZone, (start, days, timeZone) => {
        const nameOf = calendarNames('week', { timeZone });
        const pieces = eachPeriod(period(start, new Date(+start + days * 86_400_000)), 'week', { timeZone });
        for (const piece of pieces.slice(1, -1)) {
          expect(week(nameOf(+piece.start), { timeZone })).toEqual(piece);
        }
      }),
    );
  });
});
