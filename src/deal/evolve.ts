import { copied } from '../money/copied.ts';
import { ownMoney } from '../money/money.ts';
import type { AddedTask, Deal, OpenDeal, StageVisits, TaskCompletion } from './deal.ts';
import type { DealEvent, DealOpened, Fields, TaskAdded, TaskCompleted } from './event.ts';

/** A deal as its opening leaves it. */
export function opened(event: DealOpened): OpenDeal {
  return {
    status: 'open',
    id: event.dealId,
    pipelineId: event.pipelineId,
    stageId: event.stageId ?? null,
    stageEnteredAt: new Date(+event.at),
    stageVisits: entering([], event.pipelineId, event.stageId ?? null),
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

/** A deal after an event that counts, which happened at the given instant. */
export function evolve(deal: Deal, event: DealEvent, instant: number): Deal {
  const at = new Date(instant);
  switch (event.type) {
    case 'DealMoved':
      return entered(deal, deal.pipelineId, event.to, at);
    case 'DealTransferred':
      return entered(deal, event.pipelineId, event.stageId ?? null, at);
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
      return { ...deal, participants: [...deal.participants, copied(event.participant)] };
    case 'DemandRecorded':
      return { ...deal, demand: copied(event.demand) };
    case 'InteractionLinked':
      return { ...deal, interactions: [...deal.interactions, copied(event.interaction)] };
    case 'PaymentReceived':
      return { ...deal, payments: [...deal.payments, { at, amount: ownMoney(event.amount) }] };
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
      return entered(reopened(deal), deal.pipelineId, event.stageId ?? deal.stageId, at);
    case 'DealDeleted':
      return { ...deal, deletedAt: at };
    case 'TaskAdded':
      if (deal.addedTasks.some(({ id }) => id === event.task.id)) return deal;
      return { ...deal, addedTasks: [...deal.addedTasks, added(deal, event, at)] };
    case 'TaskCompleted':
      if (deal.completedTasks.some(({ taskId }) => taskId === event.taskId)) return deal;
      return { ...deal, completedTasks: [...deal.completedTasks, completed(event, at)] };
    case 'DealOpened': // counts once, as the start
      return deal;
  }
}

function entered(deal: Deal, pipelineId: string, stageId: string | null, at: Date): Deal {
  const stageVisits = entering(deal.stageVisits, pipelineId, stageId);
  return { ...deal, pipelineId, stageId, stageEnteredAt: at, stageVisits };
}

/** The numbers of stays with one more in a stage. */
function entering(
  known: readonly StageVisits[],
  pipelineId: string,
  stageId: string | null,
): readonly StageVisits[] {
  if (stageId === null) return known;
  const isIt = (stage: StageVisits): boolean => stage.pipelineId === pipelineId && stage.stageId === stageId;
  if (!known.some(isIt)) return [...known, { pipelineId, stageId, visits: 1 }];
  return known.map((stage) => (isIt(stage) ? { ...stage, visits: stage.visits + 1 } : stage));
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

function merged(fields: Fields, changes: Fields | undefined): Fields {
  const entries = new Map(Object.entries(fields));
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (value === null) entries.delete(name);
    else if (value !== undefined) entries.set(name, copied(value));
  }
  return Object.fromEntries(entries); // own properties only, also for a field called __proto__
}
