import { columns, type DealBook, stateOf } from '../book/book.ts';
import {
  checkOne,
  type PeriodInput,
  type Population,
  type PopulationOptions,
  populationRows,
  readPopulation,
} from '../book/population.ts';
import { type Stays, staysIn } from '../book/stays.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { readPeriod } from '../time/calendar.ts';
import type { Period } from '../time/period.ts';
import type { Reading, ReadVisit } from '../timeline/read-path.ts';
import type { StageOrder } from '../timeline/stage-order.ts';
import { type FunnelReading, readReading } from './funnel-reading.ts';
import { overlappingVisits } from './overlapping.ts';
import { type PathReading, pathReading } from './shapes.ts';

/** Which deals, and which of their visits, a funnel is about. */
export interface FunnelPopulationOptions extends PopulationOptions {
  /**
   * 1C's population: a deal counts in a stage if its last visit there was going on in this period, entered before its
   * end and left at its start or later, or not at all.
   */
  readonly overlapping?: PeriodInput | undefined;
}

/** The population a funnel was computed for, its period read. */
export interface FunnelPopulation extends Population {
  readonly overlapping?: Period;
}

/** What a report asks for that looks at the stages of a pipeline. */
export interface StageReportOptions extends FunnelPopulationOptions, FunnelReading {
  readonly pipelineId: string;
}

/** The deals of a funnel and what it sees of them. */
export interface FunnelDeals {
  readonly pipelineId: string;
  readonly population: FunnelPopulation;
  readonly reading: Reading;
  readonly paths: PathReading;
  readonly order: StageOrder;
  /** The rows of the population, of deals in this pipeline or not. */
  readonly rows: Int32Array;
  /**
   * The visits of a row that count; none for a deal that is not shown. For `overlapping`, those to stages whose last visit
   * was going on in the period.
   */
  shownIn(row: number): readonly ReadVisit[];
  staysOf(row: number): Stays;
}

/**
 * The deals a report asks for, read as it asks.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 */
export function funnelDeals(book: DealBook, options: StageReportOptions): FunnelDeals {
  const { pipelineId } = options;
  const { facts } = book[columns].view;
  const reading = readReading(options);
  const population = readFunnelPopulation(book, options);
  const paths = pathReading(facts, pipelineOf(facts.pipelines, pipelineId), reading);
  const { path, last } = stateOf(book);
  const staysOf = (row: number): Stays => staysIn(facts, pipelineId, row, last[row] as number);
  const shownIn = (row: number): readonly ReadVisit[] => {
    const way = paths.pathOf(path[row] as number);
    if (way === null) return [];
    const visits = paths.visitsOf(way);
    return population.overlapping === undefined
      ? visits
      : overlappingVisits(visits, staysOf(row), population.overlapping);
  };
  const rows = populationRows(book, population);
  return { pipelineId, population, reading, paths, order: paths.order, rows, shownIn, staysOf };
}

function readFunnelPopulation(book: DealBook, options: FunnelPopulationOptions): FunnelPopulation {
  const { closedDuring, openedDuring, overlapping } = options;
  checkOne({ closedDuring, openedDuring, overlapping });
  return overlapping === undefined
    ? readPopulation(book, options)
    : { overlapping: readPeriod(overlapping, book) };
}
