import { standingEvents } from '../deal/corrected-events.ts';
import type { Deal } from '../deal/deal.ts';
import { describedFields } from '../deal/description.ts';
import type { DealEvent, DealHistory, DealOpened, EventHead } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { copied } from '../money/copied.ts';
import { checkOption, iterable } from '../options.ts';
import type { ChangedFacts, ChangeRow } from './rows/change-row.ts';
import type { DealRow } from './rows/deal-row.ts';
import { unsaid } from './unsaid.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The rows that histories can be made from again: a row a deal, as it stands now, and a log of all that changed, in the
 * order of the histories and of their events. The way to another system, and the inverse of {@link importDeals} for what
 * rows can say.
 *
 * Events are read as corrected. Rows say openings, moves, transfers, owners, amounts, close dates, probabilities, outcomes
 * and reopenings with their times, payments and interactions; names, customers, channels and fields as they stand at the
 * end. All that they do not say is in `omitted`, event by event: tasks, participants, demand and corrections wholly, of others
 * single properties, such as the category of an estimate, further reasons of a loss, who entered a payment, when a deal was
 * described, and what it was called before. A deleted deal has rows like any other.
 *
 * @throws DealError `invalid-option` for what is no list of histories, and as `replay`.
 *
 * @example
 * ```ts
 * const { dealRows, changeRows, omitted } = rowsOf([...histories, [...openDeal(sales, { id: 'd5', ownerId: 'ola', potential: null, previousDealId: 'd2', at: on('12') })]])
 * dealRows.map(({ id, stageId, outcome }) => [id, stageId, outcome?.status]) // => [['d1', 'terms', 'won'], ['d2', 'offer', 'lost'], ['d3', 'contact', 'lost'], ['d4', 'offer', undefined], ['d5', 'contact', undefined]]
 * changeRows.slice(0, 2).map(({ dealId, stageId }) => [dealId, stageId]) // => [['d1', 'contact'], ['d1', 'offer']]
 * omitted // => [{ dealId: 'd5', version: 1, type: 'DealOpened', fields: ['previousDealId'] }]
 * ```
 */
export function rowsOf(histories: Iterable<DealHistory>): {
  readonly dealRows: DealRow[];
  readonly changeRows: ChangeRow[];
  /** What rows do not say, by the place of the event in its history, from 1 as versions are counted. */
  readonly omitted: {
    readonly dealId: string;
    readonly version: number;
    readonly type: DealEvent['type'];
    /** The properties of the event that rows do not say. */
    readonly fields: readonly string[];
  }[];
} {
  checkOption('histories', histories, iterable);
  const dealRows: DealRow[] = [];
  const changeRows: ChangeRow[] = [];
  const omitted: ReturnType<typeof rowsOf>['omitted'] = [];
  for (const history of histories) {
    const deal = replay(history);
    const events = standingEvents(history, undefined);
    const opening = events[0] as DealOpened;
    const isMoved = events.some((event) => event !== null && leadsElsewhere(event));
    dealRows.push(dealRowOf(deal, opening));
    for (const [index, event] of events.entries()) {
      const facts =
        event === null ? null : event === opening ? openingFacts(opening, isMoved) : factsOf(event);
      if (event !== null && facts !== null) changeRows.push({ ...headOf(event), ...copied(facts) });
      const told = event ?? (history[index] as DealEvent); // a correction, or taken back by one
      const fields =
        event === null && told.type !== 'EventCorrected' ? [] : unsaid(told, { deal, opening, isMoved });
      if (fields.length > 0) omitted.push({ dealId: deal.id, version: index + 1, type: told.type, fields });
    }
  }
  return { dealRows, changeRows, omitted };
}

function dealRowOf(deal: Deal, opening: DealOpened): DealRow {
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

/** Whether an event leads the deal to a stage or pipeline. */
function leadsElsewhere(event: DealEvent): boolean {
  const { type } = event;
  return (
    type === 'DealMoved' ||
    type === 'DealTransferred' ||
    (type === 'DealReopened' && event.stageId !== undefined)
  );
}

/**
 * What a deal was opened with: the change that an import reads its opening from. A stage that it was found in is told by the
 * deal's row alone, unless the deal went elsewhere.
 */
function openingFacts(
  { pipelineId, stageId, stageUndated, ownerId, potential, expectedCloseAt }: DealOpened,
  isMoved: boolean,
): ChangedFacts {
  return {
    ...{ pipelineId, ownerId, potential, expectedCloseAt: expectedCloseAt ?? null, probability: null },
    ...(stageId === undefined || (stageUndated && !isMoved) ? {} : { stageId }),
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
