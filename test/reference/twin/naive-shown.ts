import type { NaiveBook, PricedDeal } from './naive-book.ts';
import { isIn, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import type { NaiveClock } from './naive-clock.ts';
import type { NaiveEnding, NaivePipelinePopulation } from './naive-population.ts';
import type { NaiveReadingOptions, NaiveVisit } from './naive-reading.ts';

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
export interface NaiveRead {
  readonly deal: PricedDeal;
  readonly ending: NaiveEnding;
  readonly visits: readonly NaiveVisit[];
  /** Those to stages that are not shown too. */
  readonly all: readonly NaiveVisit[];
}

/** Whether only some stages of a deal are shown. */
export function isPartly({ overlapping, enteredDuring, stageOwnerId }: Partial<NaiveFunnelOptions>): boolean {
  return overlapping !== undefined || enteredDuring !== undefined || stageOwnerId !== undefined;
}

/**
 * "stage cells whose last visit has `entered < end` and (`left` is null or `left >= start`)"; "whose last visit there began
 * in the period". "Visits whose beginning is not known are in no `enteredDuring`, `overlapping`".
 */
export function isInPeriod(
  book: NaiveBook,
  { overlapping, enteredDuring }: Partial<NaiveFunnelOptions>,
): (visit: NaiveVisit) => boolean {
  if (enteredDuring !== undefined) {
    const during = periodOf(enteredDuring, book);
    return ({ enteredAt, undated }) => !undated && isIn(enteredAt, during);
  }
  if (overlapping === undefined) return () => true;
  const { start, end } = periodOf(overlapping, book);
  return ({ enteredAt, leftAt, undated }) =>
    !undated &&
    enteredAt.getTime() < end.getTime() &&
    (leftAt === null || leftAt.getTime() >= start.getTime());
}

/** And "a deal counts in a stage if that was its owner when its last visit there ended, or now". */
export function isShownIn(
  book: NaiveBook,
  options: Partial<NaiveFunnelOptions>,
): (visit: NaiveVisit) => boolean {
  const { stageOwnerId } = options;
  const isHere = isInPeriod(book, options);
  return (visit) => isHere(visit) && (stageOwnerId === undefined || visit.ownerWhenLeft === stageOwnerId);
}

/** "`total` = deals shown": of each deal the visits to stages that are shown, and the deals that are shown in one at least. */
export function shownOf(reads: readonly NaiveRead[], isShown: (visit: NaiveVisit) => boolean): NaiveRead[] {
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

export function lastVisit({ all }: NaiveRead, stageId: string | undefined): NaiveVisit | undefined {
  return all.findLast((visit) => visit.stageId === stageId);
}

/**
 * "`stepRate` of the deals that entered here, those that entered the next stage (last stage: won)"; with `enteredDuring` "the
 * ones whose last visit to the next stage began then or since", with `stageOwnerId` "under whomever"; "`within` counts in
 * `stepRate` only those whose last visit to the next stage began 0 to so many days after that to this one (last stage: won so
 * soon)".
 */
export function hasStepped(
  stageId: string,
  next: string | undefined,
  book: NaiveBook,
  options: NaiveFunnelOptions,
): (read: NaiveRead) => boolean {
  const { enteredDuring, within } = options;
  const isNext = (visit: NaiveVisit): boolean => {
    if (enteredDuring === undefined) return isInPeriod(book, options)(visit);
    const { start } = periodOf(enteredDuring, book);
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
