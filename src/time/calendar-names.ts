import { dayText, localDays } from './local-day.ts';

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
    const name = nameOf(unit, dayText(day));
    names.set(day, name);
    return name;
  };
}

function nameOf(unit: NamedUnit, day: string): string {
  const [year, month] = day.split('-');
  switch (unit) {
    case 'day':
      return day;
    case 'month':
      return `${year}-${month}`;
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(month) / 3)}`;
    case 'year':
      return String(year);
  }
}
