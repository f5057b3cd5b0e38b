import { describedFields } from '../../deal/description.ts';
import { checkFields, checkRecordedMoney, invalidValue } from '../../deal/event-values.ts';
import { DealError, isDealError } from '../../errors.ts';
import type { Money } from '../../money/money.ts';
import { checkText, preview } from '../../text.ts';
import { isDayText } from '../../time/calendar/instant-of.ts';
import {
  amountAt,
  type Cursor,
  enterPart,
  goTo,
  keysAt,
  leaveOutAt,
  placeOfCursor,
  probabilityAt,
  textAt,
  timeAt,
  timeOrNullAt,
} from './cursor.ts';
import type { DealRow, InteractionRow, OutcomeFacts, OutcomeRow, PaymentRow } from './deal-row.ts';
import type { RowPlace } from './findings.ts';

/** A deal's row with its values checked and its times read, absent ones null. */
export interface GivenDeal {
  readonly place: RowPlace;
  readonly row: DealRow;
  readonly id: string;
  readonly pipelineId: string;
  readonly openedAt: GivenTime | null;
  readonly stageId: string | null;
  readonly stageEnteredAt: number | null;
  readonly outcome: GivenOutcome | null;
  readonly ownerId: string | null;
  readonly potential: Money | null;
  readonly expectedCloseAt: number | null;
  readonly probability: number | null;
}

export interface GivenTime {
  readonly at: number;
  /** A local day, of which `at` is the first instant. */
  readonly onDay: boolean;
}

export interface GivenOutcome extends OutcomeFacts, GivenTime {
  readonly by: string | null;
}

const dealKeys: ReadonlySet<string> = new Set<keyof DealRow>([
  ...(['id', 'pipelineId', 'openedAt', 'stageId', 'stageEnteredAt', 'ownerId', 'potential', 'name'] as const),
  ...(['probability', 'expectedCloseAt', 'fields', 'outcome', 'payments', 'interactions'] as const),
  ...describedFields,
]);
export const outcomeKeys: readonly (keyof OutcomeFacts)[] = [
  ...(['status', 'amount', 'reason', 'ownerId', 'competitorId'] as const),
];
const rowOutcomeKeys: ReadonlySet<string> = new Set([...outcomeKeys, 'at', 'by']);
const paymentKeys: ReadonlySet<string> = new Set<keyof PaymentRow>(['at', 'amount']);
const interactionKeys: ReadonlySet<string> = new Set<keyof InteractionRow>(['id', 'kind', 'at', 'contactId']);

/** Reads a deal's row; null if it is left out, which is noted with the first reason. */
export function readDealRow(row: DealRow, cursor: Cursor): GivenDeal | null {
  try {
    return givenDeal(row, cursor);
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOutAt(cursor, error);
    return null;
  }
}

function givenDeal(row: DealRow, cursor: Cursor): GivenDeal {
  keysAt(cursor, row, dealKeys, '');
  const { id, pipelineId, openedAt, fields, outcome, payments, interactions } = row;
  goTo(cursor, 'pipelineId', pipelineId);
  checkText(pipelineId, 'pipelineId');
  if (!cursor.rules.pipelines.has(pipelineId)) throw unknownPipeline(pipelineId, id);
  textAt(cursor, 'name', row.name);
  for (const name of describedFields) textAt(cursor, name, row[name]);
  if (fields !== undefined && fields !== null) {
    goTo(cursor, 'fields', fields);
    checkFields(fields, 'fields', id);
  }
  if (payments !== undefined && payments !== null) checkPayments(payments, cursor);
  if (interactions !== undefined && interactions !== null) checkInteractions(interactions, cursor);
  return {
    place: placeOfCursor(cursor),
    row,
    id,
    pipelineId,
    openedAt:
      openedAt === null ? null : { at: timeAt(cursor, 'openedAt', openedAt), onDay: isDayText(openedAt) },
    stageId: textAt(cursor, 'stageId', row.stageId),
    stageEnteredAt: timeOrNullAt(cursor, 'stageEnteredAt', row.stageEnteredAt),
    outcome: outcome === undefined || outcome === null ? null : givenOutcome(outcome, cursor),
    ownerId: textAt(cursor, 'ownerId', row.ownerId),
    potential: amountAt(cursor, 'potential', row.potential),
    expectedCloseAt: timeOrNullAt(cursor, 'expectedCloseAt', row.expectedCloseAt),
    probability: probabilityAt(cursor, 'probability', row.probability),
  };
}

function givenOutcome(outcome: OutcomeRow, cursor: Cursor): GivenOutcome {
  const { path } = cursor;
  enterPart(cursor, 'outcome', outcome, rowOutcomeKeys);
  checkOutcome(outcome, cursor);
  const at = timeAt(cursor, 'at', outcome.at);
  const by = textAt(cursor, 'by', outcome.by);
  cursor.path = path;
  const { status, amount, reason, ownerId, competitorId } = outcome;
  return { status, amount, reason, ownerId, competitorId, at, onDay: isDayText(outcome.at), by };
}

function checkPayments(payments: readonly PaymentRow[], cursor: Cursor): void {
  const { path } = cursor;
  for (const [index, payment] of listAt(cursor, 'payments', payments).entries()) {
    enterPart(cursor, `payments.${index}`, payment, paymentKeys, 'payments');
    timeAt(cursor, 'at', payment.at);
    goTo(cursor, 'amount', payment.amount);
    checkRecordedMoney(payment.amount, 'amount', cursor.dealId);
    cursor.path = path;
  }
}

function checkInteractions(interactions: readonly InteractionRow[], cursor: Cursor): void {
  const { path } = cursor;
  for (const [index, interaction] of listAt(cursor, 'interactions', interactions).entries()) {
    enterPart(cursor, `interactions.${index}`, interaction, interactionKeys, 'interactions');
    for (const name of ['id', 'kind'] as const) {
      goTo(cursor, name, interaction[name]);
      checkText(interaction[name], name);
    }
    timeAt(cursor, 'at', interaction.at);
    textAt(cursor, 'contactId', interaction.contactId);
    cursor.path = path;
  }
}

function listAt<T>(cursor: Cursor, field: string, list: readonly T[]): readonly T[] {
  goTo(cursor, field, list);
  if (!Array.isArray(list)) throw invalidValue(field, 'not a list', list, cursor.dealId);
  return list;
}

/** Checks what an outcome, which the cursor is in, says beside when. */
export function checkOutcome(outcome: OutcomeFacts, cursor: Cursor): void {
  const { status } = outcome;
  goTo(cursor, 'status', status);
  if (status !== 'won' && status !== 'lost') throw invalidOutcome(cursor.dealId, status);
  amountAt(cursor, 'amount', outcome.amount);
  textAt(cursor, 'reason', outcome.reason);
  textAt(cursor, 'ownerId', outcome.ownerId);
  textAt(cursor, 'competitorId', outcome.competitorId);
}

export function unknownPipeline(pipelineId: string, dealId: string): DealError {
  const details = { pipelineId: preview(pipelineId), dealId: preview(dealId) };
  return new DealError(
    'unknown-pipeline',
    `Pipeline ${details.pipelineId} is not among those given.`,
    details,
  );
}

function invalidOutcome(dealId: string, status: unknown): DealError {
  return new DealError(
    'invalid-outcome',
    `Deal ${preview(dealId)} ended ${preview(status)}; an outcome is won or lost.`,
    { dealId: preview(dealId), status: preview(status) },
  );
}
