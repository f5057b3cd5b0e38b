import { DealError } from '../errors.ts';
import { checkMoney } from '../money/money.ts';
import { checkProbability } from '../pipeline/define-pipeline.ts';
import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import type { DealEvent, DealHistory, DealLost, DemandLine, Fields, LossExplained } from './event.ts';

/**
 * Checks that events are a history the folds can read: not empty, of one deal, opened by its first event, with
 * valid dates, texts and amounts. What a history says may still be odd; `validateHistory` tells.
 *
 * @throws DealError `empty-history`, `missing-opening`, `mixed-deals`, `unknown-event`, `invalid-date`,
 * `invalid-text`, `invalid-amount`, `invalid-probability`.
 */
export function checkHistory(events: readonly DealEvent[]): asserts events is DealHistory {
  const [opening] = events;
  if (opening === undefined)
    throw new DealError('empty-history', 'A history needs at least its opening.', {});
  const { dealId, type } = opening;
  checkText(dealId, 'dealId');
  if (type !== 'DealOpened') {
    throw new DealError(
      'missing-opening',
      `The history of deal ${dealId} starts with ${type}, not DealOpened.`,
      {
        dealId,
        firstType: String(type),
      },
    );
  }
  checkEvents(events, dealId);
}

/** Checks that events are all of one deal, with valid dates, texts and amounts. */
export function checkEvents(events: readonly DealEvent[], dealId: string): void {
  for (const event of events) {
    if (typeof event !== 'object' || event === null) refuseType({ dealId, type: String(event) } as never);
    if (event.dealId !== dealId) {
      throw new DealError('mixed-deals', `The history of deal ${dealId} holds an event of ${event.dealId}.`, {
        dealId,
        otherDealId: String(event.dealId),
      });
    }
    checkEvent(event);
  }
}

/** Checks the dates, texts and amounts of one event. */
export function checkEvent(event: DealEvent): void {
  checkDate(event.at, 'at', event.dealId);
  if (event.recordedAt !== undefined) checkDate(event.recordedAt, 'recordedAt', event.dealId);
  if (event.by !== undefined) checkText(event.by, 'by');
  const check = checks[event.type] as ((event: DealEvent) => void) | undefined;
  if (check === undefined) refuseType(event as never);
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
    checkTexts(event, ['stageId', 'name', 'customerId', 'channel', 'interactionId', 'previousDealId']);
    if (event.potential !== null) checkMoney(event.potential);
    checkOptionalDate(event.expectedCloseAt, 'expectedCloseAt', event.dealId);
    checkFields(event.fields, event.dealId);
    event.demand?.forEach(checkDemand);
  },
  DealMoved: (event) => checkText(event.to, 'to'),
  DealRevalued(event) {
    if (event.potential !== null) checkMoney(event.potential);
  },
  DealReassigned: (event) => checkText(event.ownerId, 'ownerId'),
  DealRescheduled: (event) => checkOptionalDate(event.expectedCloseAt, 'expectedCloseAt', event.dealId),
  DealEstimated(event) {
    if (event.probability !== null) checkProbability(event.probability);
  },
  DealDescribed(event) {
    checkTexts(event, ['name', 'customerId', 'channel']);
    checkFields(event.fields, event.dealId);
  },
  DealTransferred(event) {
    checkText(event.pipelineId, 'pipelineId');
    checkTexts(event, ['stageId']);
  },
  ManualControlTaken: nothing,
  ParticipantAdded(event) {
    checkText(event.participant?.id, 'participant id');
    checkText(event.participant.role, 'participant role');
  },
  DemandRecorded: (event) => event.demand.forEach(checkDemand),
  InteractionLinked(event) {
    checkText(event.interaction?.id, 'interaction id');
    checkDate(event.interaction.at, 'interaction at', event.dealId);
  },
  TaskAdded(event) {
    checkText(event.task?.id, 'task id');
    checkText(event.task.assigneeId, 'assigneeId');
  },
  TaskCompleted: (event) => checkText(event.taskId, 'taskId'),
  DealWon(event) {
    if (event.amount !== undefined) checkMoney(event.amount);
    checkOptionalDate(event.paymentDueAt, 'paymentDueAt', event.dealId);
  },
  DealLost: checkLoss,
  LossExplained: checkLoss,
  DealReopened: (event) => checkTexts(event, ['stageId']),
  PaymentReceived: (event) => checkMoney(event.amount),
  DealDeleted: nothing,
};

function checkLoss(event: DealLost | LossExplained): void {
  if (event.reason !== null) checkText(event.reason, 'reason');
  checkTexts(event, ['competitorId']);
}

function checkOptionalDate(value: Date | null | undefined, field: string, dealId: string): void {
  if (value !== undefined && value !== null) checkDate(value, field, dealId);
}

function checkTexts<E extends DealEvent>(event: E, names: readonly (keyof E & string)[]): void {
  for (const name of names) if (event[name] !== undefined) checkText(event[name], name);
}

function checkFields(fields: Fields | undefined, dealId: string): void {
  if (fields === undefined) return;
  for (const [name, value] of Object.entries(fields)) {
    checkText(name, 'field name');
    if (typeof value === 'string') checkText(value, name);
    else if (typeof value === 'object' && value !== null) checkDate(value, name, dealId);
  }
}

function checkDemand(line: DemandLine): void {
  checkText(line.text, 'demand text');
  checkMoney(line.amount);
}

function refuseType(event: never): never {
  const { dealId, type } = event as { readonly dealId: string; readonly type: unknown };
  throw new DealError('unknown-event', `Deal ${dealId} has an event of the unknown type ${type}.`, {
    dealId,
    type: String(type),
  });
}
