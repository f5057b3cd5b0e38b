import { ownMoney } from '../money/money.ts';
import type { Deal, OpenDeal } from './deal.ts';
import type { DealEvent, DealOpened, Fields } from './event.ts';

/** A deal as its opening leaves it. */
export function opened(event: DealOpened): OpenDeal {
  return {
    status: 'open',
    id: event.dealId,
    pipelineId: event.pipelineId,
    stageId: event.stageId ?? null,
    stageEnteredAt: new Date(+event.at),
    ownerId: event.ownerId,
    openedBy: event.ownerId,
    openedAt: new Date(+event.at),
    undated: event.undated ?? false,
    potential: event.potential && ownMoney(event.potential),
    name: event.name ?? null,
    customerId: event.customerId ?? null,
    channel: event.channel ?? null,
    expectedCloseAt: event.expectedCloseAt ?? null,
    probability: null,
    fields: merged({}, event.fields),
    participants: [],
    interactions: [],
    demand: event.demand ?? [],
    payments: [],
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
      return { ...deal, stageId: event.to, stageEnteredAt: at };
    case 'DealTransferred':
      return { ...deal, pipelineId: event.pipelineId, stageId: event.stageId ?? null, stageEnteredAt: at };
    case 'DealRevalued':
      return { ...deal, potential: event.potential && ownMoney(event.potential) };
    case 'DealReassigned':
      return { ...deal, ownerId: event.ownerId };
    case 'DealRescheduled':
      return { ...deal, expectedCloseAt: event.expectedCloseAt };
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
      return { ...deal, participants: [...deal.participants, event.participant] };
    case 'DemandRecorded':
      return { ...deal, demand: event.demand };
    case 'InteractionLinked':
      return { ...deal, interactions: [...deal.interactions, event.interaction] };
    case 'PaymentReceived':
      return { ...deal, payments: [...deal.payments, { at, amount: ownMoney(event.amount) }] };
    case 'DealWon':
      return {
        ...reopened(deal),
        status: 'won',
        closedAt: at,
        closedBy: deal.ownerId,
        wonAmount: event.amount === undefined ? deal.potential : ownMoney(event.amount),
        paymentDueAt: event.paymentDueAt ?? null,
      };
    case 'DealLost':
      return {
        ...reopened(deal),
        status: 'lost',
        closedAt: at,
        closedBy: deal.ownerId,
        lossReason: event.reason,
        competitorId: event.competitorId ?? null,
      };
    case 'LossExplained':
      if (deal.status !== 'lost') return deal;
      return { ...deal, lossReason: event.reason, competitorId: event.competitorId ?? deal.competitorId };
    case 'DealReopened':
      return { ...reopened(deal), stageId: event.stageId ?? deal.stageId, stageEnteredAt: at };
    case 'DealDeleted':
      return { ...deal, deletedAt: at };
    case 'DealOpened': // counts once, as the start
    case 'TaskAdded': // tasks are derived from the history itself
    case 'TaskCompleted':
      return deal;
  }
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
      const { closedAt, closedBy, lossReason, competitorId, ...facts } = deal;
      return { ...facts, status: 'open' };
    }
  }
}

function merged(fields: Fields, changes: Fields | undefined): Fields {
  const entries = new Map(Object.entries(fields));
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (value === null) entries.delete(name);
    else entries.set(name, value);
  }
  return Object.fromEntries(entries); // own properties only, also for a field called __proto__
}
