import type { Deal } from '../deal/deal.ts';
import type { TaskChanged } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import { checkTaskByHand } from './task-by-hand.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Cancels an open task that was made by hand: it was not done, and is not to be done any more. (The tasks of stages are cancelled
 * by what becomes of the deal.)
 *
 * @throws DealError `task-not-open` (no open task made by hand has this id), `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const added = addTask(deal, sales, { task: { id: 't1', name: 'Call back', dueAt: on('14') }, at: on('12') })
 * const withTask = replay([...histories[3], ...added])
 * const cancelled = cancelTask(withTask, sales, { taskId: 't1', at: on('13') })
 * tasksOf([...histories[3], ...added, ...cancelled], [sales]).map(({ name, status }) => [name, status]) // => [['Call back', 'cancelled']]
 * ```
 */
export function cancelTask(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly taskId: string;
  },
): [TaskChanged] {
  const entry = entryOf(deal, pipeline, input, { taskId: readLater }, anyDeal);
  const { taskId } = input;
  const event = eventOf('TaskChanged', entry.common, { taskId, cancelled: true });
  checkTaskByHand(entry, pipeline, taskId);
  return entered(entry, [event]);
}
