import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addQuarters } from 'date-fns/addQuarters';
import { addWeeks } from 'date-fns/addWeeks';
import { addYears } from 'date-fns/addYears';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import { startOfYear } from 'date-fns/startOfYear';
import { type OptionKind, oneOf } from '../../options.ts';
import { wallClockDate } from '../wall-clock-date.ts';

/** What a calendar is divided into; a week is one of ISO 8601, from Monday on. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export const calendarUnit: OptionKind = oneOf('day', 'week', 'month', 'quarter', 'year');

export function isCalendarUnit(unit: unknown): unit is CalendarUnit {
  return calendarUnit.holds(unit);
}

interface UnitArithmetic {
  readonly startOf: (date: Date) => Date;
  readonly add: (date: Date, count: number) => Date;
  /** Whether it moves with the start of the fiscal year. */
  readonly isFiscal: boolean;
}

const arithmeticOf: Readonly<Record<CalendarUnit, UnitArithmetic>> = {
  day: { startOf: startOfDay, add: addDays, isFiscal: false },
  week: { startOf: startOfISOWeek, add: addWeeks, isFiscal: false },
  month: { startOf: startOfMonth, add: addMonths, isFiscal: false },
  quarter: { startOf: startOfQuarter, add: addQuarters, isFiscal: true },
  year: { startOf: startOfYear, add: addYears, isFiscal: true },
};

/** Where the unit that a local time lies in starts, in local time; the fiscal year starts with the month of a number from 1 to 12. */
export function startOfUnit(unit: CalendarUnit, local: number, startMonth = 1): number {
  const { startOf, isFiscal } = arithmeticOf[unit];
  const ahead = isFiscal ? startMonth - 1 : 0; // so many months before, the calendar year shows what the fiscal year does
  return +addMonths(startOf(addMonths(wallClockDate(local), -ahead)), ahead);
}

/** Where the unit so many units after another one starts, in local time: after one that starts at a local time. */
export function addUnits(unit: CalendarUnit, start: number, count: number): number {
  return +arithmeticOf[unit].add(wallClockDate(start), count);
}
