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
import { type Path, type Reading, type ReadVisit, readPath } from '../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../timeline/stage-order.ts';
import { pathsIn } from './deal-paths.ts';
import { type FunnelReading, readReading } from './funnel-reading.ts';

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

/** The deals of a funnel and the visits it sees. */
export interface FunnelDeals {
  readonly population: FunnelPopulation;
  readonly reading: Reading;
  readonly order: StageOrder;
  /** The rows of the population's deals that ever were in the pipeline. */
  readonly rows: Int32Array;
  pathOf(row: number): Path;
  /** The visits of a path in this reading. */
  visitsOf(path: Path): readonly ReadVisit[];
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
  const { last } = stateOf(book);
  const reading = readReading(options);
  const population = readFunnelPopulation(book, options);
  const pathOf = pathsIn(book, pipelineId);
  const rows = populationRows(book, population).filter((row) => pathOf(row) !== null);
  const paths = new Set(Array.from(rows, (row) => pathOf(row) as Path));
  const order = stageOrder(pipelineOf(facts.pipelines, pipelineId), visitedStages(paths));
  const visitsOf = cached((path: Path) => readPath(path, order, reading));
  const staysOf = (row: number): Stays => staysIn(facts, pipelineId, row, last[row] as number);
  const shownIn = (row: number): readonly ReadVisit[] => {
    const visits = visitsOf(pathOf(row) as Path);
    return population.overlapping === undefined
      ? visits
      : overlappingVisits(visits, staysOf(row), population.overlapping);
  };
  return {
    population,
    reading,
    order,
    rows,
    pathOf: pathOf as (row: number) => Path,
    visitsOf,
    shownIn,
    staysOf,
  };
}

/** The stages that paths really visit. */
export function visitedStages(paths: Iterable<Path>): Set<string> {
  const visited = new Set<string>();
  for (const { stages } of paths) for (const stageId of stages) visited.add(stageId);
  return visited;
}

function readFunnelPopulation(book: DealBook, options: FunnelPopulationOptions): FunnelPopulation {
  const { closedDuring, openedDuring, overlapping } = options;
  checkOne({ closedDuring, openedDuring, overlapping });
  return overlapping === undefined
    ? readPopulation(book, options)
    : { overlapping: readPeriod(overlapping, book) };
}

/** The visits to those stages whose last visit was going on in a period. */
function overlappingVisits(visits: readonly ReadVisit[], stays: Stays, { start, end }: Period): ReadVisit[] {
  const shown = new Set<number>();
  for (const [index, { position }] of visits.entries()) {
    const [entered, left] = spanOf(visits, index, stays);
    const goingOn = entered < +end && (Number.isNaN(left) || left >= +start);
    if (goingOn) shown.add(position);
    else shown.delete(position); // a later visit to the stage decides
  }
  return visits.filter(({ position }) => shown.has(position));
}

/** When a visit began and ended; a visit counted for a skip has no length and lies where the deal jumped. */
export function spanOf(
  visits: readonly ReadVisit[],
  index: number,
  { enteredAt, leftAt }: Stays,
): [number, number] {
  const { stays } = visits[index] as ReadVisit;
  if (stays !== null) return [enteredAt[stays.first] as number, leftAt[stays.last] as number];
  for (let next = index + 1; next < visits.length; next++) {
    const later = (visits[next] as ReadVisit).stays;
    if (later !== null) return [enteredAt[later.first] as number, enteredAt[later.first] as number];
  }
  const end = leftAt.at(-1) as number; // jumped over by the win
  return [end, end];
}

function cached<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      known.set(key, value);
    }
    return value;
  };
}
