import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachPeriod, period, samePeriodLastYear } from '../../../src/index.ts';
import { lastYearOf } from '../../reference/twin/naive-calendar.ts';
import { refusal } from '../../support/refusal.ts';
import { anyZone, shown } from './given.ts';

const between = (start: string, end: string) => period(new Date(start), new Date(end));

describe('the same days of last year', () => {
  test.each([
    ['2026-10-05', '2025-10-05T00:00/2025-10-06T00:00'],
    ['2026-10', '2025-10-01T00:00/2025-11-01T00:00'],
    ['2026-Q4', '2025-10-01T00:00/2026-01-01T00:00'],
    ['2026', '2025-01-01T00:00/2026-01-01T00:00'],
    ['2025-02', '2024-02-01T00:00/2024-03-01T00:00'],
    ['2024-02', '2023-02-01T00:00/2023-03-01T00:00'],
  ])('%s are %s', (text, expected) => {
    expect(shown(samePeriodLastYear(text))).toBe(expected);
  });

  test.each([
    ['2024-02-29', '2023-03-01T00:00/2023-03-01T00:00'], // last year had none
    ['2024-02-28', '2023-02-28T00:00/2023-03-01T00:00'],
    ['2025-02-28', '2024-02-28T00:00/2024-03-01T00:00'], // with the 29th, which only last year had
    ['2025-03-01', '2024-03-01T00:00/2024-03-02T00:00'],
  ])('leave out or take in 29 February: %s are %s', (text, expected) => {
    expect(shown(samePeriodLastYear(text))).toBe(expected);
  });

  test.each([
    ['2026-W41', '2025-10-06T00:00/2025-10-13T00:00'],
    ['2027-W01', '2025-12-29T00:00/2026-01-05T00:00'],
    ['2026-W53', '2025-12-29T00:00/2025-12-29T00:00'], // 2025 had 52
    ['2027-W52', '2026-12-21T00:00/2027-01-04T00:00'], // with the 53rd, which only 2026 had
  ])('of the week %s are those of its number: %s', (text, expected) => {
    expect(shown(samePeriodLastYear(text))).toBe(expected);
  });

  test('are by date or by week as one asks', () => {
    const days = between('2026-10-05', '2026-10-12');
    expect(shown(samePeriodLastYear(days))).toBe('2025-10-05T00:00/2025-10-12T00:00');
    expect(shown(samePeriodLastYear(days, { by: 'week' }))).toBe('2025-10-06T00:00/2025-10-13T00:00');
    expect(shown(samePeriodLastYear('2026-W41', { by: 'date' }))).toBe('2025-10-05T00:00/2025-10-12T00:00');
  });

  test('are those of the zone and the fiscal year', () => {
    expect(shown(samePeriodLastYear('2026-10-25', { timeZone: 'Europe/Oslo' }))).toBe(
      '2025-10-24T22:00/2025-10-25T22:00', // 24 hours, where this year's day has 25
    );
    expect(shown(samePeriodLastYear('2026-Q4', { startMonth: 4 }))).toBe('2026-01-01T00:00/2026-04-01T00:00');
  });

  test('are refused before the year 1, and of what is no period', () => {
    expect(refusal(() => samePeriodLastYear('0001-05'))).toMatchObject(['invalid-period', {}]);
    expect(refusal(() => samePeriodLastYear('soon'))).toEqual(['invalid-period', { input: 'soon' }]);
    expect(refusal(() => samePeriodLastYear('2026', { by: 'month' as never }))).toMatchObject([
      'invalid-option',
      { option: 'by' },
    ]);
  });
});

describe('laws', () => {
  const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
  const whole = fc.tuple(instant, fc.integer({ min: 0, max: 900 * 86_400_000 })).map(([start, length]) => ({
    start,
    end: new Date(+start + length),
  }));
  const unit = fc.constantFrom('day' as const, 'week', 'month', 'quarter', 'year');
  const by = fc.constantFrom('date' as const, 'week' as const);

  test('the pieces of a period become the pieces of last year’s', () => {
    fc.assert(
      fc.property(whole, unit, by, anyZone, (of, each, by, timeZone) => {
        const earlier = eachPeriod(of, each, { timeZone })
          .slice(0, 60)
          .map((piece) => samePeriodLastYear(piece, { timeZone, by }));
        for (const [index, { start }] of earlier.entries()) {
          expect(start).toEqual(earlier[index - 1]?.end ?? samePeriodLastYear(of, { timeZone, by }).start);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('they are what day arithmetic on the calendar says', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Oslo', 'America/Havana', 'Asia/Amman', 'Asia/Kathmandu');
    fc.assert(
      fc.property(whole, unit, by, zone, (of, each, by, timeZone) => {
        for (const piece of eachPeriod(of, each, { timeZone }).slice(0, 4)) {
          expect(samePeriodLastYear(piece, { timeZone, by })).toEqual(lastYearOf(piece, by, { timeZone }));
        }
      }),
      { numRuns: 60 },
    );
  });
});
