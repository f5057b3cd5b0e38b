import type { StageOrder } from './stage-order.ts';

/** How a deal's way through a pipeline ended, as of a date. */
export type Ending = 'won' | 'lost' | 'open' | 'transferred';

/** The path of a deal through one pipeline: the stages it really stayed in, in order, and one ending. */
export interface Path {
  readonly stages: readonly string[];
  readonly ending: Ending;
}

/** How a path is read where products disagree. */
export interface StageReading {
  /**
   * `count`: a stage that was jumped over counts as passed, by a win too (Bitrix24's funnel with conversion). `jumps`: not by
   * a win (1C's records). `ignore`: it does not (Bitrix24's standard funnel).
   */
  readonly skips: 'count' | 'jumps' | 'ignore';
  /** `keep`: what happened stays. `erase`: going back removes the visits of later stages (1C). */
  readonly returns: 'keep' | 'erase';
}

/** How a visit ended: on to the same stage or a later one, back to an earlier one, or with the path. */
export type Exit = 'advanced' | 'returned' | Ending;

/** A visit in a reading of a path. */
export interface ReadVisit {
  /** The stage's position in the order. */
  readonly position: number;
  readonly exit: Exit;
  /** The stays of the path it is made of, first and last; null for a visit that was only counted for a skip. */
  readonly stays: { readonly first: number; readonly last: number } | null;
}

/**
 * The visits a reading sees in a path, in order. The one place that knows what `skips` and `returns` mean.
 *
 * Only the last visit ends as the path ended. A stage the pipeline does not know lies, at each visit, right behind the stage
 * visited before, or before the first one: entering it is no way back, and nothing is counted as skipped on its account.
 * Retired stages are never skipped.
 */
export function readPath(path: Path, order: StageOrder, { skips, returns }: StageReading): ReadVisit[] {
  const real = returns === 'erase' ? erased(path, order) : kept(path, order);
  const visits: ReadVisit[] = [];
  let reached = -1;
  for (const [index, stay] of real.entries()) {
    const { position, stays } = stay;
    if (skips !== 'ignore') addSkipped(visits, reached + 1, order.before[position] ?? 0);
    const next = real[index + 1];
    const exit = next === undefined ? path.ending : liesBefore(next, stay) ? 'returned' : 'advanced';
    visits.push({ position, exit, stays });
    reached = reachedBy(position, order, reached);
  }
  if (skips === 'count' && path.ending === 'won' && real.length > 0)
    addSkipped(visits, reached + 1, order.mapped);
  return visits;
}

/** Where a visit lies on the way through a pipeline. */
export interface PlaceOnWay {
  /** How far on the way its stage is; of a stage the pipeline does not know, the last known one visited before, -1 without any. */
  readonly rank: number;
  /** Whether it is to an unknown stage, and so lies behind that one. */
  readonly isBehind: boolean;
}

/** Where a visit lies, after another one. */
export function placeAfter(before: PlaceOnWay | undefined, position: number, order: StageOrder): PlaceOnWay {
  if (order.before[position] === null) return { rank: before?.rank ?? -1, isBehind: true };
  return { rank: order.ranks[position] as number, isBehind: false };
}

/** Whether going from one place to another is going back. */
export function liesBefore(to: PlaceOnWay, from: PlaceOnWay): boolean {
  return to.rank < from.rank || (to.rank === from.rank && from.isBehind && !to.isBehind);
}

/** The position of the stage furthest on the way, of those that deals go through, after a visit. */
export function reachedBy(position: number, { mapped, before }: StageOrder, reached: number): number {
  if (position < mapped) return position;
  const passed = before[position] ?? null;
  return passed === null ? reached : passed - 1;
}

interface Stay extends PlaceOnWay {
  readonly position: number;
  readonly stays: { readonly first: number; readonly last: number };
}

function kept({ stages }: Path, order: StageOrder): Stay[] {
  const all: Stay[] = [];
  for (const [index, stageId] of stages.entries()) all.push(stayAfter(all.at(-1), stageId, index, order));
  return all;
}

function stayAfter(before: Stay | undefined, stageId: string, index: number, order: StageOrder): Stay {
  const position = order.positionOf.get(stageId) as number;
  return { position, ...placeAfter(before, position, order), stays: { first: index, last: index } };
}

function erased({ stages }: Path, order: StageOrder): Stay[] {
  const left: Stay[] = [];
  for (const [index, stageId] of stages.entries()) {
    const stay = stayAfter(left.at(-1), stageId, index, order);
    const before = left.length;
    while (left.length > 0 && liesBefore(stay, left.at(-1) as Stay)) left.pop();
    const target = left.at(-1);
    if (left.length < before && target?.position === stay.position) {
      left[left.length - 1] = { ...stay, stays: { first: target.stays.first, last: index } };
    } else {
      left.push(stay);
    }
  }
  return left;
}

function addSkipped(visits: ReadVisit[], from: number, to: number): void {
  for (let position = from; position < to; position++)
    visits.push({ position, exit: 'advanced', stays: null });
}
