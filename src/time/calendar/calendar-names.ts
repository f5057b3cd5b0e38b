import { getQuarter } from 'date-fns/getQuarter';
import { lightFormat } from 'date-fns/lightFormat';
import { dateOfDay, dayText, localDays } from '../local-day.ts';

/** The calendar units that instants are named by: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`. */
export type NamedUnit = 'day' | 'month' | 'quarter' | 'year';

/** Names the day, month, quarter or year of a time zone that an instant falls into. */
export function calendarNames(unit: NamedUnit, timeZone: string): (instant: number) => string {
  const dayOf = localDays(timeZone);
  const names = new Map<number, string>();
  return (instant) => {
    const day = dayOf(instant);
    const known = names.get(day);
    if (known !== undefined) return known;
    const name = nameOf(unit, day);
    names.set(day, name);
    return name;
  };
}

function nameOf(unit: NamedUnit, day: number): string {
  const date = dateOfDay(day);
  switch (unit) {
    case 'day':
      return dayText(day);
    case 'month':
      return lightFormat(date, 'yyyy-MM');
    case 'quarter':
      return `${lightFormat(date, 'yyyy')}-Q${getQuarter(date)}`;
    case 'year':
      return lightFormat(date, 'yyyy');
  }
}
