import type { Deal } from '../../deal/deal.ts';
import type { DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Assign } from '../../process/assign.ts';
import { currentTasks } from '../../process/current-tasks.ts';
import { pipelineLedTo } from '../../repository/deal-query.ts';
import { staysOfEvents } from '../../timeline/stays-of-events.ts';
import { keyOf, keyOrNull } from '../schema/key.ts';
import type { Projection } from './projection.ts';
import { standingOf } from './standing.ts';
import { closedFor, statesOf } from './states.ts';
import { pathOf, stepOf } from './steps.ts';

/** What the tasks of a deal follow from, beside its history. */
export interface TaskSources {
  /** The pipelines at hand, by id: where a deal's is not among them, its open tasks are those made by hand. */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly assign?: Assign | undefined;
}

/** The rows of a deal, but for its tasks, which follow from pipelines as well. */
export interface FoldedDeal extends Omit<Projection, 'tasks'> {
  readonly folded: Deal;
}

/** The rows of a deal, from its history. */
export function projectDeal(tenant: string, history: DealHistory, sources: TaskSources): Projection {
  return withTasks(tenant, foldDeal(tenant, history), sources);
}

/** What the history of a deal leads to by itself. */
export function foldDeal(tenant: string, history: DealHistory): FoldedDeal {
  const visits = visitsOf(tenant, history);
  const { folded, states } = statesOf(tenant, history, visits);
  const path = pathOf(
    visits.map(({ step }) => step),
    folded.status,
  );
  const deal = Object.assign(standingOf(folded), {
    ...{ tenant, deal: keyOf(folded.id), version: history.length, closed_for: closedFor(visits) },
    ...{ recorded_at: lastRecorded(history), updated_at: +folded.updatedAt, path },
  });
  return { folded, deal, states, visits, memberships: membershipsOf(tenant, history) };
}

/** The rows of a deal with those of its tasks. */
export function withTasks(tenant: string, { folded, ...rows }: FoldedDeal, sources: TaskSources): Projection {
  return { ...rows, tasks: tasksToDo(tenant, folded, sources) };
}

/** A row a pipeline that the deal was ever led to, or would have been if it had been told so from the start. */
export function membershipsOf(tenant: string, history: DealHistory): Projection['memberships'] {
  const deal = keyOf(history[0].dealId);
  const pipelines = history.map(pipelineLedTo).filter((id) => id !== undefined);
  return [...new Set(pipelines)].map((id) => ({ tenant, pipeline: keyOf(id), deal }));
}

function lastRecorded(history: DealHistory): number {
  return history.reduce(
    (last, { at, recordedAt = at }) => Math.max(last, +recordedAt),
    Number.NEGATIVE_INFINITY,
  );
}

/** What is left of a deal that was erased: an empty row, so that nobody opens the deal anew. */
export function emptyProjection(tenant: string, deal: string): Projection {
  const none = {
    ...{
      version: 0,
      status: 'erased',
      pipeline: null,
      stage: null,
      stage_entered_at: null,
      stage_undated: 0,
    },
    ...{ owner: null, opened_by: null, closed_by: null, potential: null, currency: null, won_amount: null },
    ...{
      won_currency: null,
      opened_at: null,
      undated: 0,
      closed_at: null,
      closed_for: 0,
      expected_close_at: null,
    },
    ...{
      customer: null,
      channel: null,
      loss_reason: null,
      other_reasons: null,
      competitor: null,
      deleted_at: null,
      recorded_at: null,
    },
    ...{ updated_at: null, probability: null, category: null, path: '' },
  };
  return { deal: { tenant, deal, ...none }, states: [], visits: [], memberships: [], tasks: [] };
}

/** A row a stay, with its stage or without one. */
export function visitsOf(tenant: string, history: DealHistory): Projection['visits'] {
  const deal = keyOf(history[0].dealId);
  const events = orderedEvents(history) as DealHistory; // without a limit the opening is among them
  const [{ undated, stageUndated }] = events;
  const { stays } = staysOfEvents(events);
  const counts = new Map<string, number>();
  return stays.map((stay, index) => {
    const { pipelineId, stageId, enteredAt, leftAt, leftBy } = stay;
    const place = JSON.stringify([pipelineId, stageId]);
    const nth = (counts.get(place) ?? 0) + 1;
    counts.set(place, nth);
    return {
      tenant,
      deal,
      seq: index + 1,
      pipeline: keyOf(pipelineId),
      stage: keyOrNull(stageId),
      nth,
      entered_at: enteredAt,
      undated: Number(index === 0 && (undated === true || stageUndated === true)),
      left_at: leftAt,
      left_by: leftBy,
      step: stepOf(stay, stays[index - 1]),
    };
  });
}

function tasksToDo(tenant: string, deal: Deal, { pipelines, assign }: TaskSources): Projection['tasks'] {
  return currentTasks(deal, pipelines.get(deal.pipelineId), assign).map((task, index) => ({
    ...{ tenant, deal: keyOf(deal.id), seq: index + 1, assignee: keyOrNull(task.assigneeId) },
    due_at: task.dueAt === null ? null : +task.dueAt,
    form: JSON.stringify(task),
  }));
}
