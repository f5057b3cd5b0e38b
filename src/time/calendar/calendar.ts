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

export const calendarOptions: OptionsOf<CalendarOptions> = { timeZone: readLater };
export const fiscalOptions: OptionsOf<FiscalOptions> = { ...calendarOptions, startMonth: readLater };

/** The months from January to the start of the fiscal year. */
export function monthsAhead({ startMonth = 1 }: FiscalOptions): number {
  if (Number.isInteger(startMonth) && startMonth >= 1 && startMonth <= 12) return startMonth - 1;
  throw notPossible('startMonth', 'a month from 1 to 12', startMonth);
}
