import { describe, expect, test } from 'vitest';
import { quarter } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { noStartMonths, noZones, shown } from './given.ts';

describe('a quarter', () => {
  test.each([
    ['2026-Q1', {}, '2026-01-01T00:00/2026-04-01T00:00'],
    ['2026-Q4', {}, '2026-10-01T00:00/2027-01-01T00:00'],
    ['2026-Q4', { timeZone: 'Europe/Oslo' }, '2026-09-30T22:00/2026-12-31T23:00'],
    ['2026-Q1', { startMonth: 4 }, '2026-04-01T00:00/2026-07-01T00:00'],
    ['2026-Q4', { startMonth: 4 }, '2027-01-01T00:00/2027-04-01T00:00'],
    ['2026-Q1', { startMonth: 12 }, '2026-12-01T00:00/2027-03-01T00:00'],
    ['2026-Q2', { startMonth: 7, timeZone: 'Asia/Kathmandu' }, '2026-09-30T18:15/2026-12-31T18:15'],
  ])('%s with %j is %s', (text, options, expected) => {
    expect(shown(quarter(text, options))).toBe(expected);
  });

  test.each([
    '2026-Q0',
    '2026-Q5',
    '2026-q1',
    '2026Q1',
    'Q1-2026',
    '2026-1',
    '2026-10',
    '2026',
    ' 2026-Q1',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => quarter(input))).toEqual(['invalid-period', { input }]);
  });

  test.each(noStartMonths)('cannot start with month %s', (startMonth) => {
    const given = typeof startMonth === 'string' ? `'${startMonth}'` : `${startMonth}`;
    const problem = `not a month from 1 to 12: ${given}`;
    expect(refusal(() => quarter('2026-Q1', { startMonth }))).toEqual([
      'invalid-option',
      { option: 'startMonth', problem },
    ]);
  });
});

describe('a time zone', () => {
  test.each(noZones)('is not %j', (input) => {
    expect(refusal(() => quarter('2026-Q4', { timeZone: input }))).toEqual(['invalid-time-zone', { input }]);
  });
});
