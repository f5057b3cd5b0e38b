import { describe, expect, test } from 'vitest';
import { month, quarter, year } from '../../../src/index.ts';
import { readPeriod } from '../../../src/time/calendar/read-period.ts';
import { checkTimeZone } from '../../../src/time/time-zone.ts';
import { refusal } from '../../support/refusal.ts';
import { noZones, shown } from './given.ts';

describe('a time zone', () => {
  test.each(['UTC', 'Europe/Oslo', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'may be %s',
    (timeZone) => {
      expect(checkTimeZone(timeZone)).toBe(timeZone);
    },
  );

  test('is UTC where none is given', () => {
    expect(checkTimeZone(undefined)).toBe('UTC');
  });

  test.each(noZones)('is not %j', (input) => {
    expect(refusal(() => readPeriod('2026-10', { timeZone: input }))).toEqual([
      'invalid-time-zone',
      { input },
    ]);
  });
});

describe('a period in a text', () => {
  test.each([
    ['2026-10-05', '2026-10-05T00:00/2026-10-06T00:00'],
    ['2026-W41', '2026-10-05T00:00/2026-10-12T00:00'],
    ['2026-10', '2026-10-01T00:00/2026-11-01T00:00'],
    ['2026-Q4', '2026-10-01T00:00/2027-01-01T00:00'],
    ['2026', '2026-01-01T00:00/2027-01-01T00:00'],
  ])('%s is %s', (text, expected) => {
    expect(shown(readPeriod(text))).toBe(expected);
  });

  test('is read in the zone that is asked for', () => {
    const timeZone = 'Europe/Oslo';
    expect(readPeriod('2026-10', { timeZone })).toEqual(month('2026-10', { timeZone }));
    expect(readPeriod('2026-Q4', { timeZone })).toEqual(quarter('2026-Q4', { timeZone }));
    expect(readPeriod('2026', { timeZone })).toEqual(year('2026', { timeZone }));
  });

  test.each([
    '',
    'October',
    '2026-13',
    '2026-Q5',
    '2026-02-30',
    '2027-W53',
    '2026-W00',
    '2026W41',
    '2026-W41-1',
    'last month',
  ])('is not %j', (input) => {
    expect(refusal(() => readPeriod(input))).toEqual(['invalid-period', { input }]);
  });

  test('is of the fiscal year that is asked for, if it is a quarter or a year', () => {
    const shownFrom = (text: string) => shown(readPeriod(text, { fiscalYearStart: 4 }));
    expect(['2026-Q4', '2026', '2026-10', '2026-W41', '2026-10-05'].map(shownFrom)).toEqual([
      '2027-01-01T00:00/2027-04-01T00:00',
      '2026-04-01T00:00/2027-04-01T00:00',
      '2026-10-01T00:00/2026-11-01T00:00',
      '2026-10-05T00:00/2026-10-12T00:00',
      '2026-10-05T00:00/2026-10-06T00:00',
    ]);
  });

  test('is a period already where it is one', () => {
    expect(readPeriod(month('2026-10'))).toEqual(month('2026-10'));
  });
});
