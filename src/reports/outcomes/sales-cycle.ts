import type { Facts } from '../../book/facts/facts.ts';
import { isOutcome } from '../../book/facts/stage-codes.ts';
import { rowsInPipeline } from '../../book/readers/stage-of-deal.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { checkReport, columnsOf, type DealBook, stateOf } from '../../book/view/book.ts';
import { type OptionsOf, object, text } from '../../options.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { type Clock, clockOf } from '../../time/clock.ts';
import { withoutUndefined } from '../given.ts';
import { rowsByStatus } from './win-rate.ts';

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
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const clock = clockOf(calendar);
  const { won, lost } = rowsByStatus(
    book,
    rowsInPipeline(book, populationRows(book, population), pipelineId),
  );
  const isDated = (row: number): boolean => facts.undated[row] === 0;
  const cycles = (rows: readonly number[]): number[] =>
    rows.filter(isDated).map((row) => openTime(facts, row, last[row] as number, clock));
  const [wonCycles, lostCycles] = [cycles(won), cycles(lost)];
  const summary = (lengths: readonly number[]): Summary =>
    summarize(Float64Array.from(lengths), clock.toDays);
  return {
    kind: 'salesCycle',
    ...withoutUndefined({ pipelineId }),
    ...population,
    asOf: book.asOf,
    won: summary(wonCycles),
    lost: summary(lostCycles),
    closed: summary([...wonCycles, ...lostCycles]),
    undated: won.length + lost.length - wonCycles.length - lostCycles.length,
  };
}

/** How long a closed deal was open. */
function openTime({ steps }: Facts, row: number, last: number, clock: Clock): number {
  const first = steps.from[row] as number;
  const at = (step: number): number => clock.read(steps.at[step] as number);
  let length = at(last) - at(first);
  for (let step = first; step < last; step++) {
    if (isOutcome(steps.code[step] as number)) length -= at(step + 1) - at(step);
  }
  return length;
}
