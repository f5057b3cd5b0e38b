import { checkLimits } from '../deal/as-of.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { fold } from '../deal/replay.ts';
import { checkOption, checkOptions, type OptionsOf, readLater, stream, textOrNull } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { compareText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import { type TaskOptions, taskOptions } from './assign.ts';
import { readingBy } from './current-deal.ts';
import { currentTasks } from './current-tasks.ts';
import type { DealTask } from './task.ts';

export interface OpenTasksOptions extends TaskOptions {
  /** Whose tasks; default everybody's. Null is those that are nobody's. */
  readonly assigneeId?: string | null | undefined;
  /** Only those due before this instant: with the present one, those that are overdue. */
  readonly dueBefore?: Date | undefined;
}

const openTasksOptions: OptionsOf<OpenTasksOptions> = {
  ...taskOptions,
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
 * async function* chunks() {
 *   yield histories
 * }
 * const all = await openTasks(chunks(), [typicalSale])
 * all.length // => 2
 * ```
 */
export function openTasks(
  histories: Iterable<readonly DealEvent[]>,
  pipelines: Iterable<Pipeline>,
  options?: OpenTasksOptions,
): DealTask[];
/** The same of a stream of chunks of histories, as a repository gives them: only one chunk is held at a time. */
export function openTasks(
  chunks: AsyncIterable<Iterable<readonly DealEvent[]>>,
  pipelines: Iterable<Pipeline>,
  options?: OpenTasksOptions,
): Promise<DealTask[]>;
export function openTasks(
  given: Iterable<readonly DealEvent[]> | AsyncIterable<Iterable<readonly DealEvent[]>>,
  pipelines: Iterable<Pipeline>,
  options: OpenTasksOptions = {},
): DealTask[] | Promise<DealTask[]> {
  checkOption('histories', given, stream);
  checkOptions(options, openTasksOptions);
  const tasks: DealTask[] = [];
  const add = tasksInto(tasks, pipelinesById(pipelines), options);
  if (!(Symbol.asyncIterator in given)) {
    for (const history of given) add(history);
    return tasks.sort(soonest);
  }
  return (async () => {
    for await (const chunk of given) for (const history of chunk) add(history);
    return tasks.sort(soonest);
  })();
}

/** Adds the tasks of a history that are asked for to a list. */
function tasksInto(
  tasks: DealTask[],
  byId: ReadonlyMap<string, Pipeline>,
  { assigneeId, dueBefore, asOf, knownAt, assign }: OpenTasksOptions,
): (history: readonly DealEvent[]) => void {
  if (dueBefore !== undefined) checkDate(dueBefore, 'dueBefore');
  checkLimits({ asOf, knownAt });
  const read = readingBy(byId.values());
  return (events) => {
    const history = events as DealHistory; // checked by the fold
    const deal = fold(history, { asOf, knownAt }, read);
    if (deal === undefined) return;
    for (const task of currentTasks(deal, pipelineOf(byId, deal.pipelineId, deal.id), assign)) {
      const isDue = dueBefore === undefined || (task.dueAt !== null && +task.dueAt < +dueBefore);
      if (isDue && (assigneeId === undefined || task.assigneeId === assigneeId)) tasks.push(task);
    }
  };
}

/** Orders tasks: the soonest due first, those without a due date last. */
export function soonest(a: DealTask, b: DealTask): number {
  const byDate =
    a.dueAt === null || b.dueAt === null
      ? Number(a.dueAt === null) - Number(b.dueAt === null)
      : +a.dueAt - +b.dueAt;
  return byDate || compareText(a.dealId, b.dealId) || compareText(a.id, b.id);
}
