import type { Deal, TaskCompletion } from '../deal/deal.ts';
import { addedTask } from './current-tasks.ts';
import type { DealTask } from './task.ts';

/** The tasks of a deal that were made by hand and not completed, while its events are read one after the other. */
export interface TasksByHand {
  /** How many of the deal's have been looked at. */
  seen: number;
  /** Those that came up, in the order they were made. */
  readonly open: Map<string, DealTask>;
  /** Those made while none were to be done. */
  readonly waiting: Map<string, DealTask>;
  /** Since when none are to be done; null while they are. */
  pausedAt: Date | null;
  /** Those of them whose ids meanwhile are those of tasks that follow from the pipeline. */
  readonly hidden: Set<string>;
}

export function tasksByHand(): TasksByHand {
  return { seen: 0, open: new Map(), waiting: new Map(), pausedAt: null, hidden: new Set() };
}

/** Whether a task that is to be done was made by hand, though it may have the id of one that follows from the pipeline. */
export function isByHand({ open, pausedAt, hidden }: TasksByHand, id: string): boolean {
  if (!open.has(id)) return false;
  if (pausedAt !== null) hidden.add(id);
  return pausedAt === null;
}

/** From an instant on none are to be done. */
export function pause(byHand: TasksByHand, at: Date): void {
  byHand.pausedAt ??= at;
}

/**
 * Takes note of the deal after something more happened, and of the tasks that came up or were completed. A loss closes
 * all of them and a reopening brings them back: that is noted once, not for each.
 */
export function noteByHand(
  byHand: TasksByHand,
  deal: Deal,
  {
    areToBeDone,
    completion,
  }: { readonly areToBeDone: boolean; readonly completion: TaskCompletion | undefined },
  tasks: Map<string, DealTask>,
  completed: ReadonlyMap<string, TaskCompletion>,
): void {
  const { open, waiting, hidden } = byHand;
  if (completion !== undefined) complete(byHand, completion, tasks);
  if (areToBeDone) {
    byHand.pausedAt = null;
    for (const id of hidden) tasks.set(id, open.get(id) as DealTask);
    hidden.clear();
    for (const [id, task] of waiting) come(open, tasks, id, task);
    waiting.clear();
  }
  for (; byHand.seen < deal.addedTasks.length; byHand.seen++) {
    const added = deal.addedTasks[byHand.seen] as Deal['addedTasks'][number];
    if (completed.has(added.id)) continue;
    const task = addedTask(deal, added);
    if (areToBeDone) come(open, tasks, added.id, task);
    else waiting.set(added.id, task);
  }
}

function come(open: Map<string, DealTask>, tasks: Map<string, DealTask>, id: string, task: DealTask): void {
  open.set(id, task);
  tasks.set(id, task);
}

/** What is completed while none are to be done was cancelled before. */
function complete(
  byHand: TasksByHand,
  { taskId, at, by, result }: TaskCompletion,
  tasks: Map<string, DealTask>,
): void {
  const task = byHand.open.get(taskId);
  byHand.waiting.delete(taskId);
  byHand.open.delete(taskId);
  if (task === undefined || byHand.hidden.delete(taskId)) return;
  tasks.set(
    taskId,
    byHand.pausedAt === null
      ? { ...task, status: 'done', closedAt: at, completedBy: by, result }
      : cancelled(task, byHand.pausedAt),
  );
}

/** Cancels what is left where none are to be done in the end. */
export function cancelLeft({ open, pausedAt, hidden }: TasksByHand, tasks: Map<string, DealTask>): void {
  if (pausedAt !== null)
    for (const [id, task] of open) if (!hidden.has(id)) tasks.set(id, cancelled(task, pausedAt));
}

function cancelled(task: DealTask, closedAt: Date): DealTask {
  return { ...task, status: 'cancelled', closedAt };
}
