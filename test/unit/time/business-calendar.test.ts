import { describe, expect, test } from 'vitest';
import { type BusinessCalendarInput, businessCalendar } from '../../../src/time/business-calendar.ts';
import { businessDays } from '../../../src/time/business-days.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { daysIn, office, oslo } from './given.ts';

describe('a business calendar', () => {
  test('is plain data, in order, with its defaults filled in', () => {
    const input = { hours: office, holidays: ['2026-12-25', '2026-01-01', '2026-12-25'] };
    const calendar = businessCalendar(frozen(input));
    expect(calendar).toEqual({
      timeZone: 'UTC',
      hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] },
      holidays: ['2026-01-01', '2026-12-25'],
    });
    expect(businessCalendar(calendar)).toEqual(calendar);
  });

  test('that was stored counts as before, and is checked again', () => {
    const stored = JSON.parse(JSON.stringify(oslo));
    expect(daysIn(stored, '2026-07-01T00:00Z', '2026-08-01T00:00Z')).toBe(23);
    stored.hours = { ...office, days: [] };
    const damaged = { ...stored };
    expect(refusal(() => businessDays(damaged, new Date(0), new Date(1)))).toEqual([
      'invalid-calendar',
      { problem: 'it has no weekdays' },
    ]);
  });

  test('keeps no hold of what it was made from', () => {
    const days = [1, 2, 3, 4, 5];
    const holidays = ['2026-10-06'];
    const calendar = businessCalendar({ hours: { ...office, days }, holidays });
    days.push(6, 7);
    holidays.pop();
    expect(daysIn(calendar, '2026-10-05T00:00Z', '2026-10-12T00:00Z')).toBe(4);
  });

  test.each<[string, unknown, string]>([
    ['no hours', undefined, 'it has no hours'],
    ['hours that are empty', { from: '09:00', to: '09:00' }, '09:00 is not before 09:00'],
    ['hours over midnight', { from: '22:00', to: '06:00' }, '22:00 is not before 06:00'],
    ['a time without a zero', { from: '9:00', to: '17:00' }, '9:00 is no time of day such as 09:00'],
    ['a minute too late', { from: '09:00', to: '24:01' }, '24:01 is no time of day such as 09:00'],
    ['seconds', { from: '09:00', to: '17:00:00' }, '17:00:00 is no time of day such as 09:00'],
    ['a number', { from: 9, to: '17:00' }, '9 is no time of day such as 09:00'],
    ['no weekdays', { ...office, days: [] }, 'it has no weekdays'],
    ['Sunday as 0', { ...office, days: [0, 1] }, '0 is no weekday from 1 (Monday) to 7 (Sunday)'],
    ['a half weekday', { ...office, days: [1.5] }, '1.5 is no weekday from 1 (Monday) to 7 (Sunday)'],
    ['a weekday as text', { ...office, days: ['1'] }, '1 is no weekday from 1 (Monday) to 7 (Sunday)'],
  ])('is refused with %s', (_, hours, problem) => {
    const attempt = () => businessCalendar({ hours } as BusinessCalendarInput);
    expect(refusal(attempt)).toEqual(['invalid-calendar', { problem }]);
  });

  test('is refused with a holiday that is no date, or a zone that is none', () => {
    expect(refusal(() => businessCalendar({ hours: office, holidays: ['2026-02-30'] }))).toEqual([
      'invalid-date',
      { field: 'holidays', input: '2026-02-30' },
    ]);
    expect(refusal(() => businessCalendar({ hours: office, timeZone: 'Mars/Olympus' }))).toEqual([
      'invalid-time-zone',
      { input: 'Mars/Olympus' },
    ]);
  });
});
