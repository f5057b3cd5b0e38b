import { checkReport, type DealBook } from '../../book/book.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { rowsWithStatus, type Status } from '../../book/readers/status.ts';
import { timeOpenReader } from '../../book/readers/time-open.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { type OptionsOf, object, text } from '../../options.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { withoutUndefined } from '../given.ts';

type SalesCycleOptions = Parameters<typeof salesCycle>[1];

/** The options it takes. */
export const salesCycleOptions: OptionsOf<SalesCycleOptions> = {
  pipelineId: text,
  ...populationOptions,
  calendar: object,
};

/** How many days deals take from opening to closing. */
export interface SalesCycle extends Population {
  readonly kind: 'salesCycle';
  readonly pipelineId?: string;
  readonly asOf: Date | null;
  readonly won: Summary;
  readonly lost: Summary;
  readonly closed: Summary;
  /** Closed deals left out because the date of their opening is not known. */
  readonly undated: number;
}

/**
 * How long does a deal take?
 *
 * Per deal: from its opening to its last closing, less the time it was closed in between, in fractional days. Of the
 * closed deals of the population, the won ones, the lost ones, and all; quantiles by R's type 7. Open deals have not
 * taken their time yet and are in no figure.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * salesCycle(book).won.mean // => 10
 * ```
 */
export function salesCycle(
  book: DealBook,
  options: PopulationOptions & {
    /** The deals that are in it as of the book, or were closed in it; default those of all pipelines. */
    readonly pipelineId?: string | undefined;
    /** Measures in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  } = {},
): SalesCycle {
  checkReport(book, options, salesCycleOptions);
  const { pipelineId, calendar } = options;
  const population = readPopulation(book, options);
  const { read, toDays } = clockOf(calendar);
  const timeOpen = timeOpenReader(book, read);
  const rows = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const cycles = (status: Status): Float64Array => {
    const some = rowsWithStatus(book, rows, status);
    const lengths = new Float64Array(some.length);
    for (let i = 0; i < some.length; i++) lengths[i] = timeOpen(some[i] as number);
    return lengths;
  };
  const about = { pipelineId, population, asOf: book.asOf };
  return salesCycleOf({ won: cycles('won'), lost: cycles('lost'), toDays }, about);
}

/** How long deals took, by how long each was open; NaN where that is not known. */
export function salesCycleOf(
  {
    won,
    lost,
    toDays,
  }: {
    readonly won: Float64Array;
    readonly lost: Float64Array;
    readonly toDays: (length: number) => number;
  },
  about: Pick<SalesCycle, 'asOf'> & {
    readonly pipelineId: string | undefined;
    readonly population: Population;
  },
): SalesCycle {
  const { pipelineId, population, asOf } = about;
  const known = [won, lost].map(knownLengths) as [Float64Array, Float64Array];
  const closed = new Float64Array(known[0].length + known[1].length);
  closed.set(known[0]);
  closed.set(known[1], known[0].length);
  return {
    kind: 'salesCycle',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf,
    won: summarize(known[0], toDays),
    lost: summarize(known[1], toDays),
    closed: summarize(closed, toDays),
    undated: won.length + lost.length - closed.length,
  };
}

/** A copy without those that are not known. */
function knownLengths(lengths: Float64Array): Float64Array {
  const known = new Float64Array(lengths.length);
  let count = 0;
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] as number;
    known[count] = length;
    count += Number(!Number.isNaN(length));
  }
  return known.subarray(0, count);
}
