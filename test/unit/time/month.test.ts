import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { month } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { anyZone, hoursOf, noZones, shown, wallMonth } from './given.ts';

describe('a month', () => {
  test('is one of UTC unless a zone is named', () => {
    expect(shown(month('2026-10'))).toBe('2026-10-01T00:00/2026-11-01T00:00');
    expect(shown(month('2026-12'))).toBe('2026-12-01T00:00/2027-01-01T00:00');
    expect(shown(month('2024-02'))).toBe('2024-02-01T00:00/2024-03-01T00:00');
  });

  test.each([
    ['2026-10', 'Europe/Oslo', '2026-09-30T22:00/2026-10-31T23:00', 745], // from summer time to winter time
    ['2026-03', 'Europe/Oslo', '2026-02-28T23:00/2026-03-31T22:00', 743], // and back
    ['2026-10', 'Asia/Kathmandu', '2026-09-30T18:15/2026-10-31T18:15', 744], // 5:45 ahead of UTC
    ['2026-11', 'America/Havana', '2026-11-01T04:00/2026-12-01T05:00', 721], // from one o'clock back to midnight of the first
    ['2026-03', 'America/Havana', '2026-03-01T05:00/2026-04-01T04:00', 743],
    ['2011-12', 'Pacific/Apia', '2011-12-01T10:00/2011-12-31T10:00', 720], // without the 30th, which Samoa skipped
    ['2026-02', 'Pacific/Apia', '2026-01-31T11:00/2026-02-28T11:00', 672],
    ['2026-04', 'Australia/Lord_Howe', '2026-03-31T13:00/2026-04-30T13:30', 720.5], // half an hour of summer time
    ['2024-11', 'Africa/Cairo', '2024-10-31T22:00/2024-11-30T22:00', 720], // the hour before its midnight came twice
  ])('%s in %s is %s: %d hours', (text, timeZone, expected, hours) => {
    const found = month(text, { timeZone });
    expect(shown(found)).toBe(expected);
    expect(hoursOf(found)).toBe(hours);
  });

  test.each([
    // The first day has no midnight: it starts when the clock has been put forward.
    ['2016-04', 'Asia/Amman', '2016-03-31T22:00/2016-04-30T21:00'],
    ['2017-10', 'America/Asuncion', '2017-10-01T04:00/2017-11-01T03:00'],
    ['1986-01', 'Asia/Kathmandu', '1985-12-31T18:30/1986-01-31T18:15'],
    ['1986-05', 'Asia/Kathmandu', '1986-04-30T18:15/1986-05-31T18:15'],
    // The hour before midnight, or midnight itself, comes twice.
    ['2006-10', 'America/Guatemala', '2006-10-01T06:00/2006-11-01T06:00'],
    ['2009-11', 'America/St_Johns', '2009-11-01T02:30/2009-12-01T03:30'],
    // The last day of the year was skipped.
    ['1994-12', 'Pacific/Kiritimati', '1994-12-01T10:00/1994-12-31T10:00'],
  ])('%s in %s starts with the first instant of the month there: %s', (text, timeZone, expected) => {
    expect(shown(month(text, { timeZone }))).toBe(expected);
  });

  test('is made of plain Dates, which print in UTC', () => {
    const { start } = month('2026-10', { timeZone: 'Europe/Oslo' });
    expect(Object.getPrototypeOf(start)).toBe(Date.prototype);
    expect(JSON.stringify(start)).toBe('"2026-09-30T22:00:00.000Z"');
  });

  test.each([
    '2026-13',
    '2026-00',
    '2026-1',
    '26-10',
    '2026/10',
    '2026-10-01',
    '2026-Q4',
    '2026',
    '202610',
    ' 2026-10',
    '2026-10 ',
    '2026-10\n',
    '-2026-10',
    '+2026-10',
    '0000-10',
    '12026-10',
    '\uFF12026-10',
    'October 2026',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => month(input))).toEqual(['invalid-period', { input }]);
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [202610, '202610'],
  ])('is not %s', (value, input) => {
    expect(refusal(() => month(value as never))).toEqual(['invalid-period', { input }]);
  });
});

describe('on whatever machine,', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = zone;
  });

  test.each(['UTC', 'Pacific/Auckland', 'America/Asuncion', 'Asia/Amman', 'America/Guatemala'])(
    'also one in %s, a month of elsewhere starts at the midnight of elsewhere',
    (machine) => {
      process.env['TZ'] = machine;
      expect(shown(month('2023-10', { timeZone: 'America/Argentina/Salta' }))).toBe(
        '2023-10-01T03:00/2023-11-01T03:00',
      );
      expect(shown(month('2016-04', { timeZone: 'Africa/Nairobi' }))).toBe(
        '2016-03-31T21:00/2016-04-30T21:00',
      );
      expect(shown(month('2006-10', { timeZone: 'America/Guatemala' }))).toBe(
        '2006-10-01T06:00/2006-11-01T06:00',
      );
      expect(shown(month('2026-11', { timeZone: 'America/Havana' }))).toBe(
        '2026-11-01T04:00/2026-12-01T05:00',
      );
    },
  );
});

describe('a time zone', () => {
  test.each(noZones)('is not %j', (input) => {
    expect(refusal(() => month('2026-10', { timeZone: input }))).toEqual(['invalid-time-zone', { input }]);
  });

  test.each([
    [null, 'null'],
    [60, '60'],
  ])('is not %s', (value, input) => {
    expect(refusal(() => month('2026-10', { timeZone: value as never }))).toEqual([
      'invalid-time-zone',
      { input },
    ]);
  });
});

test('every month of the years from 2015 starts when the calendar on the wall turns to it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2015, max: 2037 }),
      fc.integer({ min: 1, max: 12 }),
      anyZone,
      (y, m, timeZone) => {
        const { start, end } = month(`${y}-${String(m).padStart(2, '0')}`, { timeZone });
        expect(wallMonth(+start, timeZone)).toEqual({ year: y, month: m });
        expect(wallMonth(+end - 1, timeZone)).toEqual({ year: y, month: m });
        expect(wallMonth(+start - 1, timeZone).month).toBe(m === 1 ? 12 : m - 1);
        expect(wallMonth(+end, timeZone).month).toBe((m % 12) + 1);
      },
    ),
  );
});
