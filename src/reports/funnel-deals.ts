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
import { type GroupedRows, grouped } from '../book/tally.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { readPeriod } from '../time/calendar.ts';
import type { Period } from '../time/period.ts';
import type { Path, Reading, ReadVisit } from '../timeline/read-path.ts';
import type { StageOrder, StagePlace } from '../timeline/stage-order.ts';
import { type FunnelReading, readReading } from './funnel-reading.ts';
import { overlappingVisits } from './overlapping.ts';
import { pathReading, type Shape, shapesIn } from './shapes.ts';

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
export interface FunnelDeals extends GroupedRows {
  readonly pipelineId: string;
  readonly population: FunnelPopulation;
  readonly reading: Reading;
  readonly order: StageOrder;
  /** The rows of the deals it shows. */
  readonly rows: Int32Array;
  /** The shape of each of them, by number. */
  readonly groups: Int32Array;
  readonly shapes: readonly Shape[];
  /** The visits of a row that count: for `overlapping`, those to stages whose last visit was going on in the period. */
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
  const all = populationRows(book, population);
  const about = { pipelineId, population, reading, order: paths.order, staysOf };
  if (population.overlapping === undefined) {
    const shownIn = (row: number): readonly ReadVisit[] =>
      paths.visitsOf(paths.pathOf(path[row] as number) as Path);
    const shown = grouped(all, (row) => paths.shapeOf(path[row] as number));
    return { ...about, ...shown, shapes: paths.shapes.shapes, shownIn };
  }
  const period = population.overlapping;
  const shapes = shapesIn(paths.order);
  const visitsIn = (row: number): readonly ReadVisit[] => {
    const way = paths.pathOf(path[row] as number);
    return way === null ? [] : overlappingVisits(paths.visitsOf(way), staysOf(row), period);
  };
  const shown = grouped(all, (row) => {
    const visits = visitsIn(row);
    return visits.length === 0 ? -1 : shapes.add(paths.pathOf(path[row] as number) as Path, visits);
  });
  return { ...about, ...shown, shapes: shapes.shapes, shownIn: visitsIn };
}

/** The stages a report has a row for: those of the pipeline, then those unknown to it that some deal shown really visited. */
export function shownPlaces({
  order,
  groups,
  shapes,
}: Pick<FunnelDeals, 'order' | 'groups' | 'shapes'>): StagePlace[] {
  if (order.places.length === order.mapped) return [...order.places];
  const met = new Set<number>();
  for (const group of new Set(groups))
    for (const position of (shapes[group] as Shape).unmapped) met.add(position);
  return order.places.filter((_, position) => position < order.mapped || met.has(position));
}

function readFunnelPopulation(book: DealBook, options: FunnelPopulationOptions): FunnelPopulation {
  const { closedDuring, openedDuring, overlapping } = options;
  checkOne({ closedDuring, openedDuring, overlapping });
  return overlapping === undefined
    ? readPopulation(book, options)
    : { overlapping: readPeriod(overlapping, book) };
}
