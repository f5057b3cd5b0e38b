import type { OptionKind } from '../../options.ts';
import { type Period, period } from '../period.ts';
import type { CalendarOptions } from './calendar.ts';
import { monthOf, monthText } from './month.ts';
import { refusePeriod } from './period-text.ts';
import { quarterOf, quarterText } from './quarter.ts';
import { yearOf, yearText } from './year.ts';

/** A period, as {@link readPeriod} reads it. */
export const periodOption: OptionKind = { possible: 'a period', holds: () => true };

/**
 * The period a report's text names: `'2026-10'`, `'2026-Q4'` or `'2026'`. A period stays what it is.
 *
 * @throws DealError `invalid-period`, `invalid-date`, `invalid-time-zone`.
 */
export function readPeriod(input: Period | string, options: CalendarOptions = {}): Period {
  if (typeof input !== 'string') return period(input?.start, input?.end);
  if (quarterText.test(input)) return quarterOf(input, options);
  if (monthText.test(input)) return monthOf(input, options);
  if (yearText.test(input)) return yearOf(input, options);
  return refusePeriod(
    input,
    'a period: write a month 2026-10, a quarter 2026-Q4, a year 2026, or { start, end }',
  );
}
