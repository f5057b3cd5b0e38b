import type { DealBook } from '../../book/book.ts';
import { pathNodes, pathReader, recordedPaths } from '../../book/readers/paths.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { ownerCode } from '../../book/readers/stay-owners.ts';
import { type Stays, staysReader } from '../../book/readers/stays.ts';
import { checkOne, type PeriodInput } from '../../book/selection/population.ts';
import { flag, type OptionsOf, text, textOrNull } from '../../options.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { type Path, type ReadVisit, readPath, type StageReading } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { type FunnelReading, funnelReadingOptions, readReading } from './funnel-reading.ts';
import { type PathReading, pathReading } from './path-automaton.ts';
import {
  type PipelinePopulation,
  type PipelinePopulationOptions,
  pipelinePopulationOptions,
  pipelineRows,
  readPipelinePopulation,
} from './pipeline-population.ts';
import { isInSet, type ShownVisits, shownVisits } from './shown/shown-visits.ts';
import { isStrict } from './strict-paths.ts';

/** Which deals, and which of their visits, a funnel is about. */
export interface FunnelPopulationOptions extends PipelinePopulationOptions {
  /**
   * 1C's population: a deal counts in a stage if its last visit there was going on in this period, entered before its
   * end and left at its start or later, or not at all. A visit of which it is not known when it began is in no period.
   */
  readonly overlapping?: PeriodInput | undefined;
  /**
   * What was done in a period: a deal counts in a stage if its last visit there began in it, with its exit as of the book. A
   * visit of which it is not known when it began is in no period.
   */
  readonly enteredDuring?: PeriodInput | undefined;
}

/** The population a funnel was computed for, its period read. */
export interface FunnelPopulation extends PipelinePopulation {
  readonly overlapping?: Period;
  readonly enteredDuring?: Period;
}

export const funnelPopulationOptions: OptionsOf<FunnelPopulationOptions> = {
  ...pipelinePopulationOptions,
  overlapping: periodOption,
  enteredDuring: periodOption,
};

/** What a report asks for that looks at the stages of a pipeline. */
export interface StageReportOptions extends FunnelPopulationOptions, FunnelReading {
  readonly pipelineId: string;
  /**
   * Only what this owner worked on: a deal counts in a stage if it was theirs when its last visit there ended, or is now; in
   * one that it jumped over, if it was theirs when it jumped. Null: nobody's.
   */
  readonly stageOwnerId?: string | null | undefined;
  /** Only deals that really visited every stage before the furthest they came to. */
  readonly strict?: boolean | undefined;
}

export const stageReportOptions: OptionsOf<StageReportOptions> = {
  pipelineId: text,
  ...funnelPopulationOptions,
  ...funnelReadingOptions,
  stageOwnerId: textOrNull,
  strict: flag,
};

/** What a report of stages was computed with, beside the pipeline. */
export interface StageReportEcho extends FunnelPopulation, StageReading {
  readonly stageOwnerId?: string | null;
  readonly strict?: boolean;
}

/** The deals of a funnel, with their paths and visits. */
export interface FunnelDeals {
  readonly pipelineId: string;
  readonly population: FunnelPopulation;
  readonly reading: StageReading;
  /** The options as they were read, those not given left out. */
  readonly echo: StageReportEcho;
  readonly paths: PathReading;
  readonly order: StageOrder;
  /** The rows of the population, of deals in this pipeline or not. */
  readonly rows: Int32Array;
  /** What is shown of deals, where it depends on more than their paths; else null. */
  readonly shown: ShownVisits | null;
  /** The path of a row; null if it never was in the pipeline. */
  pathOf(row: number): Path | null;
  /** All visits that the reading sees in a row. */
  visitsOf(row: number): readonly ReadVisit[];
  /** The visits of a row that count; none for a deal that is not shown. */
  shownIn(row: number): readonly ReadVisit[];
  /** Whether the deal in a row counts: in a stage, or for want of any in the pipeline in the total. */
  isShown(row: number): boolean;
  staysOf(row: number): Stays;
}

/** What the options of a report ask for that only the funnel itself takes. */
interface FunnelOnly {
  /** Milliseconds after which going on does not count any more. */
  readonly within?: number | undefined;
}

/**
 * The deals a report asks for, read as it asks.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 */
export function funnelDeals(
  book: DealBook,
  options: StageReportOptions,
  { within }: FunnelOnly = {},
): FunnelDeals {
  const { pipelineId, stageOwnerId, strict } = options;
  const reading = readReading(options);
  const population = readFunnelPopulation(book, options);
  const recorded = recordedPaths(book);
  const paths = pathReading(recorded, pipelineIn(book, pipelineId), reading);
  const { order } = paths;
  const nodes = pathNodes(book);
  const pathAt = pathReader(book, pipelineId);
  const pathOf = (row: number): Path | null => pathAt(nodes[row] as number);
  const { overlapping, enteredDuring } = population;
  const owner = stageOwnerId === undefined ? undefined : ownerCode(book, stageOwnerId);
  const byDeal = overlapping !== undefined || enteredDuring !== undefined || owner !== undefined;
  const read = { paths: recorded, pipelineId, order, reading, pathAt };
  const shown =
    byDeal || within !== undefined
      ? shownVisits(book, read, { overlapping, enteredDuring, owner, within })
      : null;
  const visitsAt = remembered((node): readonly ReadVisit[] => {
    const way = pathAt(node);
    return way === null ? [] : readPath(way, order, reading);
  });
  const visitsOf = (row: number): readonly ReadVisit[] => visitsAt(nodes[row] as number);
  const isShown = (row: number): boolean => (shown === null ? pathOf(row) !== null : shown.look(row));
  const all = pipelineRows(book, pipelineId, population);
  const isKept = remembered((node) => {
    const way = pathAt(node);
    return way !== null && isStrict(way, order);
  });
  return {
    pipelineId,
    population,
    reading,
    echo: echoOf(population, reading, options),
    paths,
    order,
    rows: strict === true ? all.filter((row) => isKept(nodes[row] as number)) : all,
    shown,
    pathOf,
    visitsOf,
    shownIn(row) {
      if (shown === null) return visitsOf(row);
      if (!shown.look(row)) return [];
      return visitsOf(row).filter(({ position }) => isInSet(shown.sets, 0, position));
    },
    isShown,
    staysOf: staysReader(book, pipelineId),
  };
}

function echoOf(
  population: FunnelPopulation,
  reading: StageReading,
  { stageOwnerId, strict }: StageReportOptions,
): StageReportEcho {
  return {
    ...population,
    ...reading,
    ...(stageOwnerId === undefined ? {} : { stageOwnerId }),
    ...(strict === undefined ? {} : { strict }),
  };
}

/** The population that a funnel asks for. */
export function readFunnelPopulation(book: DealBook, options: FunnelPopulationOptions): FunnelPopulation {
  const { closedDuring, openedDuring, cohort, overlapping, enteredDuring } = options;
  checkOne({ closedDuring, openedDuring, cohort, overlapping, enteredDuring });
  if (overlapping !== undefined) return { overlapping: readPeriod(overlapping, book) };
  if (enteredDuring !== undefined) return { enteredDuring: readPeriod(enteredDuring, book) };
  return readPipelinePopulation(book, options);
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
