import type { OptionKind } from '../../options.ts';
import { type Period, period } from '../period.ts';
import { type BookCalendar, type FiscalOptions, fiscalOf } from './calendar.ts';
import type { CalendarUnit } from './calendar-unit.ts';
import { dayPattern, dayPeriodOf } from './day.ts';
import { monthOf, monthText } from './month.ts';
import { refusePeriod } from './period-text.ts';
import { quarterOf, quarterText } from './quarter.ts';
import { weekOf, weekText } from './week.ts';
import { yearOf, yearText } from './year.ts';

/** A period, or a day, ISO week, month, quarter or year by its text: `'2026-10-05'`, `'2026-W41'`, `'2026-10'`, `'2026-Q4'`, `'2026'`. */
export type PeriodInput = Period | string;

/** A period, as {@link readPeriod} reads it. */
export const periodOption: OptionKind = { possible: 'a period', holds: () => true };

/**
 * The period a report's text names: `'2026-10-05'`, `'2026-W41'`, `'2026-10'`, `'2026-Q4'` or `'2026'`, read in the
 * calendar of a book. A period stays what it is.
 *
 * @throws DealError `invalid-period`, `invalid-date`, `invalid-time-zone`.
 */
export function readPeriod(input: PeriodInput, calendar: BookCalendar = {}): Period {
  if (typeof input !== 'string') return period(input?.start, input?.end);
  const read = units.find(([, pattern]) => pattern.test(input))?.[2];
  if (read !== undefined) return read(input, fiscalOf(calendar));
  return refusePeriod(
    input,
    'a period: write 2026-10-05, 2026-W41, 2026-10, 2026-Q4, 2026, or { start, end }',
  );
}

const units: readonly (readonly [CalendarUnit, RegExp, (text: string, options: FiscalOptions) => Period])[] =
  [
    ['day', dayPattern, dayPeriodOf],
    ['week', weekText, weekOf],
    ['month', monthText, monthOf],
    ['quarter', quarterText, quarterOf],
    ['year', yearText, yearOf],
  ];

/** The unit that a text names one of; undefined if it is the text of none. */
export function unitOfText(text: string): CalendarUnit | undefined {
  return units.find(([, pattern]) => pattern.test(text))?.[0];
}
