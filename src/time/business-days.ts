import type { BusinessCalendar } from './business-calendar.ts';
import { businessTimeOf } from './business-time.ts';
import { checkDate } from './period.ts';

/**
 * The time between two instants that lies within business hours, in fractional business days: elapsed
 * milliseconds within the hours / milliseconds of a day's hours (`to` less `from`).
 *
 * What elapses counts, not what the clock shows: with hours from `'00:00'` to `'24:00'` the day the clock is
 * put forward has 23 hours. The milliseconds are whole numbers, so durations add up exactly before they are
 * divided. Negative where `end` comes before `start`.
 *
 * @throws DealError `invalid-date`; what `businessCalendar` refuses.
 *
 * @example
 * ```ts
 * const office = businessCalendar({ timeZone: 'Europe/Oslo', hours: { from: '09:00', to: '17:00' } })
 * businessDays(office, new Date('2026-10-23T13:00:00Z'), new Date('2026-10-26T10:00:00Z')) // => 0.5
 * ```
 */
export function businessDays(calendar: BusinessCalendar, start: Date, end: Date): number {
  checkDate(start, 'start');
  checkDate(end, 'end');
  const { elapsed, perDay } = businessTimeOf(calendar);
  return (elapsed(end.getTime()) - elapsed(start.getTime())) / perDay;
}
