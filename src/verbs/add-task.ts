import type { Deal } from '../deal/deal.ts';
import type { TaskAdded, TaskInput } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { checkOption, object } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isAutomatic } from '../process/is-led.ts';
import { isDerivedTaskId } from '../process/task-id.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Makes a task for a deal by hand, of any type of deal, open or closed.
 *
 * @throws DealError `duplicate-task` (a task of the deal has this id, or it is written as those of stage tasks are),
 * `deal-not-open` (a lost deal that its automatic pipeline leads: only the task to record the result is left),
 * `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`,
 * `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const added = addTask(deal, sales, { task: { id: 't1', name: 'Call back', dueAt: on('14') }, at: on('12') })
 * openTasks([[...histories[3], ...added]], [sales], { assigneeId: 'ola' }).map(({ name }) => name) // => ['Call back']
 * ```
 */
export function addTask(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** The assignee is by default the deal's owner as of then; null is nobody yet. */
    readonly task: Omit<TaskInput, 'assigneeId'> & { readonly assigneeId?: string | null | undefined };
  },
): [TaskAdded] {
  const entry = entryOf(deal, pipeline, input, { task: object }, anyDeal);
  const { deal: then, now, common } = entry;
  checkOption('task', input.task, object);
  const { assigneeId = then.ownerId } = input.task;
  const task: TaskInput = { ...input.task, assigneeId };
  const event = eventOf('TaskAdded', common, { task });
  if (now.addedTasks.some(({ id }) => id === task.id) || isDerivedTaskId(then, task.id)) {
    throw new DealError('duplicate-task', `Deal ${deal.id} has a task ${task.id} already.`, {
      dealId: deal.id,
      taskId: task.id,
    });
  }
  if (then.status === 'lost' && isAutomatic(then, pipeline)) {
    throw new DealError('deal-not-open', `Deal ${deal.id} is lost; reopen it first.`, {
      dealId: deal.id,
      status: then.status,
    });
  }
  return entered(entry, [event]);
}
