import { checkOptions, type OptionsOf, oneOf } from '../../options.ts';
import type { Period } from '../period.ts';
import { type FiscalOptions, fiscalOptions } from './calendar.ts';
import { monthsEarlier, movedBack, weekYearEarlier } from './earlier.ts';
import { type PeriodInput, readPeriod, unitOfText } from './read-period.ts';

type SamePeriodLastYearOptions = NonNullable<Parameters<typeof samePeriodLastYear>[1]>;

const samePeriodLastYearOptions: OptionsOf<SamePeriodLastYearOptions> = {
  ...fiscalOptions,
  by: oneOf('date', 'week'),
};

/**
 * The same days of last year: by `date` (the default) from the same local date to the same local date, or by `week` the
 * weeks of the same ISO numbers, Mondays against Mondays. The text of a week is meant by week.
 *
 * What last year did not have is empty: 29 February, a 53rd week; what only last year had belongs to the days, or the week,
 * before it. So the parts of a period always make up, last year, the same part of last year as the whole.
 *
 * @throws DealError `invalid-period`, also where it would start before the year 1; `invalid-date`, `invalid-time-zone`,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * samePeriodLastYear('2026-Q4') // => { start: '2025-10-01T00:00:00.000Z', end: '2026-01-01T00:00:00.000Z' }
 * samePeriodLastYear('2026-W41') // => { start: '2025-10-06T00:00:00.000Z', end: '2025-10-13T00:00:00.000Z' }
 * const [now, before] = ['2026-Q4', samePeriodLastYear('2026-Q4')].map((openedDuring) => salesFunnel(book, { pipelineId: 'sales', openedDuring }))
 * compareFunnels(now, before).total.won // => 1
 * ```
 */
export function samePeriodLastYear(
  of: PeriodInput,
  options: FiscalOptions & {
    /** By the local date, or by the number of the ISO week. */
    readonly by?: 'date' | 'week' | undefined;
  } = {},
): Period {
  checkOptions(options, samePeriodLastYearOptions);
  const { timeZone, startMonth } = options;
  const { by = typeof of === 'string' && unitOfText(of) === 'week' ? 'week' : 'date' } = options;
  return aYearEarlier(readPeriod(of, { timeZone, fiscalYearStart: startMonth }), timeZone, by);
}

/** The same for a period that was read. */
export function aYearEarlier(whole: Period, timeZone: string | undefined, by: 'date' | 'week'): Period {
  return movedBack(whole, timeZone, by === 'week' ? weekYearEarlier : (local) => monthsEarlier(local, 12));
}
