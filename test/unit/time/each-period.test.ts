import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachPeriod, month, period, quarter, year } from '../../../src/index.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { anyStartMonth, anyZone, hoursOf, noStartMonths, noZones, shown, wallMonth } from './given.ts';

describe('a period is cut', () => {
  test('into its months, quarters or years', () => {
    const whole = year('2026');
    expect(eachPeriod(whole, 'month').map(shown)).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((number) =>
        shown(month(`2026-${number}`)),
      ),
    );
    expect(eachPeriod(whole, 'quarter').map(shown)).toEqual(
      ['Q1', 'Q2', 'Q3', 'Q4'].map((number) => shown(quarter(`2026-${number}`))),
    );
    expect(eachPeriod(whole, 'year').map(shown)).toEqual([shown(whole)]);
  });

  test('with shorter pieces where it does not start or end on a boundary', () => {
    const whole = period(new Date('2026-09-10T00:00Z'), new Date('2026-11-02T00:00Z'));
    expect(eachPeriod(whole, 'month').map(shown)).toEqual([
      '2026-09-10T00:00/2026-10-01T00:00',
      '2026-10-01T00:00/2026-11-01T00:00',
      '2026-11-01T00:00/2026-11-02T00:00',
    ]);
    expect(eachPeriod(whole, 'year').map(shown)).toEqual(['2026-09-10T00:00/2026-11-02T00:00']);
  });

  test('at the boundaries of the fiscal year', () => {
    const whole = period(new Date('2026-02-01T00:00Z'), new Date('2027-05-01T00:00Z'));
    expect(eachPeriod(whole, 'year', { startMonth: 4 }).map(shown)).toEqual([
      '2026-02-01T00:00/2026-04-01T00:00',
      '2026-04-01T00:00/2027-04-01T00:00',
      '2027-04-01T00:00/2027-05-01T00:00',
    ]);
    expect(eachPeriod(year('2026', { startMonth: 2 }), 'quarter', { startMonth: 2 }).map(shown)).toEqual([
      '2026-02-01T00:00/2026-05-01T00:00',
      '2026-05-01T00:00/2026-08-01T00:00',
      '2026-08-01T00:00/2026-11-01T00:00',
      '2026-11-01T00:00/2027-02-01T00:00',
    ]);
  });

  test('at the midnights of its zone', () => {
    const timeZone = 'Europe/Oslo';
    expect(eachPeriod(quarter('2026-Q4', { timeZone }), 'month', { timeZone }).map(hoursOf)).toEqual([
      745, 720, 744,
    ]);
    expect(eachPeriod(month('2026-10', { timeZone }), 'month').map(shown)).toEqual([
      '2026-09-30T22:00/2026-10-01T00:00',
      '2026-10-01T00:00/2026-10-31T23:00',
    ]);
  });

  test('into its ISO weeks or days, of 23 and 25 hours too', () => {
    const timeZone = 'Europe/Oslo';
    const october = month('2026-10', { timeZone });
    expect(eachPeriod(october, 'week', { timeZone }).map(shown)).toEqual([
      '2026-09-30T22:00/2026-10-04T22:00',
      '2026-10-04T22:00/2026-10-11T22:00',
      '2026-10-11T22:00/2026-10-18T22:00',
      '2026-10-18T22:00/2026-10-25T23:00',
      '2026-10-25T23:00/2026-10-31T23:00',
    ]);
    const days = eachPeriod(october, 'day', { timeZone });
    expect(
      days
        .map(hoursOf)
        .map((hours, index) => [index + 1, hours])
        .filter(([, hours]) => hours !== 24),
    ).toEqual([[25, 25]]);
    expect(days.length).toBe(31);
    expect(eachPeriod(month('2026-03', { timeZone }), 'day', { timeZone }).map(hoursOf)[28]).toBe(23);
  });

  test('into the days that there were: Apia left out 30 December 2011', () => {
    const timeZone = 'Pacific/Apia';
    const days = eachPeriod(month('2011-12', { timeZone }), 'day', { timeZone });
    expect([days.length, ...new Set(days.map(hoursOf))]).toEqual([30, 24]);
  });

  test('into nothing where it is empty', () => {
    expect(eachPeriod(period(new Date(0), new Date(0)), 'month')).toEqual([]);
  });

  test('forwards also where a midnight comes twice', () => {
    // In St John's the first of November 2009 lasted one minute; then it was 23:01 of 31 October once more.
    const whole = period(new Date('2009-11-01T03:00Z'), new Date('2009-12-15T00:00Z'));
    const pieces = eachPeriod(whole, 'month', { timeZone: 'America/St_Johns' });
    for (const { start, end } of pieces) expect(+start).toBeLessThan(+end);
    expect(pieces[0]?.start).toEqual(whole.start);
    expect(pieces.at(-1)?.end).toEqual(whole.end);
  });

  test.each(noStartMonths)('not by years that start with month %s', (startMonth) => {
    const given = typeof startMonth === 'string' ? `'${startMonth}'` : `${startMonth}`;
    const problem = `not a month from 1 to 12: ${given}`;
    expect(refusal(() => eachPeriod(year('2026'), 'year', { startMonth }))).toEqual([
      'invalid-option',
      { option: 'startMonth', problem },
    ]);
  });
});

describe('a time zone', () => {
  test.each(noZones)('is not %j', (input) => {
    expect(refusal(() => eachPeriod(month('2026-10'), 'month', { timeZone: input }))).toEqual([
      'invalid-time-zone',
      { input },
    ]);
  });
});

describe('laws', () => {
  const instant = fc.date({
    min: new Date('1980-01-01T00:00Z'),
    max: new Date('2037-12-31T00:00Z'),
    noInvalidDate: true,
  });
  const whole = fc
    .tuple(instant, instant)
    .map(([a, b]) => frozen(+a < +b ? { start: a, end: b } : { start: b, end: a }));
  const unit = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const);
  const months = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);

  test('the pieces of a period follow each other without gaps and make up the whole', () => {
    fc.assert(
      fc.property(whole, unit, anyZone, anyStartMonth, (all, each, timeZone, first) => {
        const pieces = eachPeriod(all, each, { timeZone, startMonth: first });
        for (const [index, { start, end }] of pieces.entries()) {
          expect(start).toEqual(pieces[index - 1]?.end ?? all.start);
          expect(+start).toBeLessThan(+end);
        }
        expect(pieces.at(-1)?.end).toEqual(+all.start === +all.end ? undefined : all.end);
      }),
    );
  });

  test('a period is cut where the calendar on the wall turns to a new unit', () => {
    const recent = instant.filter((at) => at.getUTCFullYear() >= 2015);
    const short = fc.tuple(recent, fc.integer({ min: 1, max: 900 })).map(([start, days]) => ({
      start,
      end: new Date(+start + days * 86_400_000),
    }));
    const unitOf = (at: number, timeZone: string, length: number, first: number): number => {
      const { year: y, month: m } = wallMonth(at, timeZone);
      return Math.floor((y * 12 + m - first) / length);
    };
    fc.assert(
      fc.property(short, months, anyZone, anyStartMonth, (all, each, timeZone, first) => {
        const length = { month: 1, quarter: 3, year: 12 }[each];
        for (const { start, end } of eachPeriod(all, each, { timeZone, startMonth: first })) {
          const here = unitOf(+start, timeZone, length, first);
          expect(unitOf(+end - 1, timeZone, length, first)).toBe(here);
          if (+end < +all.end) expect(unitOf(+end, timeZone, length, first)).toBe(here + 1);
        }
      }),
    );
  });

  test('a period is cut into the days that the calendar on the wall shows', () => {
    const short = fc.tuple(instant, fc.integer({ min: 0, max: 40 * 24 })).map(([start, hours]) => ({
      start,
      end: new Date(+start + hours * 3_600_000),
    }));
    fc.assert(
      fc.property(short, anyZone, (all, timeZone) => {
        const pieces = eachPeriod(all, 'day', { timeZone });
        for (const [index, { start, end }] of pieces.entries()) {
          expect(start).toEqual(pieces[index - 1]?.end ?? all.start);
          expect(+end - +start).toBeLessThanOrEqual(26 * 3_600_000);
        }
        expect(pieces.at(-1)?.end).toEqual(+all.start === +all.end ? undefined : all.end);
      }),
      { numRuns: 60 },
    );
  });

  test('months make up their quarters, quarters their year, in any zone and fiscal year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2015, max: 2037 }), anyZone, anyStartMonth, (y, timeZone, first) => {
        const options = { timeZone, startMonth: first };
        const quarters = [1, 2, 3, 4].map((number) => quarter(`${y}-Q${number}`, options));
        expect(eachPeriod(year(String(y), options), 'quarter', options)).toEqual(quarters);
        const months = quarters.flatMap((part) => eachPeriod(part, 'month', options));
        expect(eachPeriod(year(String(y), options), 'month', options)).toEqual(months);
        expect(months.length).toBe(12);
      }),
    );
  });
});
