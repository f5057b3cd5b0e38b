import type { StageOrder } from './stage-order.ts';

/** How a deal's way through a pipeline ended, as of a date. */
export type Ending = 'won' | 'lost' | 'open' | 'transferred';

/** The path of a deal through one pipeline: the stages it really stayed in, in order, and one ending. */
export interface Path {
  readonly stages: readonly string[];
  readonly ending: Ending;
}

/** How a path is read where products disagree. */
export interface Reading {
  /** `count`: a stage that was jumped over counts as passed (1C, Bitrix24's funnel with conversion). `ignore`: it does not (Bitrix24's standard funnel). */
  readonly skips: 'count' | 'ignore';
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
 * Only the last visit ends as the path ended. Stages the pipeline does not know are visited, but they are not on the
 * way from one stage to another: nothing is counted as skipped on their account. Retired ones are never skipped.
 */
export function readPath(path: Path, order: StageOrder, { skips, returns }: Reading): ReadVisit[] {
  const real = returns === 'erase' ? erased(path, order) : kept(path, order);
  const visits: ReadVisit[] = [];
  const rankOf = ({ position }: { readonly position: number }): number => order.ranks[position] as number;
  let reached = -1;
  for (const [index, { position, stays }] of real.entries()) {
    if (skips === 'count') addSkipped(visits, reached + 1, order.before[position] ?? 0);
    const next = real[index + 1];
    const exit =
      next === undefined ? path.ending : rankOf(next) >= rankOf({ position }) ? 'advanced' : 'returned';
    visits.push({ position, exit, stays });
    reached = reachedBy(position, order, reached);
  }
  if (skips === 'count' && path.ending === 'won' && real.length > 0)
    addSkipped(visits, reached + 1, order.mapped);
  return visits;
}

/** The position of the stage furthest on the way, of those that deals go through, after a visit. */
export function reachedBy(position: number, { mapped, before }: StageOrder, reached: number): number {
  if (position < mapped) return position;
  const passed = before[position] ?? null;
  return passed === null ? reached : passed - 1;
}

interface Stay {
  readonly position: number;
  readonly stays: { readonly first: number; readonly last: number };
}

function kept({ stages }: Path, { positionOf }: StageOrder): Stay[] {
  return stages.map((stageId, index) => ({
    position: positionOf.get(stageId) as number,
    stays: { first: index, last: index },
  }));
}

function erased({ stages }: Path, { positionOf, ranks }: StageOrder): Stay[] {
  const left: Stay[] = [];
  for (const [index, stageId] of stages.entries()) {
    const position = positionOf.get(stageId) as number;
    const before = left.length;
    const rank = ranks[position] as number;
    while (left.length > 0 && (ranks[(left.at(-1) as Stay).position] as number) > rank) left.pop();
    const target = left.at(-1);
    if (left.length < before && target?.position === position) {
      left[left.length - 1] = { position, stays: { first: target.stays.first, last: index } };
    } else {
      left.push({ position, stays: { first: index, last: index } });
    }
  }
  return left;
}

function addSkipped(visits: ReadVisit[], from: number, to: number): void {
  for (let position = from; position < to; position++)
    visits.push({ position, exit: 'advanced', stays: null });
}
