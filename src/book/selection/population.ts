import { invalidOption } from '../../errors.ts';
import type { OptionsOf } from '../../options.ts';
import type { BookCalendar } from '../../time/calendar/calendar.ts';
import { type PeriodInput, periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { bookRows, type DealBook, stateOf } from '../view/book.ts';
import { keptRows } from '../view/cut-group.ts';
import { openingDates } from '../view/opening-dates.ts';
import { within } from './row-filter.ts';

export type { PeriodInput } from '../../time/calendar/read-period.ts';

/** Which deals of the book a report is about: at most one of these; none of them is all deals. */
export interface PopulationOptions {
  /** Deals that are closed, as of the book, and were closed in this period: the last outcome counts. */
  readonly closedDuring?: PeriodInput | undefined;
  /** Deals opened in this period, open ones included; not those whose opening date is not known. */
  readonly openedDuring?: PeriodInput | undefined;
}

export const populationOptions: OptionsOf<PopulationOptions> = {
  closedDuring: periodOption,
  openedDuring: periodOption,
};

/** The population a report was computed for, its period read. */
export interface Population {
  readonly closedDuring?: Period;
  readonly openedDuring?: Period;
}

/**
 * The population a report asks for.
 *
 * @throws DealError `invalid-option` for more than one, `invalid-period`, `invalid-date`.
 */
export function readPopulation(
  calendar: BookCalendar,
  { closedDuring, openedDuring }: PopulationOptions,
): Population {
  checkOne({ closedDuring, openedDuring });
  if (closedDuring !== undefined) return { closedDuring: readPeriod(closedDuring, calendar) };
  if (openedDuring !== undefined) return { openedDuring: readPeriod(openedDuring, calendar) };
  return {};
}

/** Checks that at most one population is asked for. */
export function checkOne(populations: Readonly<Record<string, unknown>>): void {
  const [first, second] = Object.keys(populations).filter((name) => populations[name] !== undefined);
  if (first === undefined || second === undefined) return;
  throw invalidOption(second, `given together with ${first}`);
}

/** The rows of a population. */
export function populationRows(book: DealBook, { closedDuring, openedDuring }: Population): Int32Array {
  const rows = bookRows(book);
  if (closedDuring !== undefined) return rowsWithin(book, rows, stateOf(book).closedAt, closedDuring);
  if (openedDuring !== undefined) return rowsWithin(book, rows, openingDates(book), openedDuring);
  return rows;
}

function rowsWithin(book: DealBook, rows: Int32Array, at: Float64Array, { start, end }: Period): Int32Array {
  return keptRows(book, rows, at, `${+start}/${+end}`, (some) => within(some, at, +start, +end));
}
