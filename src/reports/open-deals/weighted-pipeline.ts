import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { expectedCloses } from '../../book/readers/expected-close.ts';
import { probabilityReader } from '../../book/readers/probability.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { countByKey, type KeyCount } from '../../book/selection/count-by-key.ts';
import { crossed, type GroupKey, keyColumn, keysByReader } from '../../book/selection/group-keys.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { invalidOption } from '../../errors.ts';
import { type OptionsOf, readLater, text } from '../../options.ts';
import { compareText } from '../../text.ts';
import { fiscalOf } from '../../time/calendar/calendar.ts';
import { calendarNames } from '../../time/calendar/calendar-names.ts';
import { type CalendarUnit, calendarUnit } from '../../time/calendar/calendar-unit.ts';
import { piecesOf } from '../../time/calendar/each-period.ts';
import { endOfDates, startOfDates } from '../../time/date-range.ts';
import { millisecondsPerDay } from '../../time/elapsed.ts';
import { localDays } from '../../time/local-day.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';
import { type ActiveFigures, figuresOfLots, openLot, together } from './active-figures.ts';

export type WeightedPipelineOptions = Parameters<typeof weightedPipeline>[1];

/** The options it takes. */
export const weightedPipelineOptions: OptionsOf<WeightedPipelineOptions> = {
  pipelineId: text,
  asOf: readLater,
  unit: calendarUnit,
};

type ExpectedDeals = WeightedPipeline['periods'][number];

/** Open deals by when they are expected to close. */
export interface WeightedPipeline {
  readonly kind: 'weightedPipeline';
  readonly pipelineId?: string;
  readonly unit: CalendarUnit;
  readonly asOf: Date | null;
  readonly currency: string;
  /** From that of the date on to the last one with a deal, those without deals too; none where no deal is to come. */
  readonly periods: readonly (ActiveFigures & {
    /** The day, ISO week, month, quarter or year it is, in the book's calendar: `2026-10-05`, `2026-W41`, `2026-10`, `2026-Q4`, `2026`. */
    readonly name: string;
    readonly period: Period;
  })[];
  /** Expected to close on a local day before the date's: in no period. */
  readonly overdue: ActiveFigures;
  /** Not expected on any date. */
  readonly unscheduled: ActiveFigures;
  readonly total: ActiveFigures;
  /** All of them again by how they are forecast, in code-point order; null, last, is those of which nobody said so. */
  readonly categories: readonly (ActiveFigures & { readonly category: string | null })[];
}

/**
 * What is expected when? The open deals by the month of their expected closing, with their potential and the potential weighted
 * with how likely they are.
 *
 * Population: the deals that are open as of the date, each in one of the periods, in `overdue` (expected on a local day that
 * is over) or in `unscheduled` (no date); they add up to `total`. `weighted` = the sum of potential × probability, the deal's
 * own estimate, else its stage's; a deal for which neither is known is counted in `unknownProbability` and not weighted.
 * `categories` are the same deals by the category of their last estimate that named one; they add up to `total` as well.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option` (also where days or weeks up to the last expected closing are more than
 * 120,000), `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * weightedPipeline(book).periods.map(({ name, open, weighted }) => [name, open, weighted.amount]) // => [['2026-10', 1, '100']]
 * ```
 */
export function weightedPipeline(
  whole: DealBook,
  options: {
    /** Default all pipelines. */
    readonly pipelineId?: string | undefined;
    /** Default the book's date. */
    readonly asOf?: Date | undefined;
    /** What time is cut into, at the book's calendar; default `month`. */
    readonly unit?: CalendarUnit | undefined;
  } = {},
): WeightedPipeline {
  checkReport(whole, options, weightedPipelineOptions);
  const { pipelineId, unit = 'month' } = options;
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const rows = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'open');
  return weightedPipelineOf(book, { pipelineId, unit }, expectedLots(book, rows, unit), {
    expectedOf: ({ key: [expected] }) => (expected instanceof Date ? [+expected, +expected] : null),
    categoryOf: ({ key }) => key[1] as string | null,
    figuresOf: (lots) => figuresOfLots(lots.map(openLot), book.currency),
  });
}

/**
 * Open deals by one of the instants of the period they are expected in, or of the days that are over, by category and by how
 * likely they are: a histogram. (1 M deals: lists of their rows 89 ms of a slow machine, so 44.)
 */
function expectedLots(book: DealBook, rows: Int32Array, unit: CalendarUnit): KeyCount[] {
  const nameOf = namesToCome(book, unit);
  const instants = new Map<string | null, Date>();
  const instantOf = (value: GroupKey): Date | null =>
    value instanceof Date ? getOrAdd(instants, nameOf(+value), () => value) : null;
  const column = expectedCloses(book);
  const expected = keyColumn(rows, { column, keyOf: instantOf, dayOf: localDays(book.timeZone) });
  const categories = keysByReader(rows, attributeReader(book, 'category'));
  const likely = keysByReader(rows, probabilityReader(book));
  return countByKey(potentialsOf(book), rows, crossed(crossed(expected, categories), likely));
}

/** Tells the name of the period an instant lies in; null on days before that of the book's date. */
function namesToCome(
  book: Pick<DealBook, 'asOf' | 'timeZone' | 'fiscalYearStart'>,
  unit: CalendarUnit,
): (instant: number) => string | null {
  const dayOf = localDays(book.timeZone);
  const today = dayOf(Number(book.asOf));
  const nameOf = calendarNames(unit, book);
  return (instant) => (dayOf(instant) < today ? null : nameOf(instant));
}

/** What is expected when, of lots of open deals: those of one are expected in one period, and all or none on days that are over. */
export function weightedPipelineOf<T>(
  book: Pick<DealBook, 'asOf' | 'currency' | 'timeZone' | 'fiscalYearStart'>,
  { pipelineId, unit }: { readonly pipelineId: string | undefined; readonly unit: CalendarUnit },
  open: Iterable<T>,
  {
    expectedOf,
    categoryOf,
    figuresOf,
  }: {
    /** The first and the last instant when they are expected; null without one. */
    readonly expectedOf: (lot: T) => readonly [number, number] | null;
    readonly categoryOf: (lot: T) => string | null;
    readonly figuresOf: (lots: readonly T[]) => ActiveFigures;
  },
): WeightedPipeline {
  const { asOf, currency } = book;
  const nameToCome = namesToCome(book, unit);
  const [overdue, unscheduled]: [T[], T[]] = [[], []];
  const byName = new Map<string, T[]>();
  const byCategory = new Map<string | null, T[]>();
  let latest = Number.NEGATIVE_INFINITY;
  for (const lot of open) {
    const expected = expectedOf(lot);
    let lots = unscheduled;
    if (expected !== null) {
      const [first, last] = expected;
      const name = nameToCome(first);
      lots = name === null ? overdue : getOrAdd(byName, name, () => []);
      if (name !== null) latest = Math.max(latest, last);
    }
    lots.push(lot);
    getOrAdd(byCategory, categoryOf(lot), () => []).push(lot);
  }
  const nameOf = calendarNames(unit, book);
  const expected = new Map(Array.from(byName, ([name, lots]) => [name, figuresOf(lots)]));
  const periods = periodsUpTo(book, unit, latest).map((period): ExpectedDeals => {
    const name = nameOf(+period.start);
    return { name, period, ...(expected.get(name) ?? figuresOf([])) };
  });
  const others = { overdue: figuresOf(overdue), unscheduled: figuresOf(unscheduled) };
  return {
    kind: 'weightedPipeline',
    ...withoutUndefined({ pipelineId }),
    unit,
    asOf,
    currency,
    periods,
    ...others,
    total: [...expected.values(), others.overdue, others.unscheduled].reduce(together),
    categories: [...byCategory]
      .sort(([a], [b]) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : compareText(a, b),
      )
      .map(([category, deals]) => ({ category, ...figuresOf(deals) })),
  };
}

/** The months of all years that there are: a closing expected in the year 9999 does not make millions of days. */
const mostPeriods = 120_000;

const yearOrMore = 367 * millisecondsPerDay;

/** The periods from that of the book's date up to that of an instant; none if nothing is to come. */
function periodsUpTo(
  book: Pick<DealBook, 'asOf' | 'timeZone' | 'fiscalYearStart'>,
  unit: CalendarUnit,
  latest: number,
): Period[] {
  const now = Number(book.asOf);
  // Cut from wider time, so that the first and the last are whole.
  const around = {
    start: new Date(Math.max(now - yearOrMore, startOfDates)),
    end: new Date(Math.min(Math.max(latest, now) + yearOrMore, endOfDates)),
  };
  const pieces = piecesOf(around, unit, fiscalOf(book), mostPeriods);
  if (pieces.length > mostPeriods) throw invalidOption('unit', `it makes more than ${mostPeriods} periods`);
  return pieces.filter(({ start, end }) => +end > now && +start <= latest);
}
