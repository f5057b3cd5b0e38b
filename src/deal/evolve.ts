import { copied } from '../money/copied.ts';
import { ownMoney } from '../money/money.ts';
import type { AddedTask, Deal, OpenDeal, TaskCompletion } from './deal.ts';
import type { DealParts } from './deal-parts.ts';
import { forDescription } from './description.ts';
import type { DealEvent, DealOpened, TaskAdded, TaskCompleted } from './event.ts';

/** A deal as its opening leaves it. */
export function opened(event: DealOpened, parts: DealParts): OpenDeal {
  return {
    status: 'open',
    id: event.dealId,
    pipelineId: event.pipelineId,
    stageId: event.stageId ?? null,
    stageEnteredAt: new Date(+event.at),
    stageUndated: (event.undated ?? false) || (event.stageUndated ?? false),
    stageVisits: parts.withStay([], event.pipelineId, event.stageId ?? null),
    ownerId: event.ownerId,
    openedBy: event.ownerId,
    openedAt: new Date(+event.at),
    undated: event.undated ?? false,
    potential: event.potential && ownMoney(event.potential),
    name: event.name ?? null,
    ...forDescription((field) => event[field] ?? null),
    expectedCloseAt: copied(event.expectedCloseAt ?? null),
    probability: null,
    category: null,
    fields: parts.withFields({}, event.fields),
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
    mergedInto: null,
    updatedAt: new Date(+event.at),
    version: 1,
  };
}

/** A deal after an event that counts, which happened at the given instant. The deal before it is used up: its parts grow on. */
export function evolve(deal: Deal, event: DealEvent, instant: number, parts: DealParts): Deal {
  const at = new Date(instant);
  switch (event.type) {
    case 'DealMoved':
      return entered(deal, deal.pipelineId, event.to, at, parts);
    case 'DealTransferred':
      return entered(deal, event.pipelineId, event.stageId ?? null, at, parts);
    case 'DealRevalued':
      return changed(deal, { potential: event.potential && ownMoney(event.potential) });
    case 'DealReassigned':
      return changed(deal, { ownerId: event.ownerId });
    case 'DealRescheduled':
      return changed(deal, { expectedCloseAt: copied(event.expectedCloseAt) });
    case 'DealEstimated':
      return changed(deal, {
        probability: event.probability,
        category: event.category === undefined ? deal.category : event.category,
      });
    case 'DealDescribed':
      return changed(deal, {
        name: event.name ?? deal.name,
        ...forDescription((field) => event[field] ?? deal[field]),
        fields: parts.withFields(deal.fields, event.fields),
      });
    case 'ManualControlTaken':
      return changed(deal, { manualControl: true });
    case 'ParticipantAdded':
      return changed(deal, { participants: parts.with(deal.participants, copied(event.participant)) });
    case 'DemandRecorded':
      return changed(deal, { demand: copied(event.demand) });
    case 'InteractionLinked':
      return changed(deal, { interactions: parts.with(deal.interactions, copied(event.interaction)) });
    case 'PaymentReceived':
      return changed(deal, { payments: parts.with(deal.payments, { at, amount: ownMoney(event.amount) }) });
    case 'DealWon':
      return {
        ...reopened(deal),
        addedTasks: parts.withAllCancelled(deal.addedTasks, at),
        status: 'won',
        closedAt: at,
        closedBy: deal.ownerId,
        wonAmount: event.amount === undefined ? deal.potential : ownMoney(event.amount),
        paymentDueAt: copied(event.paymentDueAt ?? null),
      };
    case 'DealLost':
      return {
        ...reopened(deal),
        addedTasks: parts.withAllCancelled(deal.addedTasks, at),
        status: 'lost',
        closedAt: at,
        closedBy: deal.ownerId,
        lossReason: event.reason,
        otherLossReasons: copied(event.otherReasons ?? []),
        competitorId: event.competitorId ?? null,
        explainedAt: null,
      };
    case 'LossExplained':
      if (deal.status !== 'lost') return deal;
      return changed(deal, {
        lossReason: event.reason,
        otherLossReasons: copied(event.otherReasons ?? deal.otherLossReasons),
        competitorId: event.competitorId ?? deal.competitorId,
        explainedAt: at,
      });
    case 'DealReopened':
      return entered(reopened(deal), deal.pipelineId, event.stageId ?? deal.stageId, at, parts);
    case 'DealDeleted':
      return changed(deal, { deletedAt: at, mergedInto: event.mergedInto ?? null });
    case 'TaskAdded':
      return changed(deal, {
        addedTasks: parts.withTask(deal.addedTasks, added(deal, event, at)),
      });
    case 'TaskCompleted':
      return changed(deal, {
        completedTasks: parts.withCompletion(deal.completedTasks, completed(event, at)),
      });
    case 'TaskChanged':
      return changed(deal, { addedTasks: parts.withChange(deal.addedTasks, event, at) });
    case 'DealOpened': // counts once, as the start
    case 'EventCorrected': // applied before any event is read
      return deal;
  }
}

function entered(deal: Deal, pipelineId: string, stageId: string | null, at: Date, parts: DealParts): Deal {
  const stageVisits = parts.withStay(deal.stageVisits, pipelineId, stageId);
  return changed(deal, { pipelineId, stageId, stageEnteredAt: at, stageUndated: false, stageVisits });
}

/** The deal with changes, written into it: a copy for each event would cost more than all the rest. */
function changed<D extends Deal>(deal: D, changes: Partial<D>): D {
  return Object.assign(deal, changes);
}

function added({ pipelineId, stageId }: Deal, { task }: TaskAdded, at: Date): AddedTask {
  const { id, name, assigneeId, dueAt } = task;
  const due = dueAt ? { dueAt: new Date(+dueAt) } : {};
  return { id, name, assigneeId, ...due, addedAt: at, cancelledAt: null, pipelineId, stageId };
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
      const { closedAt, closedBy, lossReason, otherLossReasons, competitorId, explainedAt, ...facts } = deal;
      return { ...facts, status: 'open' };
    }
  }
}
