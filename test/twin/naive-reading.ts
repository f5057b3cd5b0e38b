import type { NaiveEnding } from './naive-population.ts';

export interface NaiveReadingOptions {
  readonly skips?: 'count' | 'ignore';
  readonly returns?: 'keep' | 'erase';
}

/** "Its exit: `advanced`, `returned`, `won`, `lost`, `transferred`, or none yet (open)." */
export interface NaiveVisit {
  readonly stageId: string;
  readonly exit: 'advanced' | 'returned' | NaiveEnding;
  /** False: added by `skips: 'count'`. */
  readonly isReal: boolean;
}

/** A path as a reading sees it; `order` is every stage, the first `mapped` of them the pipeline's own. */
export function readingOf(
  path: { readonly stages: readonly string[]; readonly ending: NaiveEnding },
  order: readonly string[],
  mapped: number,
  { skips = 'count', returns = 'keep' }: NaiveReadingOptions,
): NaiveVisit[] {
  const stages = returns === 'erase' ? withoutReturns(path.stages, order) : path.stages;
  const visits = stages.map((stageId, index) => ({
    stageId,
    exit: exitOf(order.indexOf(stageId), stages.slice(index + 1), path.ending, order),
    isReal: true,
  }));
  return skips === 'count' ? withSkipped(visits, path.ending, order.slice(0, mapped)) : visits;
}

/**
 * "Only a deal's last visit in a pipeline can end `won`, `lost`, `transferred` or open. Every earlier one
 * ended `advanced` or `returned`, by where the next one is (same stage or later: advanced)".
 */
function exitOf(
  position: number,
  [next]: readonly string[],
  ending: NaiveEnding,
  order: readonly string[],
): NaiveVisit['exit'] {
  if (next === undefined) return ending;
  return order.indexOf(next) >= position ? 'advanced' : 'returned';
}

/** "going back removes the visits of later stages and continues the target's own last real visit." */
function withoutReturns(stages: readonly string[], order: readonly string[]): string[] {
  let visits: string[] = [];
  for (const target of stages) {
    const isLater = (stageId: string): boolean => order.indexOf(stageId) > order.indexOf(target);
    const isBack = visits.slice(-1).some(isLater);
    visits = visits.filter((stageId) => !isLater(stageId));
    const isContinued = isBack && visits.at(-1) === target;
    if (!isContinued) visits.push(target);
  }
  return visits;
}

/**
 * "adds a zero-length visit, exit `advanced`, to each stage jumped over by a forward step between two visits,
 * by a first visit in a later stage, or by a win." Stages the pipeline does not know are neither added nor
 * jumped from: the step looked at is the one from the last visit to a stage it knows.
 */
function withSkipped(
  visits: readonly NaiveVisit[],
  ending: NaiveEnding,
  mapped: readonly string[],
): NaiveVisit[] {
  const added = (from: number, to: number): NaiveVisit[] =>
    mapped.slice(from, Math.max(from, to)).map((stageId) => ({ stageId, exit: 'advanced', isReal: false }));
  const isMapped = ({ stageId }: NaiveVisit): boolean => mapped.includes(stageId);
  const afterLastOf = (earlier: readonly NaiveVisit[]): number => {
    const previous = earlier.findLast(isMapped);
    return previous === undefined ? 0 : mapped.indexOf(previous.stageId) + 1;
  };
  const withSteps = visits.flatMap((visit, index) =>
    isMapped(visit)
      ? [...added(afterLastOf(visits.slice(0, index)), mapped.indexOf(visit.stageId)), visit]
      : [visit],
  );
  return ending === 'won' ? [...withSteps, ...added(afterLastOf(visits), mapped.length)] : withSteps;
}
