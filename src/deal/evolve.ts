import { copied } from '../money/copied.ts';
import { ownMoney } from '../money/money.ts';
import type { AddedTask, Deal, OpenDeal, TaskCompletion } from './deal.ts';
import type { DealEvent, DealOpened, Fields, TaskAdded, TaskCompleted } from './event.ts';
import { countStay, type StageCounts } from './stage-visits.ts';

/** A deal as its opening leaves it. Its lists and fields are its own, and `evolve` lets them grow. */
export function opened(event: DealOpened, stays: StageCounts): OpenDeal {
  countStay(stays, event.pipelineId, event.stageId ?? null);
  return {
    status: 'open',
    id: event.dealId,
    pipelineId: event.pipelineId,
    stageId: event.stageId ?? null,
    stageEnteredAt: new Date(+event.at),
    stageVisits: stays.list,
    ownerId: event.ownerId,
    openedBy: event.ownerId,
    openedAt: new Date(+event.at),
    undated: event.undated ?? false,
    potential: event.potential && ownMoney(event.potential),
    name: event.name ?? null,
    customerId: event.customerId ?? null,
    channel: event.channel ?? null,
    expectedCloseAt: copied(event.expectedCloseAt ?? null),
    probability: null,
    fields: merged({}, event.fields),
    participants: [],
    interactions: [],
    demand: copied(event.demand ?? []),
    payments: [],
    addedTasks: [],
    completedTasks: [],
    interactionId: event.interactionId ?? null,
    previousDealId: event.previousDealId ?? null,
    manualControl: false,
    deletedAt: null,
    updatedAt: new Date(+event.at),
    version: 1,
  };
}

/**
 * A deal after an event that counts, which happened at the given instant. The deal before it is used up: what grows with
 * events is handed on and grows in place, as copies of it would make a history cost the square of its length.
 */
export function evolve(deal: Deal, event: DealEvent, instant: number, stays: StageCounts): Deal {
  const at = new Date(instant);
  switch (event.type) {
    case 'DealMoved':
      return entered(deal, deal.pipelineId, event.to, at, stays);
    case 'DealTransferred':
      return entered(deal, event.pipelineId, event.stageId ?? null, at, stays);
    case 'DealRevalued':
      return { ...deal, potential: event.potential && ownMoney(event.potential) };
    case 'DealReassigned':
      return { ...deal, ownerId: event.ownerId };
    case 'DealRescheduled':
      return { ...deal, expectedCloseAt: copied(event.expectedCloseAt) };
    case 'DealEstimated':
      return { ...deal, probability: event.probability };
    case 'DealDescribed':
      return {
        ...deal,
        name: event.name ?? deal.name,
        customerId: event.customerId ?? deal.customerId,
        channel: event.channel ?? deal.channel,
        fields: merged(deal.fields, event.fields),
      };
    case 'ManualControlTaken':
      return { ...deal, manualControl: true };
    case 'ParticipantAdded':
      return { ...deal, participants: grown(deal.participants, copied(event.participant)) };
    case 'DemandRecorded':
      return { ...deal, demand: copied(event.demand) };
    case 'InteractionLinked':
      return { ...deal, interactions: grown(deal.interactions, copied(event.interaction)) };
    case 'PaymentReceived':
      return { ...deal, payments: grown(deal.payments, { at, amount: ownMoney(event.amount) }) };
    case 'DealWon':
      return {
        ...reopened(deal),
        status: 'won',
        closedAt: at,
        closedBy: deal.ownerId,
        wonAmount: event.amount === undefined ? deal.potential : ownMoney(event.amount),
        paymentDueAt: copied(event.paymentDueAt ?? null),
      };
    case 'DealLost':
      return {
        ...reopened(deal),
        status: 'lost',
        closedAt: at,
        closedBy: deal.ownerId,
        lossReason: event.reason,
        competitorId: event.competitorId ?? null,
        explainedAt: null,
      };
    case 'LossExplained':
      if (deal.status !== 'lost') return deal;
      return {
        ...deal,
        lossReason: event.reason,
        competitorId: event.competitorId ?? deal.competitorId,
        explainedAt: at,
      };
    case 'DealReopened':
      return entered(reopened(deal), deal.pipelineId, event.stageId ?? deal.stageId, at, stays);
    case 'DealDeleted':
      return { ...deal, deletedAt: at };
    case 'TaskAdded':
      return { ...deal, addedTasks: grown(deal.addedTasks, added(deal, event, at)) };
    case 'TaskCompleted':
      return { ...deal, completedTasks: grown(deal.completedTasks, completed(event, at)) };
    case 'DealOpened': // counts once, as the start
      return deal;
  }
}

function entered(deal: Deal, pipelineId: string, stageId: string | null, at: Date, stays: StageCounts): Deal {
  countStay(stays, pipelineId, stageId);
  return { ...deal, pipelineId, stageId, stageEnteredAt: at };
}

/** The list itself, with one more at its end. */
function grown<T>(list: readonly T[], item: T): readonly T[] {
  (list as T[]).push(item);
  return list;
}

function added({ pipelineId, stageId }: Deal, { task }: TaskAdded, at: Date): AddedTask {
  const { id, name, assigneeId, dueAt } = task;
  const due = dueAt ? { dueAt: new Date(+dueAt) } : {};
  return { id, name, assigneeId, ...due, addedAt: at, pipelineId, stageId };
}

function completed({ taskId, by, result }: TaskCompleted, at: Date): TaskCompletion {
  return { taskId, at, by: by ?? null, result: result ?? null };
}

/** The deal without the facts of an outcome. */
function reopened(deal: Deal): OpenDeal {
  switch (deal.status) {
    case 'open':
      return deal;
    case 'won': {
      const { closedAt, closedBy, wonAmount, paymentDueAt, ...facts } = deal;
      return { ...facts, status: 'open' };
    }
    case 'lost': {
      const { closedAt, closedBy, lossReason, competitorId, explainedAt, ...facts } = deal;
      return { ...facts, status: 'open' };
    }
  }
}

/** The fields themselves, changed. */
function merged(fields: Fields, changes: Fields | undefined): Fields {
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (value === null) delete (fields as Record<string, unknown>)[name];
    else if (value !== undefined) put(fields, name, copied(value));
  }
  return fields;
}

/** Sets an own property, also where a field is called __proto__. */
function put(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, { value, configurable: true, enumerable: true, writable: true });
}
