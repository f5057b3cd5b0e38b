import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachPeriod, month, type PeriodInput, period, previousPeriod } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { anyZone, shown } from './given.ts';

const between = (start: string, end: string) => period(new Date(start), new Date(end));

describe('the period before', () => {
  test.each([
    ['2026-10', '2026-09-01T00:00/2026-10-01T00:00'],
    ['2026-01', '2025-12-01T00:00/2026-01-01T00:00'],
    ['2026-Q4', '2026-07-01T00:00/2026-10-01T00:00'],
    ['2026', '2025-01-01T00:00/2026-01-01T00:00'],
    ['2026-W41', '2026-09-28T00:00/2026-10-05T00:00'],
    ['2026-10-05', '2026-10-04T00:00/2026-10-05T00:00'],
  ])('%s is %s', (text, expected) => {
    expect(shown(previousPeriod(text))).toBe(expected);
  });

  test.each<[string, PeriodInput, string]>([
    ['two whole months', between('2026-03-01', '2026-05-01'), '2026-01-01T00:00/2026-03-01T00:00'],
    ['eleven days', between('2026-10-01', '2026-10-12'), '2026-09-20T00:00/2026-10-01T00:00'],
    [
      'ninety minutes',
      between('2026-10-01T10:00Z', '2026-10-01T11:30Z'),
      '2026-10-01T08:30/2026-10-01T10:00',
    ],
    ['no time', between('2026-10-05', '2026-10-05'), '2026-10-05T00:00/2026-10-05T00:00'],
  ])('%s ends where they start, and is as long', (_, of, expected) => {
    expect(shown(previousPeriod(of))).toBe(expected);
  });

  test('a fiscal quarter is the fiscal quarter before', () => {
    expect(shown(previousPeriod('2026-Q1', { startMonth: 2 }))).toBe('2025-11-01T00:00/2026-02-01T00:00');
  });

  test('is one of the zone: a day of 25 hours comes before the 26th, a month with the clocks changed', () => {
    const timeZone = 'Europe/Oslo';
    expect(shown(previousPeriod('2026-10-26', { timeZone }))).toBe('2026-10-24T22:00/2026-10-25T23:00');
    expect(shown(previousPeriod('2026-11', { timeZone }))).toBe('2026-09-30T22:00/2026-10-31T23:00');
    expect(previousPeriod(month('2026-11', { timeZone }), { timeZone })).toEqual(
      month('2026-10', { timeZone }),
    );
  });

  test('starts with the day where the clocks skip its midnight', () => {
    const timeZone = 'Asia/Amman'; // 1 April 2016 began at one o'clock
    expect(shown(previousPeriod('2016-04', { timeZone }))).toBe('2016-02-29T22:00/2016-03-31T22:00');
    expect(shown(previousPeriod('2016-04-02', { timeZone }))).toBe('2016-03-31T22:00/2016-04-01T21:00');
  });

  test.each([
    ['day', '2026-03-30T00:00/2026-04-08T00:00'],
    ['week', '2026-03-24T00:00/2026-04-02T00:00'],
    ['month', '2026-03-01T00:00/2026-03-09T00:00'],
    ['quarter', '2025-12-31T00:00/2026-01-09T00:00'],
    ['year', '2025-03-31T00:00/2025-04-09T00:00'],
  ] as const)('by %s is the same part of the one before: of 31 March to 8 April, %s', (unit, expected) => {
    // February has no 31st: what comes after it is March
    expect(shown(previousPeriod(between('2026-03-31', '2026-04-09'), { unit }))).toBe(expected);
  });

  test('of what is no period or unit, or would start before the year 1, is refused', () => {
    expect(refusal(() => previousPeriod('soon'))).toEqual(['invalid-period', { input: 'soon' }]);
    expect(refusal(() => previousPeriod('2026', { unit: 'decade' as never }))).toMatchObject([
      'invalid-option',
      { option: 'unit' },
    ]);
    for (const of of ['0001', '0001-01', '0001-W01', between('0001-01-01T00:00Z', '0001-01-01T01:00Z')]) {
      expect(refusal(() => previousPeriod(of))).toMatchObject(['invalid-period', {}]);
    }
    expect(refusal(() => previousPeriod('2026', { timeZone: 'Mars' }))).toMatchObject([
      'invalid-time-zone',
      {},
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

  test('the period before ends where a period starts', () => {
    fc.assert(
      fc.property(whole, anyZone, (of, timeZone) => {
        expect(previousPeriod(of, { timeZone }).end).toEqual(of.start);
      }),
    );
  });

  test('each piece of a long time comes after the one before it', () => {
    fc.assert(
      fc.property(whole, unit, anyZone, (of, each, timeZone) => {
        const pieces = eachPeriod(of, each, { timeZone }).slice(1, -1);
        for (const [index, piece] of pieces.entries()) {
          const before = pieces[index - 1];
          if (before === undefined || +before.end - +before.start < 23 * 3_600_000) continue;
          expect(previousPeriod(piece, { timeZone })).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('by a unit the pieces of a period become the pieces of the earlier one', () => {
    fc.assert(
      fc.property(whole, unit, unit, anyZone, (of, each, by, timeZone) => {
        const options = { timeZone, unit: by };
        const pieces = eachPeriod(of, each, { timeZone }).slice(0, 40);
        const earlier = pieces.map((piece) => previousPeriod(piece, options));
        for (const [index, { start }] of earlier.entries()) {
          expect(start).toEqual(earlier[index - 1]?.end ?? previousPeriod(of, options).start);
        }
      }),
      { numRuns: 60 },
    );
  });
});
