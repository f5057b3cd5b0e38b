import { DealError } from '../errors.ts';
import { checkMoney } from '../money/money.ts';
import { checkProbability } from '../pipeline/check-probability.ts';
import { checkText, shown } from '../text.ts';
import { checkDate } from '../time/period.ts';
import type {
  DealEvent,
  DealHistory,
  DealLost,
  DealMoved,
  DemandLine,
  Fields,
  LossExplained,
} from './event.ts';

/**
 * Checks that events are a history the folds can read: not empty, of one deal, opened by its first event, with
 * valid dates, texts and amounts. What a history says may still be odd; `validateHistory` tells.
 *
 * @throws DealError `empty-history`, `missing-opening`, `mixed-deals`, `unknown-event`, `invalid-date`,
 * `invalid-text`, `invalid-amount`, `invalid-probability`, `invalid-percent`.
 */
export function checkHistory(events: readonly DealEvent[]): asserts events is DealHistory {
  if (events.length === 0) throw new DealError('empty-history', 'A history needs at least its opening.', {});
  checkPlaced(events, 0);
  checkEvents(events, (events[0] as DealEvent).dealId, 1);
}

/** Checks one event of a history at its place. */
export function checkPlaced(events: readonly DealEvent[], index: number): void {
  const event = events[index] as DealEvent;
  const dealId = (events[0] as DealEvent | null | undefined)?.dealId as string;
  if (index === 0) checkOpening(event);
  checkOf(event, dealId);
  checkEvent(event);
}

/** Checks that events, from one of them on, are all of one deal, with valid dates, texts and amounts. */
export function checkEvents(events: readonly DealEvent[], dealId: string, from = 0): void {
  for (let index = from; index < events.length; index++) {
    const event = events[index] as DealEvent;
    if (event?.type === 'DealMoved') checkMove(event, dealId);
    else {
      checkOf(event, dealId);
      checkEvent(event);
    }
  }
}

/** All there is to check in a move. Most events are moves, and code that sees nothing else reads them much faster. */
function checkMove(event: DealMoved, dealId: string): void {
  if (event.dealId !== dealId) checkOf(event, dealId);
  checkDate(event.at, 'at', dealId);
  if (event.recordedAt !== undefined) checkDate(event.recordedAt, 'recordedAt', dealId);
  checkOptionalText(event.by, 'by');
  checkText(event.to, 'to');
  checkOptionalText(event.from, 'from');
}

function checkOpening(opening: DealEvent): void {
  const { dealId, type } = (opening ?? {}) as { readonly dealId: unknown; readonly type: unknown };
  checkText(dealId, 'dealId');
  if (type === 'DealOpened') return;
  throw new DealError(
    'missing-opening',
    `The history of deal ${dealId} starts with ${shown(type)}, not DealOpened.`,
    {
      dealId,
      firstType: shown(type),
    },
  );
}

function checkOf(event: DealEvent, dealId: string): void {
  if (typeof event !== 'object' || event === null) refuseType(dealId, event);
  if (event.dealId === dealId) return;
  const otherDealId = shown(event.dealId);
  throw new DealError('mixed-deals', `The history of deal ${dealId} holds an event of ${otherDealId}.`, {
    dealId,
    otherDealId,
  });
}

/** Checks the dates, texts and amounts of one event. */
export function checkEvent(event: DealEvent): void {
  checkDate(event.at, 'at', event.dealId);
  if (event.recordedAt !== undefined) checkDate(event.recordedAt, 'recordedAt', event.dealId);
  checkOptionalText(event.by, 'by');
  const check =
    typeof event.type === 'string'
      ? (checks[event.type] as ((event: DealEvent) => void) | undefined)
      : undefined;
  if (check === undefined) refuseType(event.dealId, event.type);
  else check(event);
}

const nothing = (): void => {};

/** What there is to check in each type of event. */
const checks: { readonly [E in DealEvent as E['type']]: (event: E) => void } = {
  // @ts-expect-error without a prototype, so that it holds these types and nothing else
  __proto__: null,
  DealOpened(event) {
    checkText(event.pipelineId, 'pipelineId');
    checkText(event.ownerId, 'ownerId');
    checkOptionalText(event.stageId, 'stageId');
    checkOptionalText(event.name, 'name');
    checkOptionalText(event.customerId, 'customerId');
    checkOptionalText(event.channel, 'channel');
    checkOptionalText(event.interactionId, 'interactionId');
    checkOptionalText(event.previousDealId, 'previousDealId');
    if (event.potential !== null) checkMoney(event.potential);
    checkOptionalDate(event.expectedCloseAt, 'expectedCloseAt', event.dealId);
    checkFields(event.fields, event.dealId);
    if (event.demand !== undefined) checkDemand(event.demand);
  },
  DealMoved(event) {
    checkText(event.to, 'to');
    checkOptionalText(event.from, 'from');
  },
  DealRevalued(event) {
    if (event.potential !== null) checkMoney(event.potential);
  },
  DealReassigned: (event) => checkText(event.ownerId, 'ownerId'),
  DealRescheduled: (event) => checkOptionalDate(event.expectedCloseAt, 'expectedCloseAt', event.dealId),
  DealEstimated(event) {
    if (event.probability !== null) checkProbability(event.probability);
  },
  DealDescribed(event) {
    checkOptionalText(event.name, 'name');
    checkOptionalText(event.customerId, 'customerId');
    checkOptionalText(event.channel, 'channel');
    checkFields(event.fields, event.dealId);
  },
  DealTransferred(event) {
    checkText(event.pipelineId, 'pipelineId');
    checkOptionalText(event.stageId, 'stageId');
  },
  ManualControlTaken: nothing,
  ParticipantAdded({ participant }) {
    checkText(participant?.id, 'participant id');
    checkText(participant.role, 'participant role');
  },
  DemandRecorded: (event) => checkDemand(event.demand),
  InteractionLinked({ interaction, dealId }) {
    checkText(interaction?.id, 'interaction id');
    checkText(interaction.kind, 'interaction kind');
    checkOptionalText(interaction.contactId, 'contactId');
    checkDate(interaction.at, 'interaction at', dealId);
  },
  TaskAdded({ task, dealId }) {
    checkText(task?.id, 'task id');
    checkText(task.name, 'task name');
    checkText(task.assigneeId, 'assigneeId');
    checkOptionalDate(task.dueAt, 'dueAt', dealId);
  },
  TaskCompleted(event) {
    checkText(event.taskId, 'taskId');
    checkOptionalText(event.result, 'result');
  },
  DealWon(event) {
    if (event.amount !== undefined) checkMoney(event.amount);
    checkOptionalDate(event.paymentDueAt, 'paymentDueAt', event.dealId);
  },
  DealLost: checkLoss,
  LossExplained: checkLoss,
  DealReopened: (event) => checkOptionalText(event.stageId, 'stageId'),
  PaymentReceived: (event) => checkMoney(event.amount),
  DealDeleted: nothing,
};

function checkLoss(event: DealLost | LossExplained): void {
  if (event.reason !== null) checkText(event.reason, 'reason');
  checkOptionalText(event.competitorId, 'competitorId');
}

function checkOptionalDate(value: Date | null | undefined, field: string, dealId: string): void {
  if (value !== undefined && value !== null) checkDate(value, field, dealId);
}

function checkOptionalText(value: string | undefined, field: string): void {
  if (value !== undefined) checkText(value, field);
}

function checkFields(fields: Fields | undefined, dealId: string): void {
  if (fields === undefined) return;
  for (const [name, value] of Object.entries(fields ?? {})) {
    checkText(name, 'field name');
    if (typeof value === 'string') checkText(value, name);
    else if (typeof value === 'object' && value !== null) checkDate(value, name, dealId);
  }
}

function checkDemand(lines: readonly DemandLine[]): void {
  if (!Array.isArray(lines)) checkText(lines, 'demand'); // refused: a list is needed
  for (const line of lines) {
    checkText(line?.text, 'demand text');
    checkMoney(line.amount);
    checkPercent(line.percentSatisfied);
    checkOptionalText(line.reason, 'reason');
  }
}

/** Checks a percentage. */
export function checkPercent(value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value <= 100) return;
  throw new DealError('invalid-percent', `A percentage lies between 0 and 100, not ${shown(value)}.`, {
    input: shown(value),
  });
}

function refuseType(dealId: string, type: unknown): never {
  throw new DealError('unknown-event', `Deal ${dealId} has an event of the unknown type ${shown(type)}.`, {
    dealId,
    type: shown(type),
  });
}
