import type { AddedTask, TaskCompletion } from './deal.ts';
import type { TaskChanged } from './event.ts';

/** How the tasks of a deal that were made by hand come up, change, and are closed. The first of an id counts. */
export interface TaskParts {
  readonly withTask: (added: readonly AddedTask[], task: AddedTask) => readonly AddedTask[];
  readonly withCompletion: (
    completed: readonly TaskCompletion[],
    completion: TaskCompletion,
  ) => readonly TaskCompletion[];
  readonly withChange: (added: readonly AddedTask[], change: TaskChanged, at: Date) => readonly AddedTask[];
  /** With all that are to be done cancelled. */
  readonly withAllCancelled: (added: readonly AddedTask[], at: Date) => readonly AddedTask[];
}

/** Written into what is there, as all parts of a deal; only what is to be done is looked at, so no cost is quadratic. */
export function taskParts(): TaskParts {
  const ids = new Set<string>();
  const completedIds = new Set<string>();
  /** The places of those to be done. */
  const open = new Map<string, number>();
  const cancel = (added: readonly AddedTask[], place: number, at: Date): void => {
    (added as AddedTask[])[place] = { ...(added[place] as AddedTask), cancelledAt: at };
  };
  return {
    withTask(added, task) {
      if (ids.has(task.id)) return added;
      ids.add(task.id);
      const place = (added as AddedTask[]).push(task) - 1;
      if (!completedIds.has(task.id)) open.set(task.id, place);
      return added;
    },
    withCompletion(completed, completion) {
      if (completedIds.has(completion.taskId)) return completed;
      completedIds.add(completion.taskId);
      open.delete(completion.taskId);
      (completed as TaskCompletion[]).push(completion);
      return completed;
    },
    withChange(added, { taskId, assigneeId, dueAt, cancelled }, at) {
      const place = open.get(taskId);
      if (place === undefined) return added;
      const task = added[place] as AddedTask;
      (added as AddedTask[])[place] = {
        ...task,
        ...(assigneeId === undefined ? {} : { assigneeId }),
        ...(dueAt === undefined ? {} : { dueAt: new Date(+dueAt) }),
      };
      if (cancelled === true) {
        cancel(added, place, at);
        open.delete(taskId);
      }
      return added;
    },
    withAllCancelled(added, at) {
      for (const place of open.values()) cancel(added, place, at);
      open.clear();
      return added;
    },
  };
}
