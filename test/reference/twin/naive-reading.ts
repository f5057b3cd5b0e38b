import type { NaiveDeal } from './naive-deal.ts';
import { endingIn, type NaiveEnding } from './naive-population.ts';

export interface NaiveReadingOptions {
  readonly skips?: 'count' | 'ignore';
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
}

export interface NaiveVisit extends NaiveSpan {
  /** "Its exit: `advanced`, `returned`, `won`, `lost`, `transferred`, or none yet (open)." */
  readonly exit: 'advanced' | 'returned' | NaiveEnding;
  /** False: added by `skips: 'count'`. */
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
  const stays = deal.stays.filter((stay) => stay.pipelineId === pipelineId);
  const spans = returns === 'erase' ? withoutReturns(stays, order) : stays;
  const ending = endingIn(deal, pipelineId);
  const visits = spans.map(
    (span, index): NaiveVisit => ({
      ...span,
      exit: exitOf(span, spans[index + 1], ending, order),
      isReal: true,
    }),
  );
  const wonAt = ending === 'won' ? deal.closedAt : null;
  return skips === 'count' ? withSkipped(visits, wonAt, order, through, retired) : visits;
}

/**
 * "Only a deal's last visit in a pipeline can end `won`, `lost`, `transferred` or open. Every earlier one
 * ended `advanced` or `returned`, by where the next one is (same stage or later: advanced)".
 */
function exitOf(
  { stageId }: NaiveSpan,
  next: NaiveSpan | undefined,
  ending: NaiveEnding,
  order: readonly string[],
): NaiveVisit['exit'] {
  if (next === undefined) return ending;
  return order.indexOf(next.stageId) >= order.indexOf(stageId) ? 'advanced' : 'returned';
}

/**
 * "going back removes the visits of later stages and continues the target's own last real visit." It then lasts from
 * when it was first entered to when it was last left.
 */
function withoutReturns(stays: readonly NaiveSpan[], order: readonly string[]): NaiveSpan[] {
  let spans: NaiveSpan[] = [];
  for (const target of stays) {
    const isLater = ({ stageId }: NaiveSpan): boolean =>
      order.indexOf(stageId) > order.indexOf(target.stageId);
    const isBack = spans.slice(-1).some(isLater);
    spans = spans.filter((span) => !isLater(span));
    const own = spans.at(-1);
    if (isBack && own?.stageId === target.stageId) spans.splice(-1, 1, { ...own, leftAt: target.leftAt });
    else spans.push(target);
  }
  return spans;
}

/**
 * "adds a zero-length visit, exit `advanced`, to each stage jumped over by a forward step between two visits,
 * by a first visit in a later stage, or by a win." Stages the pipeline does not know are neither added nor
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
  const added = (from: number, to: number, at: Date, undated: boolean): NaiveVisit[] =>
    through.slice(from, Math.max(from, to)).map((stageId) => ({
      stageId,
      exit: 'advanced',
      isReal: false,
      enteredAt: at,
      leftAt: at,
      undated,
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
    const { enteredAt, undated } = visit;
    return [...added(afterLastOf(visits.slice(0, index)), before(visit), enteredAt, undated), visit];
  });
  return wonAt === null
    ? withSteps
    : [...withSteps, ...added(afterLastOf(visits), through.length, wonAt, false)];
}
