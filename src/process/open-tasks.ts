import { type AsOf, asOfOptions, checkLimits } from '../deal/as-of.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { dealAsOf, replay } from '../deal/replay.ts';
import { checkOption, checkOptions, iterable, type OptionsOf, readLater, textOrNull } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { compareText } from '../text.ts';
import { endOfDates } from '../time/date-range.ts';
import { checkDate } from '../time/period.ts';
import { currentTasks } from './current-tasks.ts';
import type { DealTask } from './task.ts';

export interface OpenTasksOptions extends AsOf {
  /** Whose tasks; default everybody's. Null is those that are nobody's. */
  readonly assigneeId?: string | null | undefined;
  /** Only those due before this instant: with the present one, those that are overdue. */
  readonly dueBefore?: Date | undefined;
}

const openTasksOptions: OptionsOf<OpenTasksOptions> = {
  ...asOfOptions,
  assigneeId: textOrNull,
  dueBefore: readLater,
};

/**
 * What is to be done now, over many deals: "my tasks" with an `assigneeId`, the overdue ones with `dueBefore`.
 *
 * Included are the open tasks that `tasksOf` gives for each history, the soonest due first; those without a due date
 * come last, within one instant by deal and task id in code-point order.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `invalid-date`, and as `replay`.
 *
 * @example
 * ```ts
 * const open = (id: string, ownerId: string) => openDeal(typicalSale, { id, ownerId, potential: null, at: new Date('2026-10-01') })
 * const histories = [open('d1', 'kari'), open('d2', 'ola')]
 * openTasks(histories, [typicalSale], { assigneeId: 'ola' }).map(({ dealId, name, dueAt }) => [dealId, name, dueAt]) // => [['d2', 'Record the initial contact', '2026-10-03T00:00:00.000Z']]
 * openTasks(histories, [typicalSale], { dueBefore: new Date('2026-10-03') }) // => []
 * ```
 */
export function openTasks(
  histories: Iterable<readonly DealEvent[]>,
  pipelines: Iterable<Pipeline>,
  options: OpenTasksOptions = {},
): DealTask[] {
  checkOption('histories', histories, iterable);
  checkOptions(options, openTasksOptions);
  const { assigneeId, dueBefore, asOf, knownAt } = options;
  if (dueBefore !== undefined) checkDate(dueBefore, 'dueBefore');
  checkLimits({ asOf, knownAt });
  const byId = pipelinesById(pipelines);
  const tasks: DealTask[] = [];
  for (const events of histories) {
    const history = events as DealHistory; // checked by the fold
    const deal =
      asOf === undefined && knownAt === undefined
        ? replay(history)
        : dealAsOf(history, asOf ?? latest, { knownAt });
    if (deal === undefined) continue;
    for (const task of currentTasks(deal, pipelineOf(byId, deal.pipelineId, deal.id))) {
      const isDue = dueBefore === undefined || (task.dueAt !== null && +task.dueAt < +dueBefore);
      if (isDue && (assigneeId === undefined || task.assigneeId === assigneeId)) tasks.push(task);
    }
  }
  return tasks.sort(soonest);
}

const latest = new Date(endOfDates - 1);

function soonest(a: DealTask, b: DealTask): number {
  const byDate =
    a.dueAt === null || b.dueAt === null
      ? Number(a.dueAt === null) - Number(b.dueAt === null)
      : +a.dueAt - +b.dueAt;
  return byDate || compareText(a.dealId, b.dealId) || compareText(a.id, b.id);
}
