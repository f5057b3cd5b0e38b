import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { currentTasks } from '../process/current-tasks.ts';
import type { DealTask } from '../process/task.ts';
import type { Entry } from './entry-of.ts';

/** Checks that a task was made by hand and is to be done: at the instant spoken of, and not closed since. */
export function checkTaskByHand({ deal, now }: Entry, pipeline: Pipeline, taskId: string): void {
  const isOpen = ({ id, kind }: DealTask): boolean => id === taskId && kind === 'added';
  const isCompleted = now.completedTasks.some((completion) => completion.taskId === taskId);
  if (!isCompleted && currentTasks(deal, pipeline).some(isOpen)) return;
  throw new DealError('task-not-open', `Deal ${deal.id} has no open task ${taskId} that was made by hand.`, {
    dealId: deal.id,
    taskId,
  });
}
