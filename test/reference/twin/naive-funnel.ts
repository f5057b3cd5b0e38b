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
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { endingIn, type NaiveEnding, populationIn, stagesIn } from './naive-population.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import { type NaiveVisit, readingOf } from './naive-reading.ts';
import {
  hasStepped,
  isInPeriod,
  isPartly,
  isShownIn,
  lastVisit,
  type NaiveFunnelOptions,
  type NaiveRead,
  shownOf,
} from './naive-shown.ts';
import { isStrict } from './naive-strict.ts';
import { type NaiveSummary, naiveSummary } from './naive-summary.ts';
import { type Worth, worthOf } from './naive-worth.ts';

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
  readonly perDeal: { readonly days: NaiveSummary; readonly open: number; readonly undated: number };
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

/** The deals of a funnel, and every stage in the order of its rows. */
interface Reads {
  readonly reads: readonly NaiveRead[];
  readonly order: readonly string[];
  readonly pipeline: Pipeline;
}

export function naiveFunnel(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): NaiveFunnel {
  const all = [...histories];
  const { reads, order, pipeline } = readsOf(all, book, options);
  const worth = worthOf(all, book, options);
  return {
    stages: order.map((stageId) => rowOf(stageId, pipeline, reads, worth, book, options)),
    total: totalOf(reads, worth),
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
  const all = [...histories];
  const { reads } = readsOf(all, book, options);
  const worth = worthOf(all, book, options);

  function isInTotal(read: NaiveRead, cell: NaiveCell['cell']): boolean {
    if (cell === 'deals') return true;
    return cell === 'unpriced' ? worth(read) === null : read.ending === cell;
  }

  function isInStage(read: NaiveRead, stageId: string, cell: NaiveCell['cell']): boolean {
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
  { pipelineId, ...options }: NaiveFunnelOptions,
): Reads {
  const pipeline = pipelineOf(book, pipelineId);
  const through = stagesOnTheWay(pipeline);
  const retired = pipeline.stages.map(({ id }) => id).filter((id) => !through.includes(id));
  const deals = populationIn(pipelineId, histories, book, options).filter(
    (deal) => options.strict !== true || isStrict(deal, pipeline),
  );
  const visitedBy = (visitors: readonly PricedDeal[]): string[] =>
    visitors.flatMap((deal) => stagesIn(deal, pipelineId));
  const way = wayOfStages(pipeline, visitedBy(deals));
  const all = deals.map((deal) => {
    const visits = readingOf(deal, pipelineId, way, through, retired, options);
    return { deal, ending: endingIn(deal, pipelineId), visits, all: visits };
  });
  const reads = isPartly(options) ? shownOf(all, isShownIn(book, options)) : all;
  return { reads, order: orderOfStages(pipeline, visitedBy(reads.map(({ deal }) => deal))), pipeline };
}

function rowOf(
  stageId: string,
  pipeline: Pipeline,
  reads: readonly NaiveRead[],
  worth: Worth,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): NaiveStageRow {
  const { clock = elapsedTime } = options;
  const entered = reads.filter(hasEntered(stageId));
  const inCell = (cell: Cell): NaiveRead[] => entered.filter((read) => cellOf(read, stageId) === cell);
  const through = stagesOnTheWay(pipeline);
  const first = reads.filter(hasEntered(through[0]));
  // "`cumulativeRate`: the first stage under that owner, here under whomever"
  const cumulated = first.filter((read) => {
    const here = lastVisit(read, stageId);
    return here !== undefined && isInPeriod(book, options)(here);
  });
  const next = through.includes(stageId) ? through[through.indexOf(stageId) + 1] : undefined;
  const stepped = entered.filter(hasStepped(stageId, next, book, options));
  const potentialOf = (some: readonly NaiveRead[]): string => sumOf(some.map((read) => worth(read, stageId)));
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
    cumulativeRate: rate(cumulated.length, first.length),
    // "`lossRate` lost / entered"
    lossRate: rate(lost, entered.length),
    days: naiveSummary(
      entered.flatMap((read) => durationsIn(stageId, read, clock)),
      clock,
    ),
    perDeal: perDealIn(stageId, entered, clock),
  };
}

/** The visits of each deal together: of those whose visits there are over, and began at a known time. */
function perDealIn(
  stageId: string,
  entered: readonly NaiveRead[],
  clock: NaiveClock,
): NaiveStageRow['perDeal'] {
  const visited = entered.filter((read) => realVisitsTo(stageId, read).length > 0);
  const isVague = (read: NaiveRead): boolean => realVisitsTo(stageId, read).some(({ undated }) => undated);
  const isThere = (read: NaiveRead): boolean =>
    realVisitsTo(stageId, read).some(({ leftAt }) => leftAt === null);
  const sure = visited.filter((read) => !isVague(read));
  const gone = sure.filter((read) => !isThere(read));
  const sums = gone.map((read) => durationsIn(stageId, read, clock).reduce((sum, ms) => sum + ms, 0));
  return {
    days: naiveSummary(sums, clock),
    open: sure.length - gone.length,
    undated: visited.length - sure.length,
  };
}

/**
 * "over the completed real visits of the row's deals"; "true: the opening date is not known; in no duration": neither
 * is a visit of which it is not known when it began.
 */
function durationsIn(stageId: string, read: NaiveRead, clock: NaiveClock): number[] {
  return realVisitsTo(stageId, read).flatMap(({ enteredAt, leftAt, undated }) =>
    leftAt === null || undated ? [] : [clock.between(enteredAt, leftAt)],
  );
}

function totalOf(reads: readonly NaiveRead[], worth: Worth): NaiveFunnel['total'] {
  const potentialOf = (some: readonly NaiveRead[]): string => sumOf(some.map((read) => worth(read)));
  const ended = (ending: NaiveEnding): NaiveRead[] => reads.filter((read) => read.ending === ending);
  const won = ended('won').length;
  return {
    deals: reads.length,
    ...record(endings, (ending) => ended(ending).length),
    unpriced: reads.filter((read) => worth(read) === null).length,
    pricedWon: ended('won').filter((read) => worth(read) !== null).length,
    // "`winRate` won / (won + lost); `totalRate` won / deals"
    winRate: rate(won, won + ended('lost').length),
    totalRate: rate(won, reads.length),
    potential: {
      deals: potentialOf(reads),
      ...record(endings, (ending) => potentialOf(ended(ending))),
    },
  };
}

function hasEntered(stageId: string | undefined): (read: NaiveRead) => boolean {
  return ({ visits }) => visits.some((visit) => visit.stageId === stageId);
}

function realVisitsTo(stageId: string, { visits }: NaiveRead): NaiveVisit[] {
  return visits.filter((visit) => visit.stageId === stageId && visit.isReal);
}

/** "One deal, one cell per stage: the exit of its last visit there (`advanced` and `won` = passed)." */
function cellOf({ visits }: NaiveRead, stageId: string): Cell | undefined {
  const exit = visits.findLast((visit) => visit.stageId === stageId)?.exit;
  return exit === 'advanced' || exit === 'won' ? 'passed' : exit;
}

function record<K extends string, V>(keys: readonly K[], figureOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, figureOf(key)])) as Record<K, V>;
}
