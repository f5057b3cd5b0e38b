import { bookRows, checkReport, type DealBook, wholeBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { selectDeals } from '../../book/select-deals.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { firstInOrder } from '../../columns/first-in-order.ts';
import { invalidOption } from '../../errors.ts';
import { type OptionsOf, object, positiveNumber, readLater, text } from '../../options.ts';
import { preview } from '../../text.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { withoutUndefined } from '../given.ts';
import { type DealSort, type DealSortInput, readSort, rowOrder, sortOption } from './deal-order.ts';
import { type DealLine, dealLineReader } from './deal-row.ts';

/** What `dealList` takes. */
export interface DealListOptions extends PopulationOptions {
  /** The deals that are in it as of the date, or were closed in it; default those of all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Default by id; ascending unless it says `{ by, order: 'descending' }`. */
  readonly sort?: DealSortInput | undefined;
  /** The id of the last deal of the page before: the list goes on after it. */
  readonly after?: string | undefined;
  /** At most so many rows; default all. */
  readonly limit?: number | undefined;
  /** Default the book's date. */
  readonly asOf?: Date | undefined;
  /** Measures ages in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** The options it takes. */
export const dealListOptions: OptionsOf<DealListOptions> = {
  ...populationOptions,
  pipelineId: text,
  sort: sortOption,
  after: text,
  limit: positiveNumber,
  asOf: readLater,
  calendar: object,
};

/** Deals, one a row. */
export interface DealList extends Population {
  readonly kind: 'dealList';
  readonly pipelineId?: string;
  readonly sort: DealSort;
  readonly after?: string;
  readonly limit?: number;
  readonly asOf: Date | null;
  readonly currency: string;
  /** How many deals there are, on this page or another. */
  readonly deals: number;
  readonly rows: readonly DealLine[];
  /** What to give as `after` for the next page; null where this is the last one. */
  readonly next: string | null;
}

/**
 * Which deals are there: those behind a book, a group or a figure, a page of them at a time?
 *
 * The deals of the book, of one population or pipeline; of a filter: `selectDeals` first. Sorted by any field that filters know (by `stageId`: in the
 * order of the pipeline), by `age` or by `daysInStage`; deals without a value last in either order, ties in the code-point
 * order of their ids. A page begins after the place of the deal named in `after`, be that in the list or only in the book, selected or not, so
 * that nothing is skipped or shown twice when pages are read of one book. Days are fractions of 24 hours, or business days. The
 * deals behind a figure: `selectDeals(book, { field: 'id', is: 'in', value: dealsIn(…) })`.
 *
 * @throws DealError `unknown-pipeline`, `unknown-field`, `invalid-period`, `invalid-date`,
 * `as-of-too-late`; `invalid-option` also for a sort by a field of several values, and for an `after` that the book does not hold.
 *
 * @example
 * ```ts
 * const { deals, rows, next } = dealList(book, { sort: { by: 'potential', order: 'descending' }, limit: 2 })
 * rows.map(({ dealId, stageId, status, age }) => [dealId, stageId, status, age]) // => [['d4', 'offer', 'open', 16], ['d1', 'terms', 'won', 10]]
 * deals // => 4
 * next // => 'd1'
 * ```
 */
export function dealList(whole: DealBook, options: DealListOptions = {}): DealList {
  checkReport(whole, options, dealListOptions);
  const { pipelineId, after, limit, calendar } = options;
  const sort = readSort(options.sort);
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const population = readPopulation(book, options);
  const all = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const last = after === undefined ? undefined : rowNamed(book, after);
  const compare = rowOrder(book, last === undefined ? all : withRow(all, last), sort, calendar);
  const rest = last === undefined ? all : all.filter((row) => compare(row, last) > 0);
  const page = firstInOrder(rest, compare, limit);
  const rows = Array.from(page, dealLineReader(book, calendar));
  return {
    kind: 'dealList',
    ...withoutUndefined({ pipelineId }),
    ...population,
    sort,
    ...withoutUndefined({ after, limit }),
    asOf: book.asOf,
    currency: book.currency,
    deals: all.length,
    rows,
    next: page.length < rest.length ? (rows.at(-1)?.dealId ?? null) : null,
  };
}

/** The row of a deal of the book, selected or not. */
function rowNamed(book: DealBook, dealId: string): number {
  const [row] = bookRows(selectDeals(wholeBook(book), { field: 'id', value: dealId }));
  if (row === undefined) throw invalidOption('after', `no deal of the book: ${preview(dealId)}`);
  return row;
}

function withRow(rows: Int32Array, row: number): Int32Array {
  const more = new Int32Array(rows.length + 1);
  more.set(rows);
  more[rows.length] = row;
  return more.sort();
}
