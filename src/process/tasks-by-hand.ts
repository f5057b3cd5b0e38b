import type { AddedTask, Deal, TaskCompletion } from '../deal/deal.ts';
import type { DealEvent } from '../deal/event.ts';
import { addedTask } from './current-tasks.ts';
import type { DealTask } from './task.ts';

/** The tasks of a deal that were made by hand, while its events are read one after the other. */
export interface TasksByHand {
  /** How many of the deal's have been looked at. */
  seen: number;
  /** Those to be done, each by its place among the deal's. */
  readonly open: Map<string, number>;
}

export function tasksByHand(): TasksByHand {
  return { seen: 0, open: new Map() };
}

/** Whether a task that is to be done was made by hand, though it may have the id of one that follows from the pipeline. */
export function isByHand({ open }: TasksByHand, id: string): boolean {
  return open.has(id);
}

/** Takes note of the deal after an event, and of the tasks that came up, changed, or were closed by it. */
export function noteByHand(
  byHand: TasksByHand,
  deal: Deal,
  event: DealEvent,
  completed: ReadonlyMap<string, TaskCompletion>,
  tasks: Map<string, DealTask>,
): void {
  const { open } = byHand;
  for (const id of touchedBy(byHand, event)) {
    const task = tasks.get(id) as DealTask;
    const added = deal.addedTasks[open.get(id) as number] as AddedTask;
    const completion = completed.get(id);
    const cancelledAt = deal.deletedAt ?? added.cancelledAt;
    if (completion !== undefined) {
      const { at, by, result } = completion;
      tasks.set(id, { ...task, status: 'done', closedAt: at, completedBy: by, result });
    } else if (cancelledAt !== null) tasks.set(id, { ...task, status: 'cancelled', closedAt: cancelledAt });
    else {
      tasks.set(id, addedTask(deal, added));
      continue;
    }
    open.delete(id);
  }
  for (; byHand.seen < deal.addedTasks.length; byHand.seen++) {
    const added = deal.addedTasks[byHand.seen] as AddedTask;
    if (completed.has(added.id)) continue;
    open.set(added.id, byHand.seen);
    tasks.set(added.id, addedTask(deal, added));
  }
}

/** Those to be done that an event may have changed. */
function touchedBy({ open }: TasksByHand, event: DealEvent): readonly string[] {
  switch (event.type) {
    case 'TaskCompleted':
    case 'TaskChanged':
      return open.has(event.taskId) ? [event.taskId] : [];
    case 'DealWon':
    case 'DealLost':
    case 'DealDeleted':
      return [...open.keys()];
    default:
      return [];
  }
}
