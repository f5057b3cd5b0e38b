import type { Insertable } from 'kysely';
import type { Deal } from '../../deal/deal.ts';
import type { DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import { replay } from '../../deal/replay.ts';
import type { Money } from '../../money/money.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Assign } from '../../process/assign.ts';
import { currentTasks } from '../../process/current-tasks.ts';
import { pipelineLedTo } from '../../repository/deal-query.ts';
import { staysOfEvents } from '../../timeline/stays-of-events.ts';
import { keyOf, keyOrNull } from '../schema/key.ts';
import type { Tables } from '../schema/tables.ts';
import { pathOf, stepOf } from './steps.ts';

/** The rows that say of a deal what its events lead to: everything in them can be made again. */
export interface Projection {
  readonly deal: Insertable<Tables['dealbook_deal']>;
  readonly visits: readonly Insertable<Tables['dealbook_visit']>[];
  readonly memberships: readonly Insertable<Tables['dealbook_membership']>[];
  readonly tasks: readonly Insertable<Tables['dealbook_task']>[];
}

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
  const folded = replay(history);
  const visits = visitsOf(tenant, history);
  const path = pathOf(
    visits.map(({ step }) => step),
    folded.status,
  );
  const deal = {
    ...{ tenant, deal: keyOf(folded.id), ...valuesOf(folded), closed_for: closedFor(visits) },
    ...{ recorded_at: lastRecorded(history), path },
  };
  return { folded, deal, visits, memberships: membershipsOf(tenant, history) };
}

/** The rows of a deal with those of its tasks. */
export function withTasks(tenant: string, { folded, ...rows }: FoldedDeal, sources: TaskSources): Projection {
  return { ...rows, tasks: tasksToDo(tenant, folded, sources) };
}

/** For how long a deal was closed before it was reopened, all such times together. */
function closedFor(visits: Projection['visits']): number {
  return visits.reduce((total, { left_at, left_by }, index) => {
    const next = visits[index + 1];
    const isReopened = next !== undefined && (left_by === 'won' || left_by === 'lost');
    return isReopened ? total + Number(next.entered_at) - Number(left_at) : total;
  }, 0);
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

function valuesOf(
  deal: Deal,
): Omit<Projection['deal'], 'tenant' | 'deal' | 'closed_for' | 'recorded_at' | 'path'> {
  const closed = deal.status === 'open' ? null : deal;
  const lost = deal.status === 'lost' ? deal : null;
  const wonAmount = deal.status === 'won' ? deal.wonAmount : null;
  return {
    version: deal.version,
    status: deal.status,
    pipeline: keyOf(deal.pipelineId),
    stage: keyOrNull(deal.stageId),
    stage_entered_at: +deal.stageEnteredAt,
    stage_undated: Number(deal.stageUndated),
    owner: keyOrNull(deal.ownerId),
    opened_by: keyOrNull(deal.openedBy),
    closed_by: keyOrNull(closed?.closedBy ?? null),
    potential: amountOf(deal.potential),
    currency: currencyOf(deal.potential),
    won_amount: amountOf(wonAmount),
    won_currency: currencyOf(wonAmount),
    opened_at: +deal.openedAt,
    undated: Number(deal.undated),
    closed_at: instantOrNull(closed?.closedAt ?? null),
    expected_close_at: instantOrNull(deal.expectedCloseAt),
    customer: keyOrNull(deal.customerId),
    channel: keyOrNull(deal.channel),
    loss_reason: keyOrNull(lost?.lossReason ?? null),
    other_reasons:
      lost === null || lost.otherLossReasons.length === 0 ? null : JSON.stringify(lost.otherLossReasons),
    competitor: keyOrNull(lost?.competitorId ?? null),
    deleted_at: instantOrNull(deal.deletedAt),
    updated_at: +deal.updatedAt,
    probability: deal.probability === null ? null : `${deal.probability}`,
    category: deal.category,
  };
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
  return { deal: { tenant, deal, ...none }, visits: [], memberships: [], tasks: [] };
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
    due_at: instantOrNull(task.dueAt),
    form: JSON.stringify(task),
  }));
}

function amountOf(given: Money | null): string | null {
  return given === null ? null : `${given.amount}`;
}

function currencyOf(given: Money | null): string | null {
  return given === null ? null : keyOf(given.currency);
}

function instantOrNull(at: Date | null): number | null {
  return at === null ? null : +at;
}
