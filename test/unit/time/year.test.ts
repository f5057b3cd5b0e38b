import { describe, expect, test } from 'vitest';
import { year } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { noStartMonths, noZones, shown } from './given.ts';

describe('a year', () => {
  test.each([
    ['2026', {}, '2026-01-01T00:00/2027-01-01T00:00'],
    ['2026', { timeZone: 'America/Havana' }, '2026-01-01T05:00/2027-01-01T05:00'],
    ['2026', { startMonth: 4 }, '2026-04-01T00:00/2027-04-01T00:00'],
    ['2026', { startMonth: 12, timeZone: 'Europe/Oslo' }, '2026-11-30T23:00/2027-11-30T23:00'],
    ['9999', {}, '9999-01-01T00:00/+010000-01-01T00'],
    ['9999', { timeZone: 'Europe/Oslo' }, '9998-12-31T23:00/+010000-01-01T00'],
    ['9999', { startMonth: 4 }, '9999-04-01T00:00/+010000-01-01T00'],
    ['0999', {}, '0999-01-01T00:00/1000-01-01T00:00'],
    ['0012', {}, '0012-01-01T00:00/0013-01-01T00:00'],
    ['0001', { timeZone: '+01:00' }, '0001-01-01T00:00/0001-12-31T23:00'],
    ['0001', { timeZone: '-05:00' }, '0001-01-01T00:00/0002-01-01T05:00'],
  ])('%s with %j is %s', (text, options, expected) => {
    expect(shown(year(text, options))).toBe(expected);
  });

  test.each([
    '0',
    '0000',
    '26',
    '20260',
    '-2026',
    '2026.0',
    '2026-10',
    '2026-Q4',
    '2O26',
    ' 2026',
    '2026\n',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => year(input))).toEqual(['invalid-period', { input }]);
  });

  test.each(noStartMonths)('cannot start with month %s', (startMonth) => {
    const given = typeof startMonth === 'string' ? `'${startMonth}'` : `${startMonth}`;
    const problem = `not a month from 1 to 12: ${given}`;
    expect(refusal(() => year('2026', { startMonth }))).toEqual([
      'invalid-option',
      { option: 'startMonth', problem },
    ]);
  });
});

describe('a time zone', () => {
  test.each(noZones)('is not %j', (input) => {
    expect(refusal(() => year('2026', { timeZone: input }))).toEqual(['invalid-time-zone', { input }]);
  });
});
