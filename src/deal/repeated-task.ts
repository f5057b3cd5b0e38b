import type { DealEvent } from './event.ts';

/** Whether something was said of a task before: that it was made by hand, or that it was completed. What is told is kept. */
export function repeatsTask(told: Set<string>, event: DealEvent): boolean {
  if (event.type !== 'TaskAdded' && event.type !== 'TaskCompleted') return false;
  const key = JSON.stringify([event.type, event.type === 'TaskAdded' ? event.task.id : event.taskId]);
  if (told.has(key)) return true;
  told.add(key);
  return false;
}
