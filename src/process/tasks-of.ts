import type { Deal, TaskCompletion } from '../deal/deal.ts';
import type { DealHistory } from '../deal/event.ts';
import { dealStates } from '../deal/replay.ts';
import { checkOptions } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { type TaskOptions, taskOptions } from './assign.ts';
import { readingBy } from './current-deal.ts';
import { type Completions, derivedTasks } from './current-tasks.ts';
import type { DealTask } from './task.ts';
import { isByHand, noteByHand, tasksByHand } from './tasks-by-hand.ts';

/**
 * All tasks a deal ever had, in the order they came up: those its automatic pipeline handed out, those made by hand, and
 * those to record a result. Only completions and tasks made by hand are recorded; the others follow from pipeline and
 * history, so they are the same whenever they are derived.
 *
 * A stage's tasks come up each time the deal enters it, for its owner or whom the task names, due so many days of 24
 * hours later. An outcome cancels those made by hand that are open; a reopening does not bring them back. A task that
 * is open no more is `done` if it was completed (the task to record a result: also by the win, or by the explanation of
 * the loss), else `cancelled`: the deal was lost, transferred, deleted or taken under manual control.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, and as `replay`.
 *
 * @example
 * ```ts
 * const history = openDeal(typicalSale, { id: 'd1', ownerId: 'kari', potential: null, interactionId: 'call-7', at: new Date('2026-10-01') })
 * const [task] = tasksOf(history, [typicalSale])
 * const events = completeTask(replay(history), typicalSale, { taskId: 'd1/typical-sale/initial-contact/1/task/record-contact', at: new Date('2026-10-02') })
 * tasksOf([...history, ...events], [typicalSale]).map(({ name, status }) => [name, status]) // => [['Record the initial contact', 'done'], ['Qualify the client', 'open']]
 * ```
 */
export function tasksOf(
  history: DealHistory,
  pipelines: Iterable<Pipeline>,
  options: TaskOptions = {},
): DealTask[] {
  checkOptions(options, taskOptions);
  const { assign, ...limits } = options;
  const byId = pipelinesById(pipelines);
  const tasks = new Map<string, DealTask>();
  const completed = new Map<string, TaskCompletion>();
  const byHand = tasksByHand();
  let open: readonly DealTask[] = []; // those that follow from the pipeline
  for (const { deal, event } of dealStates(history, limits, readingBy(byId.values()))) {
    const pipeline = pipelineOf(byId, deal.pipelineId, deal.id);
    const completion = deal.completedTasks[completed.size];
    if (completion !== undefined) completed.set(completion.taskId, completion);
    const now = derivedTasks(deal, pipeline, completed, assign);
    const ids = new Set(now.map(({ id }) => id));
    for (const task of open) {
      if (!ids.has(task.id) && !isByHand(byHand, task.id)) tasks.set(task.id, closed(task, deal, completed));
    }
    noteByHand(byHand, deal, event, completed, tasks);
    for (const task of now) if (!isByHand(byHand, task.id)) tasks.set(task.id, task);
    const taskId = completion?.taskId;
    if (taskId !== undefined && !tasks.has(taskId)) tasks.set(taskId, unknown(deal, taskId, completed));
    open = now;
  }
  return [...tasks.values()];
}

/** A task that was open until what happened last. */
function closed(task: DealTask, deal: Deal, completed: Completions): DealTask {
  const completion = completed.get(task.id);
  const explained = deal.status === 'lost' && deal.explainedAt !== null;
  const done = completion !== undefined || (task.kind === 'lost' ? explained : false) || isWon(task, deal);
  return {
    ...task,
    status: done ? 'done' : 'cancelled',
    closedAt: completion?.at ?? deal.updatedAt,
    completedBy: completion?.by ?? null,
    result: completion?.result ?? null,
  };
}

function isWon(task: DealTask, deal: Deal): boolean {
  return task.kind === 'won' && deal.status === 'won';
}

/** A task that was completed although nothing known asks for it. */
function unknown(deal: Deal, id: string, completed: Completions): DealTask {
  const { ownerId, pipelineId, stageId, updatedAt } = deal;
  const task: DealTask = {
    ...{ id, dealId: deal.id, kind: 'unknown', name: id, assigneeId: ownerId, pipelineId, stageId },
    ...{ requires: [], createdAt: updatedAt, dueAt: null, status: 'open', closedAt: null },
    ...{ completedBy: null, result: null },
  };
  return closed(task, deal, completed);
}
