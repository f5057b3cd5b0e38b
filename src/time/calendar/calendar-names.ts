import { addMonths } from 'date-fns/addMonths';
import { getISOWeek } from 'date-fns/getISOWeek';
import { getISOWeekYear } from 'date-fns/getISOWeekYear';
import { getQuarter } from 'date-fns/getQuarter';
import { getYear } from 'date-fns/getYear';
import { lightFormat } from 'date-fns/lightFormat';
import { dateOfDay, dayText, localDays } from '../local-day.ts';
import { type BookCalendar, fiscalOf, monthsAhead } from './calendar.ts';
import type { CalendarUnit } from './calendar-unit.ts';

/**
 * Names the day, ISO week, month, quarter or year of a calendar that an instant falls into: `2026-10-05`, `2026-W41`,
 * `2026-10`, `2026-Q4`, `2026`. The first months of the year 1, where they end a fiscal year, are in the year `0000`.
 */
export function calendarNames(unit: CalendarUnit, calendar: BookCalendar): (instant: number) => string {
  const { timeZone = 'UTC' } = calendar;
  const ahead = monthsAhead(fiscalOf(calendar));
  const dayOf = localDays(timeZone);
  const names = new Map<number, string>();
  return (instant) => {
    const day = dayOf(instant);
    const known = names.get(day);
    if (known !== undefined) return known;
    const name = nameOf(unit, day, ahead);
    names.set(day, name);
    return name;
  };
}

/** The fiscal year starts so many months after January. */
function nameOf(unit: CalendarUnit, day: number, monthsAhead: number): string {
  const date = dateOfDay(day);
  const fiscal = addMonths(date, -monthsAhead); // where the calendar year shows what the fiscal year does
  switch (unit) {
    case 'day':
      return dayText(day);
    case 'week':
      return `${fourDigits(getISOWeekYear(date))}-W${String(getISOWeek(date)).padStart(2, '0')}`;
    case 'month':
      return lightFormat(date, 'yyyy-MM');
    case 'quarter':
      return `${fourDigits(getYear(fiscal))}-Q${getQuarter(fiscal)}`;
    case 'year':
      return fourDigits(getYear(fiscal));
  }
}

function fourDigits(year: number): string {
  return String(year).padStart(4, '0');
}
