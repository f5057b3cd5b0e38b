import { notPossible, type OptionsOf, readLater } from '../../options.ts';

/** Whose calendar is meant. */
export interface CalendarOptions {
  /** An IANA time zone; default `UTC`. */
  readonly timeZone?: string | undefined;
}

/** Whose calendar is meant, and when its year starts. */
export interface FiscalOptions extends CalendarOptions {
  /** The month the fiscal year starts with, 1 to 12; default 1. A year carries the number of the calendar year it starts in. */
  readonly startMonth?: number | undefined;
}

/** The calendar of a book, as the book has it. */
export interface BookCalendar {
  readonly timeZone?: string | undefined;
  readonly fiscalYearStart?: number | undefined;
}

export const calendarOptions: OptionsOf<CalendarOptions> = { timeZone: readLater };
export const fiscalOptions: OptionsOf<FiscalOptions> = { ...calendarOptions, startMonth: readLater };

/** A book's calendar as the functions of periods take it. */
export function fiscalOf({ timeZone, fiscalYearStart }: BookCalendar): FiscalOptions {
  return { timeZone, startMonth: fiscalYearStart };
}

/** The months from January to the start of the fiscal year. */
export function monthsAhead({ startMonth = 1 }: FiscalOptions): number {
  return checkMonth('startMonth', startMonth) - 1;
}

/** Checks an option that says which month a year starts with. */
export function checkMonth(option: string, month: number): number {
  if (Number.isInteger(month) && month >= 1 && month <= 12) return month;
  throw notPossible(option, 'a month from 1 to 12', month);
}
