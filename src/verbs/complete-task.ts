import { assertOpen, type Deal } from '../deal/deal.ts';
import type { DealMoved, DealWon, TaskCompleted } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import { nextStage } from '../pipeline/next-stage.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { currentDeal } from '../process/current-deal.ts';
import { currentTasks } from '../process/current-tasks.ts';
import { isAutomatic } from '../process/is-led.ts';
import { checkReason } from '../process/loss-reason.ts';
import { checkDemandExplained } from '../process/primary-demand.ts';
import { type CheckOptions, checkRequired } from '../process/requirements.ts';
import type { DealTask } from '../process/task.ts';
import { resultTaskId, taskIdIn } from '../process/task-id.ts';
import { checkCheckOptions } from './check-arguments.ts';
import { entered } from './entered.ts';
import { anyDeal, type Entry, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';
import { winDeal } from './win-deal.ts';

/**
 * Completes an open task of a deal, and does what follows: the last task of a stage moves a deal that is led by an
 * automatic pipeline on to the next stage, the task to record the result of a win wins it. Where another task of the stage
 * was done later than this one, the deal moves on when that was done.
 *
 * What the task requires must be there; for the last task of a stage also what the stage requires. The refusal names all
 * that is missing. The task to record a loss needs its reason, and those of demand not wholly satisfied (`explainLoss` gives the reason and completes the task).
 *
 * @throws DealError `task-not-open` (no open task has this id), `requirements-missing`, `unknown-requirement`,
 * `reason-required`, `demand-unexplained`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`,
 * `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const deal = replay(openDeal(typicalSale, { id: 'd1', ownerId: 'kari', potential: null, interactionId: 'call-7', at: new Date('2026-10-01') }))
 * const [completed, moved] = completeTask(deal, typicalSale, { taskId: 'd1/typical-sale/initial-contact/1/task/record-contact', at: new Date('2026-10-02') })
 * moved.to // => 'qualification'
 * ```
 */
export function completeTask(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** The id of an open task, as `tasksOf` gives it. */
    readonly taskId: string;
    /** What came of it. */
    readonly result?: string | undefined;
  },
  options: CheckOptions = {},
): [TaskCompleted] | [TaskCompleted, DealMoved] | [TaskCompleted, DealWon] {
  const entry = entryOf(deal, pipeline, input, { taskId: readLater, result: readLater }, anyDeal);
  const { deal: then, common } = entry;
  checkCheckOptions(options);
  const { result, at, by, recordedAt } = input;
  const taskId = taskIdNow(then, pipeline, input.taskId);
  const completed = eventOf('TaskCompleted', common, { taskId, result });
  const task = openTask(entry, pipeline, taskId);
  switch (task.kind) {
    case 'stage':
      return entered(entry, [completed, ...movedBy(entry, pipeline, completed, task, options)]);
    case 'won': {
      assertOpen(then);
      const won = winDeal(then, pipeline, { at, by, recordedAt }, options);
      return entered(entry, [completed, ...won]);
    }
    case 'lost':
      if (then.status === 'lost') checkReason(then, then.lossReason, then.competitorId);
      checkDemandExplained(pipeline, then.id, then.demand);
      return entered(entry, [completed]);
    case 'added':
    case 'unknown':
      return entered(entry, [completed]);
  }
}

/** The id of a task as it is now, given one from before its stage got another id. */
function taskIdNow(deal: Deal, pipeline: Pipeline, taskId: string): string {
  return typeof taskId === 'string' ? taskIdIn(deal, stageById(pipeline, deal.stageId), taskId) : taskId;
}

function openTask({ deal, now }: Entry, pipeline: Pipeline, taskId: string): DealTask {
  const task = currentTasks(deal, pipeline).find(({ id }) => id === taskId);
  if (task !== undefined && completedAt(now, taskId) === undefined) return task;
  throw new DealError('task-not-open', `Deal ${deal.id} has no open task ${taskId}.`, {
    dealId: deal.id,
    taskId,
  });
}

function completedAt({ completedTasks }: Deal, taskId: string): Date | undefined {
  return completedTasks.find((completion) => completion.taskId === taskId)?.at;
}

/** The move that follows when a task of a stage is done, at the instant when the last of them was; none if some remain. */
function movedBy(
  { deal, now, history, commonAt }: Entry,
  pipeline: Pipeline,
  completed: TaskCompleted,
  { id, requires, stageId }: DealTask,
  { checks }: CheckOptions,
): [] | [DealMoved] {
  const others = currentTasks(deal, pipeline).filter((other) => other.kind === 'stage' && other.id !== id);
  const later = others.map((other) => completedAt(now, other.id));
  const at = new Date(Math.max(+completed.at, ...later.map(Number)));
  const isLast = history === null || +at === +completed.at || Number.isNaN(+at);
  const then = isLast ? deal : (currentDeal([...history, completed], [pipeline], { asOf: at }) as Deal);
  const moves = !later.includes(undefined) && isAutomatic(then, pipeline) && isSameStay(deal, then);
  const ofStage = moves ? (stageById(pipeline, stageId)?.requires ?? []) : [];
  if (isLast) checkRequired(deal, [...requires, ...ofStage], completed.at, checks);
  else {
    checkRequired(deal, requires, completed.at, checks);
    checkRequired(then, ofStage, at, checks);
  }
  const to = moves ? nextStage(pipeline, String(stageId))?.id : undefined;
  return to === undefined ? [] : [eventOf('DealMoved', commonAt(at), { from: String(stageId), to })];
}

/** Whether a deal that is open is still in the stay that it was in. */
function isSameStay(deal: Deal, then: Deal): boolean {
  return then.status === 'open' && resultTaskId(deal, 'won') === resultTaskId(then, 'won');
}
