import { describedFields } from '../deal/description.ts';
import type { DealEvent, DealHistory, DealOpened, EventHead } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { copied } from '../money/copied.ts';
import { checkOption, iterable } from '../options.ts';
import type { ChangedFacts, ChangeRow } from './rows/change-row.ts';
import type { DealRow } from './rows/deal-row.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The rows that histories can be made from again: a row a deal, as it stands now, and a log of all that changed, in the
 * order of the histories and of their events. The way to another system, and the inverse of {@link importDeals} for what
 * rows can say.
 *
 * Rows say openings, moves, transfers, owners, amounts, close dates, probabilities, outcomes and reopenings with their
 * times, payments and interactions; names, customers, channels and fields as they stand at the end. Everything else, such
 * as tasks, participants and demand, is in `omitted`. A deleted deal has rows like any other.
 *
 * @throws DealError `invalid-option` for what is no list of histories, and as `replay`.
 *
 * @example
 * ```ts
 * const { dealRows, changeRows } = rowsOf(histories)
 * dealRows.map(({ id, stageId, outcome }) => [id, stageId, outcome?.status]) // => [['d1', 'terms', 'won'], ['d2', 'offer', 'lost'], ['d3', 'contact', 'lost'], ['d4', 'offer', undefined]]
 * changeRows.slice(0, 2).map(({ dealId, stageId }) => [dealId, stageId]) // => [['d1', 'contact'], ['d1', 'offer']]
 * ```
 */
export function rowsOf(histories: Iterable<DealHistory>): {
  readonly dealRows: DealRow[];
  readonly changeRows: ChangeRow[];
  /** What rows cannot say, by the place of the event in its history, from 1 as versions are counted. */
  readonly omitted: { readonly dealId: string; readonly version: number; readonly type: DealEvent['type'] }[];
} {
  checkOption('histories', histories, iterable);
  const dealRows: DealRow[] = [];
  const changeRows: ChangeRow[] = [];
  const omitted: ReturnType<typeof rowsOf>['omitted'] = [];
  for (const history of histories) {
    const row = dealRowOf(history);
    dealRows.push(row);
    for (const [index, event] of history.entries()) {
      const facts = event.type === 'DealOpened' && index === 0 ? openingFacts(event) : factsOf(event);
      if (facts !== null) changeRows.push({ ...headOf(event), ...copied(facts) });
      if (!isSaid(event)) omitted.push({ dealId: event.dealId, version: index + 1, type: event.type });
    }
  }
  return { dealRows, changeRows, omitted };
}

function dealRowOf(history: DealHistory): DealRow {
  const deal = replay(history);
  const [opening] = history;
  const row: Writable<DealRow> = {
    id: deal.id,
    pipelineId: deal.pipelineId,
    openedAt: opening.undated === true ? null : new Date(+opening.at),
    ownerId: deal.ownerId,
    potential: deal.potential,
    expectedCloseAt: deal.expectedCloseAt,
    probability: deal.probability,
  };
  if (deal.stageId !== null) row.stageId = deal.stageId;
  if (deal.name !== null) row.name = deal.name;
  for (const field of describedFields) if (deal[field] !== null) row[field] = deal[field];
  if (Object.keys(deal.fields).length > 0) row.fields = deal.fields;
  if (deal.payments.length > 0) row.payments = deal.payments;
  if (deal.interactions.length > 0) row.interactions = deal.interactions;
  if (deal.status === 'won') row.outcome = { status: 'won', at: deal.closedAt };
  if (deal.status === 'lost') row.outcome = { status: 'lost', at: deal.closedAt, reason: deal.lossReason };
  return row;
}

function headOf({
  dealId,
  at,
  by,
  recordedAt,
}: EventHead): Pick<ChangeRow, 'dealId' | 'at' | 'by' | 'recordedAt'> {
  return {
    ...{ dealId, at: new Date(+at) },
    ...(by === undefined ? {} : { by }),
    ...(recordedAt === undefined ? {} : { recordedAt: new Date(+recordedAt) }),
  };
}

/** What a deal was opened with: the change that an import reads its opening from. */
function openingFacts({
  pipelineId,
  stageId,
  stageUndated,
  ownerId,
  potential,
  expectedCloseAt,
}: DealOpened): ChangedFacts {
  return {
    ...{ pipelineId, ownerId, potential, expectedCloseAt: expectedCloseAt ?? null, probability: null },
    ...(stageId === undefined || stageUndated ? {} : { stageId }),
  };
}

/** What an event changes, in the words of a change row; null where these have none. */
function factsOf(event: DealEvent): ChangedFacts | null {
  switch (event.type) {
    case 'DealMoved':
      return { stageId: event.to };
    case 'DealTransferred':
      return {
        pipelineId: event.pipelineId,
        ...(event.stageId === undefined ? {} : { stageId: event.stageId }),
      };
    case 'DealReassigned':
      return { ownerId: event.ownerId };
    case 'DealRevalued':
      return { potential: event.potential };
    case 'DealRescheduled':
      return { expectedCloseAt: event.expectedCloseAt };
    case 'DealEstimated':
      return { probability: event.probability };
    case 'DealWon':
      return { outcome: { status: 'won', ...(event.amount === undefined ? {} : { amount: event.amount }) } };
    case 'DealLost': {
      const { reason, competitorId } = event;
      return { outcome: { status: 'lost', reason, ...(competitorId === undefined ? {} : { competitorId }) } };
    }
    case 'DealReopened':
      return { outcome: null, ...(event.stageId === undefined ? {} : { stageId: event.stageId }) };
    case 'DealOpened':
    case 'DealDescribed':
    case 'ManualControlTaken':
    case 'ParticipantAdded':
    case 'DemandRecorded':
    case 'InteractionLinked':
    case 'TaskAdded':
    case 'TaskCompleted':
    case 'TaskChanged':
    case 'LossExplained':
    case 'PaymentReceived':
    case 'DealDeleted':
    case 'EventCorrected':
      return null;
  }
}

/** Whether rows say all that an event says. */
function isSaid(event: DealEvent): boolean {
  switch (event.type) {
    case 'DealOpened':
      return (
        event.interactionId === undefined && event.previousDealId === undefined && event.demand === undefined
      );
    case 'DealWon':
      return event.paymentDueAt === undefined;
    case 'ManualControlTaken':
    case 'ParticipantAdded':
    case 'DemandRecorded':
    case 'TaskAdded':
    case 'TaskCompleted':
    case 'TaskChanged':
    case 'LossExplained':
    case 'DealDeleted':
    case 'EventCorrected':
      return false;
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReassigned':
    case 'DealRevalued':
    case 'DealRescheduled':
    case 'DealEstimated':
    case 'DealDescribed':
    case 'DealLost':
    case 'DealReopened':
    case 'PaymentReceived':
    case 'InteractionLinked':
      return true;
  }
}
