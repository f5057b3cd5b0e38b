import type { AsOf } from '../deal/as-of.ts';
import type { DealHistory } from '../deal/event.ts';
import { orderedEvents } from '../deal/ordered-events.ts';
import { copied } from '../money/copied.ts';
import { checkOptions } from '../options.ts';
import type { Pipeline, StageTask } from '../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { type ReadVisit, readPath } from '../timeline/read-path.ts';
import type { StageHead } from '../timeline/stage-head.ts';
import { type StageOrder, stageOrder } from '../timeline/stage-order.ts';
import { type StageVisit, timelineOf } from '../timeline/timeline-of.ts';
import { type TaskOptions, taskOptions } from './assign.ts';
import type { DealTask } from './task.ts';
import { tasksOf } from './tasks-of.ts';

/** A deal's way through the stages of the pipeline it is in, or was closed in. */
export interface RouteMap {
  readonly dealId: string;
  readonly pipelineId: string;
  readonly name: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly stages: readonly (StageHead & {
    /**
     * `passed`: it was there and went on, or was won there. `skipped`: it went past without having been there. `current`:
     * it is there. `lost`: it was lost there. `pending`: it has not come there, or has gone back to before it.
     */
    readonly state: 'passed' | 'skipped' | 'current' | 'lost' | 'pending';
    /** Its stays there, the earliest first; `leftAt` is null while it is there. */
    readonly visits: readonly { readonly enteredAt: Date; readonly leftAt: Date | null }[];
    /** When the last of them began and ended; null where there was none. */
    readonly enteredAt: Date | null;
    readonly leftAt: Date | null;
    readonly tasks: readonly DealTask[];
    /** What the pipeline will ask for there, of a pending stage of an open deal that it leads; else nothing. */
    readonly toCome: readonly StageTask[];
  })[];
  /** Tasks that belong to no stage shown: in pipelines without stages, or from a pipeline the deal was in before. */
  readonly tasks: readonly DealTask[];
}

export type RouteStage = RouteMap['stages'][number];
export type RouteState = RouteStage['state'];

/**
 * Where a deal is on its way: each stage of its pipeline as passed, skipped, current, lost there or pending, with dates
 * and tasks. Undefined where the deal had not been opened by `asOf`.
 *
 * Going back makes the later stages pending again, as in 1C; their visits stay listed. A win passes the stage the deal
 * was in and skips those after it. Stages are in pipeline order; retired ones and those the pipeline does not know come
 * last, and only if the deal was there.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `missing-stage`, and as `replay`.
 *
 * @example
 * ```ts
 * const history = historyOf({
 *   id: 'd1', pipelineId: 'aida', ownerId: 'kari', potential: null, openedAt: new Date('2026-10-01'),
 *   visits: [{ stageId: 'awareness', enteredAt: new Date('2026-10-01') }, { stageId: 'desire', enteredAt: new Date('2026-10-05') }],
 * })
 * routeMap(history, [aida]).stages.map(({ stageId, state }) => [stageId, state]) // => [['awareness', 'passed'], ['interest', 'skipped'], ['desire', 'current'], ['action', 'pending']]
 * ```
 */
export function routeMap(history: DealHistory, pipelines: Iterable<Pipeline>): RouteMap;
export function routeMap(
  history: DealHistory,
  pipelines: Iterable<Pipeline>,
  options: TaskOptions,
): RouteMap | undefined;
export function routeMap(
  history: DealHistory,
  pipelines: Iterable<Pipeline>,
  options: TaskOptions = {},
): RouteMap | undefined {
  checkOptions(options, taskOptions);
  const { assign: _, ...limits } = options;
  const byId = pipelinesById(pipelines);
  const known = [...byId.values()];
  const timeline = timelineOf(history, known, limits);
  if (timeline === undefined) return undefined;
  const { dealId, pipelineId, status, openedAt, closedAt } = timeline;
  const pipeline = pipelineOf(byId, pipelineId, dealId);
  const here = timeline.visits.filter((visit) => visit.pipelineId === pipelineId);
  const path = { stages: here.map(({ stageId }) => stageId), ending: status };
  const order = stageOrder(pipeline, path.stages);
  const read = readPath(path, order, { skips: 'count', returns: 'erase' });
  const tasks = tasksOf(history, known, options);
  const isLed = status === 'open' && pipeline.progression === 'automatic' && !isByHand(history, limits);
  const visitsOf = byStage(here);
  const tasksIn = byStage(tasks.filter((task) => task.pipelineId === pipelineId));
  const lastOf = new Map(read.map((visit) => [visit.position, visit]));
  const stages = order.places.flatMap((place, position) => {
    const visits = visitsOf.get(place.stageId) ?? [];
    if (position >= order.mapped && visits.length === 0) return [];
    const state = stateOf(order, position, lastOf.get(position));
    const toCome = isLed && state === 'pending' ? (stageById(pipeline, place.stageId)?.tasks ?? []) : [];
    return [routeStage(place, state, visits, tasksIn.get(place.stageId) ?? [], copied(toCome))];
  });
  const shown = new Set(stages.flatMap((stage) => stage.tasks));
  return {
    ...{ dealId, pipelineId, name: pipeline.name, status, openedAt, closedAt, stages },
    tasks: tasks.filter((task) => !shown.has(task)),
  };
}

/** Whether a deal was taken under manual control. */
function isByHand(history: DealHistory, { asOf, knownAt }: AsOf): boolean {
  return orderedEvents(history, { asOf, knownAt }).some(({ type }) => type === 'ManualControlTaken');
}

function stateOf({ mapped }: StageOrder, position: number, last: ReadVisit | undefined): RouteState {
  if (last === undefined) return position < mapped ? 'pending' : 'passed'; // no deal will come there again
  if (last.exit === 'lost') return 'lost';
  if (last.exit === 'open') return 'current';
  return last.stays === null ? 'skipped' : 'passed';
}

function routeStage(
  place: StageHead,
  state: RouteState,
  stays: readonly StageVisit[],
  tasks: readonly DealTask[],
  toCome: readonly StageTask[],
): RouteStage {
  const visits = stays.map(({ enteredAt, leftAt }) => ({ enteredAt, leftAt }));
  const { enteredAt, leftAt } = visits.at(-1) ?? { enteredAt: null, leftAt: null };
  return { ...place, state, visits, enteredAt, leftAt, tasks, toCome };
}

function byStage<T extends { readonly stageId: string | null }>(
  items: readonly T[],
): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) {
    const group = groups.get(item.stageId);
    if (group === undefined) groups.set(item.stageId, [item]);
    else group.push(item);
  }
  return groups;
}
