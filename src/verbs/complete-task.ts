import { checkEvent } from '../deal/check-history.ts';
import { assertOpen, type Deal } from '../deal/deal.ts';
import type { DealMoved, DealWon, TaskCompleted } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { nextStage, stageById } from '../pipeline/next-stage.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { currentTasks } from '../process/current-tasks.ts';
import { checkReason } from '../process/loss-reason.ts';
import { type CheckOptions, checkRequired } from '../process/requirements.ts';
import type { DealTask } from '../process/task.ts';
import { recordedFor, type VerbInput } from './recorded.ts';
import { winDeal } from './win-deal.ts';

export interface CompleteTaskInput extends VerbInput {
  /** The id of an open task, as `tasksOf` gives it. */
  readonly taskId: string;
  /** What came of it. */
  readonly result?: string | undefined;
}

/**
 * Completes an open task of a deal, and does what follows: the last task of a stage moves a deal that is led by an
 * automatic pipeline on to the next stage, the task to record the result of a win wins it.
 *
 * What the task requires must be there; for the last task of a stage also what the stage requires. The refusal names all
 * that is missing. The task to record a loss needs its reason (`explainLoss` gives it and completes the task).
 *
 * @throws DealError `task-not-open` (no open task has this id), `requirements-missing`, `unknown-requirement`,
 * `reason-required`, `demand-unexplained`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`,
 * `invalid-text`.
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
  input: CompleteTaskInput,
  options: CheckOptions = {},
): [TaskCompleted] | [TaskCompleted, DealMoved] | [TaskCompleted, DealWon] {
  const { taskId, result } = input;
  const common = recordedFor(deal, pipeline, input);
  const completed: TaskCompleted = {
    type: 'TaskCompleted',
    ...common,
    taskId,
    ...(result === undefined ? {} : { result }),
  };
  checkEvent(completed);
  const task = openTask(deal, pipeline, taskId);
  switch (task.kind) {
    case 'stage': {
      const to = stageAfter(deal, pipeline, task, options);
      if (to === null) return [completed];
      return [completed, { type: 'DealMoved', ...common, from: String(deal.stageId), to }];
    }
    case 'won': {
      assertOpen(deal);
      const { at, by, recordedAt } = input;
      return [completed, ...winDeal(deal, pipeline, { at, by, recordedAt }, options)];
    }
    case 'lost':
      if (deal.status === 'lost') checkReason(deal, deal.lossReason, deal.competitorId);
      return [completed];
    default:
      return [completed];
  }
}

function openTask(deal: Deal, pipeline: Pipeline, taskId: string): DealTask {
  const task = currentTasks(deal, pipeline).find(({ id }) => id === taskId);
  if (task !== undefined) return task;
  throw new DealError('task-not-open', `Deal ${deal.id} has no open task ${taskId}.`, {
    dealId: deal.id,
    taskId,
  });
}

/** The stage that a deal goes to when a task of its stage is done; null if it stays. */
function stageAfter(deal: Deal, pipeline: Pipeline, task: DealTask, { checks }: CheckOptions): string | null {
  const { id, requires, stageId } = task;
  const isLast = !currentTasks(deal, pipeline).some((other) => other.kind === 'stage' && other.id !== id);
  const ofStage = isLast ? (stageById(pipeline, stageId)?.requires ?? []) : [];
  checkRequired(deal, [...requires, ...ofStage], checks);
  return isLast ? (nextStage(pipeline, String(stageId))?.id ?? null) : null;
}
