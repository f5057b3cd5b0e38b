import type { Deal } from '../deal/deal.ts';
import type { TaskChanged } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDate } from '../time/period.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import { checkTaskByHand } from './task-by-hand.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Puts an open task that was made by hand off, or brings it forward: from then on it is due at another time.
 *
 * @throws DealError `task-not-open` (no open task made by hand has this id), `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const added = addTask(deal, sales, { task: { id: 't1', name: 'Call back', dueAt: on('14') }, at: on('12') })
 * const withTask = replay([...histories[3], ...added])
 * postponeTask(withTask, sales, { taskId: 't1', dueAt: on('20'), at: on('13') })[0].dueAt // => '2026-10-20T00:00:00.000Z'
 * ```
 */
export function postponeTask(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly taskId: string;
    readonly dueAt: Date;
  },
): [TaskChanged] {
  const entry = entryOf(deal, pipeline, input, { taskId: readLater, dueAt: readLater }, anyDeal);
  const { taskId, dueAt } = input;
  checkDate(dueAt, 'dueAt', deal.id);
  const event = eventOf('TaskChanged', entry.common, { taskId, dueAt });
  checkTaskByHand(entry, pipeline, taskId);
  return entered(entry, [event]);
}
