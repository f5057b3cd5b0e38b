import type { Deal } from '../deal/deal.ts';
import type { TaskChanged } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkText } from '../text.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import { checkTaskByHand } from './task-by-hand.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Gives an open task that was made by hand to somebody else, or to nobody.
 *
 * @throws DealError `task-not-open` (no open task made by hand has this id), `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const added = addTask(deal, sales, { task: { id: 't1', name: 'Call back', dueAt: on('14') }, at: on('12') })
 * const withTask = replay([...histories[3], ...added])
 * reassignTask(withTask, sales, { taskId: 't1', assigneeId: 'kari', at: on('13') })[0].assigneeId // => 'kari'
 * ```
 */
export function reassignTask(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly taskId: string;
    /** Whose it is from then on; null is nobody's. */
    readonly assigneeId: string | null;
  },
): [TaskChanged] {
  const entry = entryOf(deal, pipeline, input, { taskId: readLater, assigneeId: readLater }, anyDeal);
  const { taskId, assigneeId } = input;
  if (assigneeId !== null) checkText(assigneeId, 'assigneeId');
  const event = eventOf('TaskChanged', entry.common, { taskId, assigneeId });
  checkTaskByHand(entry, pipeline, taskId);
  return entered(entry, [event]);
}
