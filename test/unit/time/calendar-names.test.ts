import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, day, month, quarter, week, year } from '../../../src/index.ts';
import { calendarNames } from '../../../src/time/calendar/calendar-names.ts';
import { refusal } from '../../support/refusal.ts';

const named = (unit: Parameters<typeof calendarNames>[0], timeZone: string, at: string): string =>
  calendarNames(unit, { timeZone })(Date.parse(at));

describe('the name of an instant', () => {
  test.each([
    ['day', '2026-10-05'],
    ['week', '2026-W41'],
    ['month', '2026-10'],
    ['quarter', '2026-Q4'],
    ['year', '2026'],
  ] as const)('is that of its %s: %s', (unit, name) => {
    expect(named(unit, 'UTC', '2026-10-05T12:00:00Z')).toBe(name);
  });

  test.each([
    ['2026-01-31', '2026-Q1'],
    ['2026-03-31', '2026-Q1'],
    ['2026-04-01', '2026-Q2'],
    ['2026-12-31', '2026-Q4'],
  ])('%s lies in the quarter %s', (day, name) => {
    expect(named('quarter', 'UTC', `${day}T12:00:00Z`)).toBe(name);
  });

  test('is that of the calendar on the wall', () => {
    const late = '2026-12-31T23:30:00Z'; // half past midnight on New Year's Day in Oslo
    expect(named('day', 'Europe/Oslo', late)).toBe('2027-01-01');
    expect(named('year', 'Europe/Oslo', late)).toBe('2027');
    expect(named('year', 'America/Havana', late)).toBe('2026');
    expect(named('day', 'Asia/Kathmandu', '2026-10-05T18:14:59Z')).toBe('2026-10-05');
    expect(named('day', 'Asia/Kathmandu', '2026-10-05T18:15:00Z')).toBe('2026-10-06');
  });

  test('has the year in four digits, from the year 1 on: the year 12 is not 1912', () => {
    expect(
      ['0012-03-05', '1912-03-05', '0999-12-31'].map((day) => named('month', 'UTC', `${day}T12:00:00Z`)),
    ).toEqual(['0012-03', '1912-03', '0999-12']);
    expect(named('day', 'America/Havana', '0001-01-01T00:00:00Z')).toBe('0001-01-01');
    expect(named('day', 'Europe/Oslo', '9999-12-31T23:30:00Z')).toBe('9999-12-31');
  });

  test.each([
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['0001-01-01', '0001-W01'],
    ['9999-12-31', '9999-W52'],
  ])('%s lies in the ISO week %s', (day, name) => {
    expect(named('week', 'UTC', `${day}T12:00:00Z`)).toBe(name);
  });

  test.each([
    [4, '2026-03-31', '2025-Q4', '2025'],
    [4, '2026-04-01', '2026-Q1', '2026'],
    [12, '2026-12-01', '2026-Q1', '2026'],
    [12, '2026-11-30', '2025-Q4', '2025'],
    [2, '2026-10-31', '2026-Q3', '2026'],
    [4, '0001-03-31', '0000-Q4', '0000'],
  ])(
    'in a fiscal year from month %i on, %s lies in %s of %s',
    (fiscalYearStart, day, quarterName, yearName) => {
      const at = Date.parse(`${day}T12:00:00Z`);
      const names = (['quarter', 'year', 'month'] as const).map((unit) =>
        calendarNames(unit, { fiscalYearStart })(at),
      );
      expect(names).toEqual([quarterName, yearName, day.slice(0, 7)]);
    },
  );

  test('is never that of a day that was left out', () => {
    expect(named('day', 'Pacific/Apia', '2011-12-30T09:59:59Z')).toBe('2011-12-29');
    expect(named('day', 'Pacific/Apia', '2011-12-30T10:00:00Z')).toBe('2011-12-31');
  });

  test('is refused in a zone that is none', () => {
    expect(refusal(() => calendarNames('day', { timeZone: 'Europe/Atlantis' }))).toEqual([
      'invalid-time-zone',
      { input: 'Europe/Atlantis' },
    ]);
  });
});

describe('laws', () => {
  test('an instant lies in the day, week, month, quarter and year it is named by, in any zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
    const between = (min: string, max: string) =>
      fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
    const instant = fc.oneof(
      between('2015-01-02T00:00:00.000Z', '2037-12-30T00:00:00.000Z'),
      between('0001-01-01T00:00:00.000Z', '0001-01-02T00:00:00.000Z'),
      between('0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
      between('9999-12-31T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
    );
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        for (const [unit, period] of [
          ['day', day],
          ['week', week],
          ['month', month],
          ['quarter', quarter],
          ['year', year],
        ] as const) {
          expect(contains(period(calendarNames(unit, { timeZone })(+at), { timeZone }), at)).toBe(true);
        }
      }),
    );
  });
});
