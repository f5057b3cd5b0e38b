import type { NaiveDeal } from './naive-deal.ts';
import { endingIn, type NaiveEnding } from './naive-population.ts';

export interface NaiveReadingOptions {
  readonly skips?: 'count' | 'jumps' | 'ignore';
  readonly returns?: 'keep' | 'erase';
}

/** "A visit is one stay in one stage." */
interface NaiveSpan {
  readonly stageId: string;
  readonly enteredAt: Date;
  /** Null: the deal is still there. */
  readonly leftAt: Date | null;
  /** Whether it is not known when it began. */
  readonly undated: boolean;
  /** Whose the deal was when it began and when it ended, or now. */
  readonly ownerWhenEntered: string | null;
  readonly ownerWhenLeft: string | null;
}

export interface NaiveVisit extends NaiveSpan {
  /** "Its exit: `advanced`, `returned`, `won`, `lost`, `transferred`, or none yet (open)." */
  readonly exit: 'advanced' | 'returned' | NaiveEnding;
  /** False: added by `skips`. */
  readonly isReal: boolean;
}

/** A deal's way in a pipeline as a reading sees it; `order` is every stage where it lies, `through` those that deals go through. */
export function readingOf(
  deal: NaiveDeal,
  pipelineId: string,
  order: readonly string[],
  through: readonly string[],
  retired: readonly string[],
  { skips = 'count', returns = 'keep' }: NaiveReadingOptions,
): NaiveVisit[] {
  const stays = onWay(
    deal.stays.filter((stay) => stay.pipelineId === pipelineId),
    order.filter((stageId) => [...through, ...retired].includes(stageId)),
  );
  const spans = returns === 'erase' ? withoutReturns(stays) : stays;
  const ending = endingIn(deal, pipelineId);
  const visits = spans.map(
    ({ place, ...span }, index): NaiveVisit => ({
      ...span,
      exit: exitOf(place, spans[index + 1]?.place, ending),
      isReal: true,
    }),
  );
  const wonAt = ending === 'won' && skips === 'count' ? deal.closedAt : null;
  return skips === 'ignore' ? visits : withSkipped(visits, wonAt, order, through, retired);
}

interface PlacedSpan extends NaiveSpan {
  readonly place: NaivePlace;
}

/** The number of a stage on the way; of a visit to an unknown one, that of the visit before, and a number behind it. */
export type NaivePlace = readonly number[];

/**
 * "A stage that the pipeline does not know stands, at each visit, right after the preceding visit in that pipeline, before
 * the first stage if there is none". `known` is every stage the pipeline knows, where it lies.
 */
function onWay(stays: readonly NaiveSpan[], known: readonly string[]): PlacedSpan[] {
  const places = naivePlaces(
    stays.map(({ stageId }) => stageId),
    known,
  );
  return stays.map((stay, index) => ({ ...stay, place: places[index] ?? [] }));
}

/** Where visits to these stages, one after the other, stand. */
export function naivePlaces(stageIds: readonly string[], known: readonly string[]): NaivePlace[] {
  return stageIds.map((stageId, index) => {
    if (known.includes(stageId)) return [known.indexOf(stageId)];
    const since = stageIds.slice(0, index).findLastIndex((other) => known.includes(other));
    const preceding = stageIds[since];
    return [preceding === undefined ? -1 : known.indexOf(preceding), index - since];
  });
}

/** Whether one place is before another. */
export function isBefore([a = 0, behindA = 0]: NaivePlace, [b = 0, behindB = 0]: NaivePlace): boolean {
  return a === b ? behindA < behindB : a < b;
}

/**
 * "Only a deal's last visit in a pipeline can end `won`, `lost`, `transferred` or open. Every earlier one
 * ended `advanced` or `returned`, by where the next one is (same stage or later: advanced)".
 */
function exitOf(place: NaivePlace, next: NaivePlace | undefined, ending: NaiveEnding): NaiveVisit['exit'] {
  if (next === undefined) return ending;
  return isBefore(next, place) ? 'returned' : 'advanced';
}

/**
 * "going back removes the visits of later stages and continues the target's own last real visit." It then lasts from
 * when it was first entered to when it was last left.
 */
function withoutReturns(stays: readonly PlacedSpan[]): PlacedSpan[] {
  let spans: PlacedSpan[] = [];
  for (const target of stays) {
    const isLater = ({ place }: PlacedSpan): boolean => isBefore(target.place, place);
    const isBack = spans.slice(-1).some(isLater);
    spans = spans.filter((span) => !isLater(span));
    const own = spans.at(-1);
    if (isBack && own?.stageId === target.stageId) {
      const { leftAt, ownerWhenLeft } = target;
      spans.splice(-1, 1, { ...own, leftAt, ownerWhenLeft });
    } else spans.push(target);
  }
  return spans;
}

/**
 * "adds a zero-length visit, exit `advanced`, to each stage jumped over by a forward step between two visits,
 * by a first visit in a later stage, or by a win"; `'jumps'` "none after an early win". Stages the pipeline does not know are neither added nor
 * jumped from: the step looked at is the one from the last visit to a stage it knows. Retired ones are not added, but they
 * lie where they were: what is jumped over lies before or behind them.
 */
function withSkipped(
  visits: readonly NaiveVisit[],
  wonAt: Date | null,
  order: readonly string[],
  through: readonly string[],
  retired: readonly string[],
): NaiveVisit[] {
  // "of a visit added for a skip, when the deal jumped"
  const added = (from: number, to: number, at: Date, undated: boolean, owner: string | null): NaiveVisit[] =>
    through.slice(from, Math.max(from, to)).map((stageId) => ({
      stageId,
      exit: 'advanced',
      isReal: false,
      enteredAt: at,
      leftAt: at,
      undated,
      ownerWhenEntered: owner,
      ownerWhenLeft: owner,
    }));
  const isKnown = ({ stageId }: NaiveVisit): boolean => [...through, ...retired].includes(stageId);
  const before = ({ stageId }: NaiveVisit): number =>
    through.filter((other) => order.indexOf(other) < order.indexOf(stageId)).length;
  const afterLastOf = (earlier: readonly NaiveVisit[]): number => {
    const previous = earlier.findLast(isKnown);
    if (previous === undefined) return 0;
    return before(previous) + (through.includes(previous.stageId) ? 1 : 0);
  };
  const withSteps = visits.flatMap((visit, index) => {
    if (!isKnown(visit)) return [visit];
    const { enteredAt, undated, ownerWhenEntered } = visit;
    const reached = afterLastOf(visits.slice(0, index));
    return [...added(reached, before(visit), enteredAt, undated, ownerWhenEntered), visit];
  });
  const closer = visits.at(-1)?.ownerWhenLeft ?? null;
  return wonAt === null
    ? withSteps
    : [...withSteps, ...added(afterLastOf(visits), through.length, wonAt, false, closer)];
}
