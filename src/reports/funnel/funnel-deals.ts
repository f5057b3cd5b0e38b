import type { DealBook } from '../../book/book.ts';
import { pathNodes, pathReader, recordedPaths } from '../../book/readers/paths.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { type Stays, staysReader } from '../../book/readers/stays.ts';
import {
  checkOne,
  type PeriodInput,
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { type OptionsOf, text } from '../../options.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { type Path, type Reading, type ReadVisit, readPath } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { type FunnelReading, funnelReadingOptions, readReading } from './funnel-reading.ts';
import { overlappingVisits } from './overlapping.ts';
import { type PathReading, pathReading } from './path-automaton.ts';

/** Which deals, and which of their visits, a funnel is about. */
export interface FunnelPopulationOptions extends PopulationOptions {
  /**
   * 1C's population: a deal counts in a stage if its last visit there was going on in this period, entered before its
   * end and left at its start or later, or not at all. A visit of which it is not known when it began is in no period.
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

export const stageReportOptions: OptionsOf<StageReportOptions> = {
  pipelineId: text,
  ...populationOptions,
  overlapping: periodOption,
  ...funnelReadingOptions,
};

/** The deals of a funnel, with their paths and visits. */
export interface FunnelDeals {
  readonly pipelineId: string;
  readonly population: FunnelPopulation;
  readonly reading: Reading;
  readonly paths: PathReading;
  readonly order: StageOrder;
  /** The rows of the population, of deals in this pipeline or not. */
  readonly rows: Int32Array;
  /** The path of a row; null if it never was in the pipeline. */
  pathOf(row: number): Path | null;
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
  const reading = readReading(options);
  const population = readFunnelPopulation(book, options);
  const paths = pathReading(recordedPaths(book), pipelineIn(book, pipelineId), reading);
  const nodes = pathNodes(book);
  const pathAt = pathReader(book, pipelineId);
  const pathOf = (row: number): Path | null => pathAt(nodes[row] as number);
  const { overlapping } = population;
  const shownOf = remembered((node: number): ((row: number) => readonly ReadVisit[]) => {
    const way = pathAt(node);
    const visits = way === null ? [] : readPath(way, paths.order, reading);
    if (overlapping === undefined || visits.length === 0) return () => visits;
    const shown = overlappingVisits(visits, overlapping);
    return (row) => shown(staysOf(row));
  });
  const staysOf = staysReader(book, pipelineId);
  const shownIn = (row: number): readonly ReadVisit[] => shownOf(nodes[row] as number)(row);
  const rows = populationRows(book, population);
  return { pipelineId, population, reading, paths, order: paths.order, rows, pathOf, shownIn, staysOf };
}

function readFunnelPopulation(book: DealBook, options: FunnelPopulationOptions): FunnelPopulation {
  const { closedDuring, openedDuring, overlapping } = options;
  checkOne({ closedDuring, openedDuring, overlapping });
  return overlapping === undefined
    ? readPopulation(book, options)
    : { overlapping: readPeriod(overlapping, book) };
}

/** A function of trie nodes, memoised. */
function remembered<T>(work: (node: number) => T): (node: number) => T {
  const known = new Map<number, T>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const result = work(node);
    known.set(node, result);
    return result;
  };
}
