import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarUnit, contains, month, quarter, year } from '../../../src/index.ts';
import { type RelativePeriod, relativePeriod } from '../../../src/time/calendar/relative-period.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const at = new Date('2026-02-28T23:30:00Z');

function told(relative: RelativePeriod, timeZone = 'UTC', from = at): string {
  const { start, end } = relativePeriod(relative, from, { timeZone });
  return `${start.toISOString().slice(0, 16)} ${end.toISOString().slice(0, 16)}`;
}

describe('a period told from a date', () => {
  test.each<[RelativePeriod, string]>([
    [{ this: 'day' }, '2026-02-28T00:00 2026-03-01T00:00'],
    [{ this: 'week' }, '2026-02-23T00:00 2026-03-02T00:00'],
    [{ last: 'week' }, '2026-02-16T00:00 2026-02-23T00:00'],
    [{ last: 'week', count: 53 }, '2025-02-17T00:00 2026-02-23T00:00'],
    [{ this: 'month' }, '2026-02-01T00:00 2026-03-01T00:00'],
    [{ this: 'quarter' }, '2026-01-01T00:00 2026-04-01T00:00'],
    [{ this: 'year' }, '2026-01-01T00:00 2027-01-01T00:00'],
    [{ last: 'day' }, '2026-02-27T00:00 2026-02-28T00:00'],
    [{ last: 'month' }, '2026-01-01T00:00 2026-02-01T00:00'],
    [{ last: 'quarter' }, '2025-10-01T00:00 2026-01-01T00:00'],
    [{ last: 'year' }, '2025-01-01T00:00 2026-01-01T00:00'],
    [{ last: 'day', count: 30 }, '2026-01-29T00:00 2026-02-28T00:00'],
    [{ last: 'month', count: 3 }, '2025-11-01T00:00 2026-02-01T00:00'],
    [{ last: 'year', count: 60 }, '1966-01-01T00:00 2026-01-01T00:00'],
  ])('%j is the whole unit around it, or whole ones before', (relative, expected) => {
    expect(told(relative)).toBe(expected);
  });

  test('is one of the zone’s own calendar: in Oslo March has begun', () => {
    expect(told({ this: 'month' }, 'Europe/Oslo')).toBe('2026-02-28T23:00 2026-03-31T22:00');
    expect(told({ last: 'month' }, 'Europe/Oslo')).toBe('2026-01-31T23:00 2026-02-28T23:00');
  });

  test.each<[RelativePeriod, string]>([
    [{ this: 'quarter' }, '2025-12-01T00:00 2026-03-01T00:00'],
    [{ last: 'quarter' }, '2025-09-01T00:00 2025-12-01T00:00'],
    [{ this: 'year' }, '2025-06-01T00:00 2026-06-01T00:00'],
    [{ last: 'year', count: 2 }, '2023-06-01T00:00 2025-06-01T00:00'],
    [{ this: 'month' }, '2026-02-01T00:00 2026-03-01T00:00'],
  ])('%j is of the fiscal year, where that starts in June', (relative, expected) => {
    const { start, end } = relativePeriod(relative, at, { fiscalYearStart: 6 });
    expect(`${start.toISOString().slice(0, 16)} ${end.toISOString().slice(0, 16)}`).toBe(expected);
  });

  test('has 23 hours on the day the clocks are put forward', () => {
    const sunday = new Date('2026-03-29T12:00:00Z');
    expect(told({ this: 'day' }, 'Europe/Oslo', sunday)).toBe('2026-03-28T23:00 2026-03-29T22:00');
  });

  test('has begun where the clocks, put back, show the day before again', () => {
    // St. John’s went from 00:01 on the 29th back to 23:01 on the 28th.
    const [first, again] = [new Date('2006-10-29T02:30:00Z'), new Date('2006-10-29T02:45:00Z')];
    expect(told({ this: 'day' }, 'America/St_Johns', first)).toBe('2006-10-29T02:30 2006-10-30T03:30');
    expect(told({ this: 'day' }, 'America/St_Johns', again)).toBe('2006-10-29T02:30 2006-10-30T03:30');
  });

  test('without an instant of its own is empty: Apia left out 30 December 2011', () => {
    const after = new Date('2011-12-31T12:00:00+14:00');
    const { start, end } = relativePeriod({ last: 'day' }, after, { timeZone: 'Pacific/Apia' });
    expect(+start).toBe(+end);
  });

  test('ends with the last of all dates in the year 9999', () => {
    const last = new Date('9999-12-31T23:59:59.999Z');
    expect(told({ this: 'day' }, 'Europe/Oslo', last)).toBe('9999-12-30T23:00 +010000-01-01T00');
    expect(told({ this: 'year' }, '-05:00', last)).toBe('9999-01-01T05:00 +010000-01-01T00');
  });

  test('does not start before the year 1', () => {
    const from = new Date('0012-03-05T12:00:00Z');
    expect(told({ this: 'month' }, 'UTC', from)).toBe('0012-03-01T00:00 0012-04-01T00:00');
    expect(told({ last: 'year', count: 11 }, 'UTC', from)).toBe('0001-01-01T00:00 0012-01-01T00:00');
    expect(refusal(() => told({ last: 'year', count: 12 }, 'UTC', from))).toEqual([
      'invalid-period',
      { input: '{"last":"year","count":12}' },
    ]);
  });

  const zones = [
    'UTC',
    'Europe/Oslo',
    'America/Havana',
    'America/St_Johns',
    'Asia/Amman',
    'Pacific/Apia',
    '+05:30',
  ];
  const units: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];

  test('around an instant contains it; the ones before follow each other up to it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.constantFrom(...units),
        fc.integer({ min: 2, max: 20 }),
        (instant, zone, unit, count) => {
          const current = relativePeriod({ this: unit }, instant, { timeZone: zone });
          expect(contains(current, instant)).toBe(true);
          const last = relativePeriod({ last: unit, count: 1 }, instant, { timeZone: zone });
          const several = relativePeriod({ last: unit, count }, instant, { timeZone: zone });
          expect([last.end, several.end]).toEqual([current.start, current.start]);
          expect(+several.start).toBeLessThanOrEqual(+last.start);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('is the month, quarter and year that have a name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 479 }), fc.constantFrom(...zones), (months, timeZone) => {
        const [y, m] = [1995 + Math.floor(months / 12), (months % 12) + 1];
        const named = month(`${y}-${String(m).padStart(2, '0')}`, { timeZone });
        expect(relativePeriod({ this: 'month' }, named.start, { timeZone })).toEqual(named);
        expect(relativePeriod({ last: 'month' }, named.end, { timeZone })).toEqual(named);
        const q = quarter(`${y}-Q${Math.ceil(m / 3)}`, { timeZone });
        expect(relativePeriod({ this: 'quarter' }, named.start, { timeZone })).toEqual(q);
        expect(relativePeriod({ this: 'year' }, named.start, { timeZone })).toEqual(
          year(`${y}`, { timeZone }),
        );
      }),
    );
  });

  test.each<unknown>([
    { last: 'fortnight' },
    { this: 'constructor' },
    { next: 'month' },
    {},
    { this: 'month', last: 'month' },
    { this: 'month', count: 1 },
    { last: 'month', count: 0 },
    { last: 'month', count: 1.5 },
    { last: 'month', count: '3' },
    { last: 'month', count: 10_001 },
    { last: 'month', of: 'year' },
    { last: null },
  ])('%j is refused', (relative) => {
    expect(refusal(() => relativePeriod(relative as RelativePeriod, at, { timeZone: 'UTC' }))).toEqual([
      'invalid-period',
      { input: JSON.stringify(relative) },
    ]);
  });

  test('from no date is refused', () => {
    expect(refusal(() => relativePeriod({ this: 'day' }, new Date(Number.NaN), { timeZone: 'UTC' }))).toEqual(
      ['invalid-date', { field: 'at', input: 'Invalid Date' }],
    );
  });
});
