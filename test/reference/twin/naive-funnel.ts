import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { compareCodePoints } from './code-points.ts';
import { type Amount, sumOf } from './exact.ts';
import {
  dateOf,
  headOfStage,
  type NaiveBook,
  type NaiveHead,
  orderOfStages,
  type PricedDeal,
  pipelineOf,
  stagesOnTheWay,
  wayOfStages,
  zoneOf,
} from './naive-book.ts';
import { isIn, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { elapsedTime, type NaiveClock } from './naive-clock.ts';
import { type NaiveHistory, potentialAt } from './naive-deal.ts';
import {
  endingIn,
  type NaiveEnding,
  type NaivePipelinePopulation,
  populationIn,
  stagesIn,
} from './naive-population.ts';
import { priceOf } from './naive-price.ts';
import { type NaiveRate, rate } from './naive-rate.ts';
import { type NaiveReadingOptions, type NaiveVisit, readingOf } from './naive-reading.ts';
import { isStrict } from './naive-strict.ts';
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

export interface NaiveFunnelOptions extends NaivePipelinePopulation, NaiveReadingOptions {
  readonly pipelineId: string;
  /** "a stage's cell counts the deals whose last visit there began in the period, with its exit as of the book" */
  readonly enteredDuring?: NaivePeriodInput;
  readonly stageOwnerId?: string | null;
  readonly strict?: boolean;
  readonly within?: { readonly days: number };
  readonly potentialAt?: 'asOf' | 'entry';
  /** "1C's: stage cells whose last visit has `entered < end` and (`left` is null or `left >= start`)". */
  readonly overlapping?: NaivePeriodInput;
  readonly clock?: NaiveClock;
}

/** A deal as this reading sees it in the funnel's pipeline. */
interface Read {
  readonly deal: PricedDeal;
  readonly ending: NaiveEnding;
  readonly visits: readonly NaiveVisit[];
  /** Those to stages that are not shown too. */
  readonly all: readonly NaiveVisit[];
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
  const all = [...histories];
  const { reads, order, pipeline } = readsOf(all, book, options);
  const worth = worthOf(all, book, options);
  return {
    stages: order.map((stageId) => rowOf(stageId, pipeline, reads, worth, book, options)),
    total: totalOf(reads, worth),
  };
}

/** What a deal is worth in the cell of a stage, or in the total; null: not priced. */
type Worth = (read: Read, stageId?: string) => Amount;

/**
 * "Money is the potential as of the book, in every cell (`potentialAt: 'entry'`: of the instant its visit began; the total
 * then takes that of the deal's last visit in the pipeline, and `unpriced` is of these)."
 */
function worthOf(
  histories: readonly NaiveHistory[],
  book: NaiveBook,
  { potentialAt: when, pipelineId }: NaiveFunnelOptions,
): Worth {
  const asOf = dateOf(histories, book);
  if (when !== 'entry' || asOf === null) return ({ deal }) => deal.price;
  return ({ deal, all }, stageId) => {
    const visit =
      stageId === undefined
        ? all.findLast(({ isReal }) => isReal)
        : all.findLast((each) => each.stageId === stageId);
    const at = visit?.enteredAt ?? cameTo(pipelineId, deal);
    return priceOf(potentialAt(at, deal), deal, book, asOf);
  };
}

/** When a deal came last to a pipeline without stages. */
function cameTo(pipelineId: string, { counted }: PricedDeal): Date {
  const isComing = ({ event }: PricedDeal['counted'][number], index: number): boolean => {
    const before = counted
      .slice(0, index)
      .findLast((other) => other.event.type === 'DealOpened' || other.event.type === 'DealTransferred');
    if (event.type === 'DealReopened')
      return (before?.event as { pipelineId?: string } | undefined)?.pipelineId === pipelineId;
    if (event.type !== 'DealOpened' && event.type !== 'DealTransferred') return false;
    return (
      event.pipelineId === pipelineId &&
      (before?.event as { pipelineId?: string } | undefined)?.pipelineId !== pipelineId
    );
  };
  return (counted.findLast(isComing) as PricedDeal['counted'][number]).at;
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

  function isInTotal(read: Read, cell: NaiveCell['cell']): boolean {
    if (cell === 'deals') return true;
    return cell === 'unpriced' ? worth(read) === null : read.ending === cell;
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

/** Whether only some stages of a deal are shown. */
function isPartly({ overlapping, enteredDuring, stageOwnerId }: Partial<NaiveFunnelOptions>): boolean {
  return overlapping !== undefined || enteredDuring !== undefined || stageOwnerId !== undefined;
}

/**
 * "stage cells whose last visit has `entered < end` and (`left` is null or `left >= start`)"; "whose last visit there began
 * in the period". "Visits whose beginning is not known are in no `enteredDuring`, `overlapping`".
 */
function isInPeriod(
  book: NaiveBook,
  { overlapping, enteredDuring }: Partial<NaiveFunnelOptions>,
): (visit: NaiveVisit) => boolean {
  if (enteredDuring !== undefined) {
    const during = periodOf(enteredDuring, zoneOf(book));
    return ({ enteredAt, undated }) => !undated && isIn(enteredAt, during);
  }
  if (overlapping === undefined) return () => true;
  const { start, end } = periodOf(overlapping, zoneOf(book));
  return ({ enteredAt, leftAt, undated }) =>
    !undated &&
    enteredAt.getTime() < end.getTime() &&
    (leftAt === null || leftAt.getTime() >= start.getTime());
}

/** And "a deal counts in a stage if that was its owner when its last visit there ended, or now". */
function isShownIn(book: NaiveBook, options: Partial<NaiveFunnelOptions>): (visit: NaiveVisit) => boolean {
  const { stageOwnerId } = options;
  const isHere = isInPeriod(book, options);
  return (visit) => isHere(visit) && (stageOwnerId === undefined || visit.ownerWhenLeft === stageOwnerId);
}

/** "`total` = deals shown": of each deal the visits to stages that are shown, and the deals that are shown in one at least. */
function shownOf(reads: readonly Read[], isShown: (visit: NaiveVisit) => boolean): Read[] {
  return reads
    .map((read) => ({
      ...read,
      visits: read.all.filter(({ stageId }) => {
        const last = lastVisit(read, stageId);
        return last !== undefined && isShown(last);
      }),
    }))
    .filter(({ visits }) => visits.length > 0);
}

function lastVisit({ all }: Read, stageId: string | undefined): NaiveVisit | undefined {
  return all.findLast((visit) => visit.stageId === stageId);
}

/**
 * "`stepRate` of the deals that entered here, those that entered the next stage (last stage: won)"; with `enteredDuring` "the
 * ones whose last visit to the next stage began then or since", with `stageOwnerId` "under whomever"; "`within` counts in
 * `stepRate` only those whose last visit to the next stage began 0 to so many days after that to this one (last stage: won so
 * soon)".
 */
function hasStepped(
  stageId: string,
  next: string | undefined,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): (read: Read) => boolean {
  const { enteredDuring, within } = options;
  const isNext = (visit: NaiveVisit): boolean => {
    if (enteredDuring === undefined) return isInPeriod(book, options)(visit);
    const { start } = periodOf(enteredDuring, zoneOf(book));
    return !visit.undated && visit.enteredAt.getTime() >= start.getTime();
  };
  return (read) => {
    const here = lastVisit(read, stageId);
    const there = lastVisit(read, next);
    const isOn = next === undefined ? read.ending === 'won' : there !== undefined && isNext(there);
    if (!isOn || within === undefined) return isOn;
    const at = next === undefined ? read.deal.closedAt : there?.undated ? null : there?.enteredAt;
    if (here === undefined || here.undated || at === null || at === undefined) return false;
    const days = (at.getTime() - here.enteredAt.getTime()) / 86_400_000;
    return days >= 0 && days <= within.days;
  };
}

function rowOf(
  stageId: string,
  pipeline: Pipeline,
  reads: readonly Read[],
  worth: Worth,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): NaiveStageRow {
  const { clock = elapsedTime } = options;
  const entered = reads.filter(hasEntered(stageId));
  const inCell = (cell: Cell): Read[] => entered.filter((read) => cellOf(read, stageId) === cell);
  const through = stagesOnTheWay(pipeline);
  const first = reads.filter(hasEntered(through[0]));
  // "`cumulativeRate`: the first stage under that owner, here under whomever"
  const cumulated = first.filter((read) => {
    const here = lastVisit(read, stageId);
    return here !== undefined && isInPeriod(book, options)(here);
  });
  const next = through.includes(stageId) ? through[through.indexOf(stageId) + 1] : undefined;
  const stepped = entered.filter(hasStepped(stageId, next, book, options));
  const potentialOf = (some: readonly Read[]): string => sumOf(some.map((read) => worth(read, stageId)));
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

function totalOf(reads: readonly Read[], worth: Worth): NaiveFunnel['total'] {
  const potentialOf = (some: readonly Read[]): string => sumOf(some.map((read) => worth(read)));
  const ended = (ending: NaiveEnding): Read[] => reads.filter((read) => read.ending === ending);
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

function record<K extends string, V>(keys: readonly K[], figureOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, figureOf(key)])) as Record<K, V>;
}
