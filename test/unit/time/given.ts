import fc from 'fast-check';
import { type BusinessCalendar, businessCalendar, businessDays, type Period } from '../../../src/index.ts';

export const hoursOf = ({ start, end }: Period): number => (+end - +start) / 3_600_000;

/** A period as text, without the seconds. */
export const shown = ({ start, end }: Period): string =>
  `${start.toISOString().slice(0, 16)}/${end.toISOString().slice(0, 16)}`;

export const anyZone: fc.Arbitrary<string> = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');

export const anyStartMonth: fc.Arbitrary<number> = fc.integer({ min: 1, max: 12 });

/** What the calendar on the wall says, by an implementation that is not ours. */
export function wallMonth(at: number, timeZone: string): { year: number; month: number } {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric' });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.get('year') as number, month: parts.get('month') as number };
}

/** What is no time zone. */
export const noZones = [
  'Europe/Atlantis',
  'Mars',
  'Oslo',
  '',
  ' UTC',
  'UTC+2',
  'Europe/Oslo ',
  'Europe/Oslo+02:00',
  'Mars/Base-05:00',
  '-99:99',
  '__proto__',
  'constructor',
  'toString',
] as const;

/** What no fiscal year starts with. */
export const noStartMonths = [0, 13, 1.5, -1, Number.NaN, '4' as never];

export const office = { from: '09:00', to: '17:00' };

/** The calendar of an office in Oslo. */
export const oslo: BusinessCalendar = businessCalendar({ timeZone: 'Europe/Oslo', hours: office });

/** The business days between two instants written out. */
export function daysIn(calendar: BusinessCalendar, start: string, end: string): number {
  return businessDays(calendar, new Date(start), new Date(end));
}
