import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const at = (time: string, timeZone?: string): string =>
  instantOf(time, timeZone === undefined ? {} : { timeZone }).toISOString();

describe('the instant of a text', () => {
  test.each([
    ['a local time', '2026-10-05T14:30', '2026-10-05T12:30:00.000Z'],
    ['one with a space', '2026-10-05 14:30:15', '2026-10-05T12:30:15.000Z'],
    ['one with fractions of a second', '2026-10-05T14:30:15.1239', '2026-10-05T12:30:15.123Z'],
    ['a local day: its first instant', '2026-10-05', '2026-10-04T22:00:00.000Z'],
    ['a time in UTC', '2026-10-05T14:30:00Z', '2026-10-05T14:30:00.000Z'],
    ['a time with an offset', '2026-10-05T14:30+05:30', '2026-10-05T09:00:00.000Z'],
    ['an offset without a colon', '2026-10-05T14:30:00.000-0800', '2026-10-05T22:30:00.000Z'],
    ['an offset of hours', '2026-10-05 14:30:00+02', '2026-10-05T12:30:00.000Z'],
    ['a time that is skipped: on by the length of the gap', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice: the earlier', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_, text, instant) => {
    expect(at(text, 'Europe/Oslo')).toBe(instant);
  });

  test('of a day that a zone leaves out is the first of the next', () => {
    expect(at('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  });

  test('of a day whose midnight is skipped is its first hour', () => {
    expect(at('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  });

  test('is in UTC unless told otherwise; a Date is an instant', () => {
    expect(at('2026-10-05T14:30')).toBe('2026-10-05T14:30:00.000Z');
    const date = new Date('2026-10-05T14:30Z');
    expect(instantOf(date)).toEqual(date);
    expect(instantOf(date)).not.toBe(date);
  });
});

describe('refused is', () => {
  test.each([
    ...['', 'soon', '2026', '2026-10', '05.10.2026', '10/05/2026', '2026-10-05T', '2026-10-05T24:00'],
    ...['2026-10-05T12:60', '2026-10-05T12:00:60', '2026-02-30', '2026-10-05Z', '0000-01-01', ' 2026-10-05'],
    ...['2026-10-05T12:00+25:00', '0001-01-01T00:00+02:00', '9999-12-31T23:59-01:00', '2026-10-05T12'],
  ])('%j', (text) => {
    expect(refusal(() => instantOf(text))).toEqual(['invalid-date', { field: 'time', input: text }]);
  });

  test.each([7, null, undefined, new Date(Number.NaN)])('%j', (value) => {
    expect(refusal(() => instantOf(value as never))).toEqual([
      'invalid-date',
      { field: 'time', input: String(value) },
    ]);
  });

  test('a zone and an option there are not', () => {
    expect(refusal(() => instantOf('2026-10-05', { timeZone: 'Oslo' }))).toMatchObject([
      'invalid-time-zone',
      { input: 'Oslo' },
    ]);
    expect(refusal(() => instantOf('2026-10-05', { zone: 'UTC' } as never))).toMatchObject([
      'invalid-option',
      { option: 'zone' },
    ]);
  });
});

describe('laws', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Oslo',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  );
  const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

  test('what a zone shows at an instant is that instant, or an earlier one that it shows the same at', () => {
    fc.assert(
      fc.property(instant, zone, (date, timeZone) => {
        const whole = new Date(Math.floor(+date / 1000) * 1000);
        const shown = new Intl.DateTimeFormat('sv', {
          ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
          ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
        }).format(whole);
        const back = instantOf(shown, { timeZone });
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(+whole - +back);
      }),
      { numRuns: runs(200) },
    );
  });

  test('ISO text is the Date it was written from', () => {
    fc.assert(
      fc.property(instant, zone, (date, timeZone) => {
        expect(instantOf(date.toISOString(), { timeZone })).toEqual(date);
      }),
    );
  });
});
