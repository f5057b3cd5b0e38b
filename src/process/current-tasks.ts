import type { AddedTask, Deal, TaskCompletion } from '../deal/deal.ts';
import { nextStage } from '../pipeline/next-stage.ts';
import type { Pipeline, StageTask } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { intoRange } from '../time/date-range.ts';
import { millisecondsPerDay } from '../time/elapsed.ts';
import { type Assign, assigneeOf } from './assign.ts';
import { isAutomatic } from './is-led.ts';
import type { DealTask } from './task.ts';
import { resultTaskId, stageTaskId } from './task-id.ts';

/** A result is to be recorded within a day. */
const resultDueDays = 1;

/**
 * What is to be done for a deal as it stands. The one place that knows: verbs, lists and histories of tasks ask here.
 *
 * A pipeline that leads a deal asks for the tasks of its stage; once they are done in the last stage, for the result. When
 * such a deal is lost, all its tasks are closed but for one, to record why. Any outcome cancels the tasks made by hand.
 * Where the pipeline is not at hand, the tasks made by hand are all there is.
 */
export function currentTasks(
  deal: Deal,
  pipeline: Pipeline | undefined,
  assign?: Assign,
): readonly DealTask[] {
  const completed = new Map(deal.completedTasks.map((completion) => [completion.taskId, completion]));
  const derived = pipeline === undefined ? [] : derivedTasks(deal, pipeline, completed, assign);
  if (deal.deletedAt !== null) return derived;
  const added = deal.addedTasks.filter(({ id, cancelledAt }) => !completed.has(id) && cancelledAt === null);
  return [...derived, ...added.map((task) => addedTask(deal, task))];
}

/** What was completed, by the ids of the tasks. */
export type Completions = ReadonlyMap<string, TaskCompletion>;

/** Of what is to be done, that which follows from the pipeline. */
export function derivedTasks(
  deal: Deal,
  pipeline: Pipeline,
  completed: Completions,
  assign?: Assign,
): DealTask[] {
  if (deal.deletedAt !== null || !isAutomatic(deal, pipeline)) return [];
  const tasks = tasksOfStatus(deal, pipeline, completed, assign);
  return tasks.filter(({ id }) => !completed.has(id));
}

function tasksOfStatus(
  deal: Deal,
  pipeline: Pipeline,
  completed: Completions,
  assign: Assign | undefined,
): DealTask[] {
  switch (deal.status) {
    case 'open':
      return ledTasks(deal, pipeline, completed, assign);
    case 'won':
      return [];
    case 'lost':
      return deal.explainedAt !== null && deal.lossReason !== null ? [] : [lossTask(deal)];
  }
}

/** The tasks of the stage, also those completed in this stay; then, after the last stage, the result. */
function ledTasks(
  deal: Deal,
  pipeline: Pipeline,
  completed: Completions,
  assign: Assign | undefined,
): DealTask[] {
  const { stageId } = deal;
  if (stageId === null) return [];
  const tasks = (stageById(pipeline, stageId)?.tasks ?? []).map((task) => stageTask(deal, task, assign));
  if (tasks.some(({ id }) => !completed.has(id)) || nextStage(pipeline, stageId) !== undefined) return tasks;
  const since = tasks.reduce(
    (latest, { id }) => Math.max(latest, Number(completed.get(id)?.at)),
    +deal.stageEnteredAt,
  );
  return [...tasks, resultTask(deal, 'won', 'Record the result of the won deal', since)];
}

function stageTask(deal: Deal, given: StageTask, assign: Assign | undefined): DealTask {
  const { id, name, dueDays, requires = [] } = given;
  const createdAt = +deal.stageEnteredAt;
  const dueAt = dueDays === undefined ? null : dayAfter(createdAt, dueDays);
  return {
    ...task(deal, stageTaskId(deal, id), createdAt),
    kind: 'stage',
    name,
    assigneeId: assigneeOf(deal, given, assign),
    requires: [...requires],
    dueAt,
  };
}

function lossTask(deal: Deal & { readonly status: 'lost' }): DealTask {
  return resultTask(deal, 'lost', 'Record the result of the lost deal', +deal.closedAt);
}

function resultTask(deal: Deal, kind: 'won' | 'lost', name: string, createdAt: number): DealTask {
  const dueAt = dayAfter(createdAt, resultDueDays);
  return { ...task(deal, resultTaskId(deal, kind), createdAt), kind, name, dueAt };
}

/** A task made by hand as it is to be done. */
export function addedTask(
  deal: Deal,
  { id, name, assigneeId, addedAt, cancelledAt: _, dueAt, ...place }: AddedTask,
): DealTask {
  return { ...task(deal, id, +addedAt), kind: 'added', name, assigneeId, ...place, dueAt: dueAt ?? null };
}

/** What tasks that come up where a deal is have in common. */
function task(deal: Deal, id: string, createdAt: number): Omit<DealTask, 'kind' | 'name' | 'dueAt'> {
  return {
    id,
    dealId: deal.id,
    assigneeId: deal.ownerId,
    pipelineId: deal.pipelineId,
    stageId: deal.stageId,
    requires: [],
    createdAt: new Date(createdAt),
    status: 'open',
    closedAt: null,
    completedBy: null,
    result: null,
  };
}

/** So many days later; what is due after the year 9999 is due at its end. */
function dayAfter(instant: number, days: number): Date {
  return new Date(intoRange(instant + days * millisecondsPerDay));
}
