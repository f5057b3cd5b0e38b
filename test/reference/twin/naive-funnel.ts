import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { compareCodePoints } from './code-points.ts';
import { sumOf } from './exact.ts';
import {
  headOfStage,
  type NaiveBook,
  type NaiveHead,
  orderOfStages,
  type PricedDeal,
  pipelineOf,
  stagesOnTheWay,
  wayOfStages,
} from './naive-book.ts';
import { type NaivePeriod, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveEnding,
  type NaivePopulation,
  populationIn,
  stagesIn,
} from './naive-population.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import { type NaiveReadingOptions, type NaiveVisit, readingOf } from './naive-reading.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';

const cells = ['passed', 'lost', 'open', 'returned', 'transferred'] as const;
type Cell = (typeof cells)[number];
const endings = ['won', 'lost', 'open', 'transferred'] as const;

interface NaiveStageRow extends NaiveHead, Readonly<Record<'entered' | Cell, number>> {
  readonly skipped: number;
  readonly visits: number;
  readonly potential: Readonly<Record<'entered' | Cell, string>>;
  readonly stepRate: NaiveRate;
  readonly settledRate: NaiveRate;
  readonly cumulativeRate: NaiveRate;
  readonly lossRate: NaiveRate;
  readonly days: NaiveSummary;
}

export interface NaiveFunnel {
  readonly stages: readonly NaiveStageRow[];
  readonly total: Readonly<Record<'deals' | NaiveEnding, number>> & {
    readonly unpriced: number;
    /** Won deals with a price: those that the won potential is of. */
    readonly pricedWon: number;
    readonly winRate: NaiveRate;
    readonly totalRate: NaiveRate;
    readonly potential: Readonly<Record<'deals' | NaiveEnding, string>>;
  };
}

export interface NaiveFunnelOptions extends NaivePopulation, NaiveReadingOptions {
  readonly pipelineId: string;
  /** "1C's: stage cells whose last visit has `entered < end` and (`left` is null or `left >= start`)". */
  readonly overlapping?: NaivePeriodInput;
  readonly clock?: NaiveClock;
}

/** A deal as this reading sees it in the funnel's pipeline. */
interface Read {
  readonly deal: PricedDeal;
  readonly ending: NaiveEnding;
  readonly visits: readonly NaiveVisit[];
}

/** The deals of a funnel, and every stage in the order of its rows. */
interface Reads {
  readonly reads: readonly Read[];
  readonly order: readonly string[];
  readonly pipeline: Pipeline;
}

export function naiveFunnel(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): NaiveFunnel {
  const { reads, order, pipeline } = readsOf(histories, book, options);
  return {
    stages: order.map((stageId) => rowOf(stageId, pipeline, reads, options.clock ?? elapsedTime)),
    total: totalOf(reads),
  };
}

/** The cells of a row, or without a stage those of the total. */
export interface NaiveCell {
  readonly stageId?: string | undefined;
  readonly cell: 'entered' | Cell | 'skipped' | 'deals' | NaiveEnding | 'unpriced';
}

/** "`dealsIn(book, options, { stageId, cell })`: the ids behind a cell of the funnel", in code-point order. */
export function naiveDealsIn(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): (place: NaiveCell) => string[] {
  const { reads } = readsOf(histories, book, options);

  function isInTotal({ deal, ending }: Read, cell: NaiveCell['cell']): boolean {
    if (cell === 'deals') return true;
    return cell === 'unpriced' ? deal.price === null : ending === cell;
  }

  function isInStage(read: Read, stageId: string, cell: NaiveCell['cell']): boolean {
    if (!hasEntered(stageId)(read)) return false;
    if (cell === 'entered') return true;
    return cell === 'skipped' ? realVisitsTo(stageId, read).length === 0 : cellOf(read, stageId) === cell;
  }

  return ({ stageId, cell }) =>
    reads
      .filter((read) => (stageId === undefined ? isInTotal(read, cell) : isInStage(read, stageId, cell)))
      .map(({ deal }) => deal.id)
      .toSorted(compareCodePoints);
}

function readsOf(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  { pipelineId, overlapping, ...options }: NaiveFunnelOptions,
): Reads {
  const pipeline = pipelineOf(book, pipelineId);
  const through = stagesOnTheWay(pipeline);
  const retired = pipeline.stages.map(({ id }) => id).filter((id) => !through.includes(id));
  const deals = populationIn(pipelineId, histories, book, options);
  const visitedBy = (visitors: readonly PricedDeal[]): string[] =>
    visitors.flatMap((deal) => stagesIn(deal, pipelineId));
  const way = wayOfStages(pipeline, visitedBy(deals));
  const all = deals.map((deal) => ({
    deal,
    ending: endingIn(deal, pipelineId),
    visits: readingOf(deal, pipelineId, way, through, retired, options),
  }));
  const reads = overlapping === undefined ? all : shownDuring(periodOf(overlapping, book), all);
  return { reads, order: orderOfStages(pipeline, visitedBy(reads.map(({ deal }) => deal))), pipeline };
}

/**
 * "stage cells whose last visit has `entered < end` and (`left` is null or `left >= start`); `total` = deals shown":
 * of each deal the visits to stages that are shown, and the deals that are shown in one at least. "Visits whose beginning is not
 * known are in no `overlapping`."
 */
function shownDuring({ start, end }: NaivePeriod, reads: readonly Read[]): Read[] {
  const isShown = ({ enteredAt, leftAt, undated }: NaiveVisit): boolean =>
    !undated &&
    enteredAt.getTime() < end.getTime() &&
    (leftAt === null || leftAt.getTime() >= start.getTime());
  return reads
    .map((read) => ({
      ...read,
      visits: read.visits.filter(({ stageId }) => {
        const last = read.visits.findLast((visit) => visit.stageId === stageId);
        return last !== undefined && isShown(last);
      }),
    }))
    .filter(({ visits }) => visits.length > 0);
}

function rowOf(
  stageId: string,
  pipeline: Pipeline,
  reads: readonly Read[],
  clock: NaiveClock,
): NaiveStageRow {
  const entered = reads.filter(hasEntered(stageId));
  const inCell = (cell: Cell): Read[] => entered.filter((read) => cellOf(read, stageId) === cell);
  const through = stagesOnTheWay(pipeline);
  const first = reads.filter(hasEntered(through[0]));
  const next = through.includes(stageId) ? through[through.indexOf(stageId) + 1] : undefined;
  // "`stepRate` of the deals that entered here, those that entered the next stage (last stage: won)"
  const stepped = entered.filter(next === undefined ? ({ ending }) => ending === 'won' : hasEntered(next));
  const passed = inCell('passed').length;
  const lost = inCell('lost').length;
  return {
    ...headOfStage(pipeline, stageId),
    entered: entered.length,
    ...record(cells, (cell) => inCell(cell).length),
    // "`skipped` = deals with no real visit to the stage in this reading. `visits` = real stays."
    skipped: entered.filter((read) => realVisitsTo(stageId, read).length === 0).length,
    visits: entered.flatMap((read) => realVisitsTo(stageId, read)).length,
    potential: {
      entered: potentialOf(entered),
      ...record(cells, (cell) => potentialOf(inCell(cell))),
    },
    stepRate: rate(stepped.length, entered.length),
    // "`settledRate` passed / (passed + lost)"
    settledRate: rate(passed, passed + lost),
    // "`cumulativeRate` of those that entered the first stage, those that entered here (with 'ignore': both)"
    cumulativeRate: rate(first.filter(hasEntered(stageId)).length, first.length),
    // "`lossRate` lost / entered"
    lossRate: rate(lost, entered.length),
    days: naiveSummary(
      entered.flatMap((read) => durationsIn(stageId, read, clock)),
      clock,
    ),
  };
}

/**
 * "over the completed real visits of the row's deals"; "true: the opening date is not known; in no duration": neither
 * is a visit of which it is not known when it began.
 */
function durationsIn(stageId: string, read: Read, clock: NaiveClock): number[] {
  return realVisitsTo(stageId, read).flatMap(({ enteredAt, leftAt, undated }) =>
    leftAt === null || undated ? [] : [clock.between(enteredAt, leftAt)],
  );
}

function totalOf(reads: readonly Read[]): NaiveFunnel['total'] {
  const ended = (ending: NaiveEnding): Read[] => reads.filter((read) => read.ending === ending);
  const won = ended('won').length;
  return {
    deals: reads.length,
    ...record(endings, (ending) => ended(ending).length),
    unpriced: reads.filter(({ deal }) => deal.price === null).length,
    pricedWon: ended('won').filter(({ deal }) => deal.price !== null).length,
    // "`winRate` won / (won + lost); `totalRate` won / deals"
    winRate: rate(won, won + ended('lost').length),
    totalRate: rate(won, reads.length),
    potential: {
      deals: potentialOf(reads),
      ...record(endings, (ending) => potentialOf(ended(ending))),
    },
  };
}

function hasEntered(stageId: string | undefined): (read: Read) => boolean {
  return ({ visits }) => visits.some((visit) => visit.stageId === stageId);
}

function realVisitsTo(stageId: string, { visits }: Read): NaiveVisit[] {
  return visits.filter((visit) => visit.stageId === stageId && visit.isReal);
}

/** "One deal, one cell per stage: the exit of its last visit there (`advanced` and `won` = passed)." */
function cellOf({ visits }: Read, stageId: string): Cell | undefined {
  const exit = visits.findLast((visit) => visit.stageId === stageId)?.exit;
  return exit === 'advanced' || exit === 'won' ? 'passed' : exit;
}

/** "Money is the potential as of the book, in every cell." */
function potentialOf(reads: readonly Read[]): string {
  return sumOf(reads.map(({ deal }) => deal.price));
}

function record<K extends string, V>(keys: readonly K[], figureOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, figureOf(key)])) as Record<K, V>;
}
