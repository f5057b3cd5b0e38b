import { describe, expect, test } from 'vitest';
import { day } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { hoursOf, noZones, shown } from './given.ts';

describe('a day', () => {
  test.each([
    ['2026-10-05', 'UTC', '2026-10-05T00:00/2026-10-06T00:00'],
    ['2026-10-05', 'Asia/Kathmandu', '2026-10-04T18:15/2026-10-05T18:15'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00/2024-03-01T00:00'],
    ['0001-01-01', '+01:00', '0001-01-01T00:00/0001-01-01T23:00'],
    ['9999-12-31', 'Europe/Oslo', '9999-12-30T23:00/+010000-01-01T00'],
  ])('%s in %s is %s', (text, timeZone, expected) => {
    expect(shown(day(text, { timeZone }))).toBe(expected);
  });

  test.each([
    ['2026-03-29', 'Europe/Oslo', 23],
    ['2026-10-25', 'Europe/Oslo', 25],
    ['2026-04-05', 'Pacific/Auckland', 25],
    ['2016-04-01', 'Asia/Amman', 23], // its midnight was skipped
    ['2026-11-01', 'America/Havana', 25], // its midnight comes twice
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2011-12-30', 'Pacific/Apia', 0], // left out
  ])('%s in %s has %d hours', (text, timeZone, hours) => {
    expect(hoursOf(day(text, { timeZone }))).toBe(hours);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-10-32',
    '2026-10-5',
    '20261005',
    '0000-01-01',
    '2026-10-05T00:00',
    '2026-10',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => day(input))).toEqual(['invalid-period', { input }]);
  });

  test.each(noZones)('is of no zone %j', (input) => {
    expect(refusal(() => day('2026-10-05', { timeZone: input }))).toEqual(['invalid-time-zone', { input }]);
  });
});
