import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import { checkDemand } from './check-parts.ts';
import { describedFields } from './description.ts';
import type { DealEvent, DealOpened } from './event.ts';
import { checkFields, checkFlag, checkRecordedMoney } from './event-values.ts';

// Nearly all events are openings, moves, revaluations and outcomes. They are checked as their shapes say, but each property
// is read by its name, which is several times faster; a law holds the two to the same answers.

/** A fast path for frequent events: checks one and returns how many known properties it has; undefined for other types. */
export function propertiesRead(event: DealEvent, dealId: string): number | undefined {
  switch (event.type) {
    case 'DealOpened':
      return propertiesOfOpening(event, dealId);
    case 'DealMoved':
      checkText(event.from, 'from');
      checkText(event.to, 'to');
      return 2 + common(event, dealId);
    case 'DealRevalued':
      if (event.potential !== null) checkRecordedMoney(event.potential, 'potential', dealId);
      return 1 + common(event, dealId);
    case 'DealWon':
      if (event.amount !== undefined) checkRecordedMoney(event.amount, 'amount', dealId);
      return (
        Number(event.amount !== undefined) +
        date(event.paymentDueAt, 'paymentDueAt', dealId) +
        common(event, dealId)
      );
    case 'DealLost':
      if (event.reason !== null) checkText(event.reason, 'reason');
      if (event.otherReasons !== undefined) return undefined;
      return 1 + text(event.competitorId, 'competitorId') + common(event, dealId);
    default:
      return undefined;
  }
}

function common({ at, by, recordedAt }: DealEvent, dealId: string): number {
  checkDate(at, 'at', dealId);
  return 3 + text(by, 'by') + date(recordedAt, 'recordedAt', dealId); // with type and dealId
}

function propertiesOfOpening(event: DealOpened, dealId: string): number {
  checkText(event.pipelineId, 'pipelineId');
  const { ownerId, potential, fields, demand, undated, stageUndated } = event;
  if (ownerId !== null) checkText(ownerId, 'ownerId');
  if (potential !== null) checkRecordedMoney(potential, 'potential', dealId);
  if (fields !== undefined) checkFields(fields, 'fields', dealId);
  if (demand !== undefined) checkDemand(demand, 'demand', dealId);
  if (undated !== undefined) checkFlag(undated, 'undated', dealId);
  if (stageUndated !== undefined) checkFlag(stageUndated, 'stageUndated', dealId);
  let described = 0;
  for (const name of describedFields) described += text(event[name], name);
  return (
    3 +
    common(event, dealId) +
    text(event.stageId, 'stageId') +
    text(event.name, 'name') +
    described +
    text(event.interactionId, 'interactionId') +
    text(event.previousDealId, 'previousDealId') +
    date(event.expectedCloseAt, 'expectedCloseAt', dealId) +
    Number(fields !== undefined) +
    Number(demand !== undefined) +
    Number(undated !== undefined) +
    Number(stageUndated !== undefined)
  );
}

function text(value: unknown, field: string): number {
  if (value === undefined) return 0;
  checkText(value, field);
  return 1;
}

function date(value: unknown, field: string, dealId: string): number {
  if (value === undefined) return 0;
  checkDate(value, field, dealId);
  return 1;
}
