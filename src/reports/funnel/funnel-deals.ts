import type { DealBook } from '../../book/book.ts';
import { pathReader, recordedPaths } from '../../book/readers/paths.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { ownerCode } from '../../book/readers/stay-owners.ts';
import { checkOne, type PeriodInput } from '../../book/selection/population.ts';
import { flag, type OptionsOf, text, textOrNull } from '../../options.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import type { StageReading } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { type FunnelReading, funnelReadingOptions, readReading } from './funnel-reading.ts';
import { type PathReading, pathReading } from './path-automaton.ts';
import { type DealVisits, dealVisits, pathPart, pathParts } from './path-visits.ts';
import {
  type PipelinePopulation,
  type PipelinePopulationOptions,
  pipelinePopulationOptions,
  pipelineRows,
  readPipelinePopulation,
} from './pipeline-population.ts';
import { type ShownVisits, shownVisits } from './shown/shown-visits.ts';

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
  /** Where the visits that the reading sees lie, shown or not. */
  readonly visits: DealVisits;
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
  const pathAt = pathReader(book, pipelineId);
  const { overlapping, enteredDuring } = population;
  const owner = stageOwnerId === undefined ? undefined : ownerCode(book, stageOwnerId);
  const byDeal = overlapping !== undefined || enteredDuring !== undefined || owner !== undefined;
  const visits = dealVisits(book, { paths: recorded, pipelineId, order, reading, pathAt });
  const shown =
    byDeal || within !== undefined
      ? shownVisits(book, visits, paths, { overlapping, enteredDuring, owner, within })
      : null;
  const all = pipelineRows(book, pipelineId, population);
  const isKept = (row: number): boolean => pathPart(visits, row, pathParts.isStrict) === 1;
  return {
    pipelineId,
    population,
    reading,
    echo: echoOf(population, reading, options),
    paths,
    order,
    rows: strict === true ? all.filter(isKept) : all,
    shown,
    visits,
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
