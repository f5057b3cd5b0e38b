import { textFrom } from '../../columns/texts.ts';
import { isDescribedField } from '../../deal/description.ts';
import type { DealEvent, DealLost, DealOpened, DemandRecorded, FieldValue } from '../../deal/event.ts';
import type { Money } from '../../money/money.ts';
import type { Scalar } from '../facts/dictionary.ts';
import { attributes as attributeCodes, type Facts, moneyAt } from '../facts/facts.ts';
import { openedFrom, openedWith } from '../facts/opened-from.ts';
import { keptHistory } from '../facts/order-sensitive.ts';
import { deleted, lost, stageAt, won } from '../facts/stage-codes.ts';
import type { MoneyTable } from '../facts/tables.ts';
import { listOfText } from '../facts/text-list.ts';
import { unknownDatesIn } from '../facts/unknown-dates.ts';
import { demandsOf, othersOf } from './other-events.ts';

/**
 * A row's history, restored from the columns, to append to: equivalent to the recorded one for everything a book reports.
 * Facts of an instant come before its steps; a row in which that order matters has kept events instead.
 */
export function eventsOfRow(facts: Facts, row: number): readonly [DealOpened, ...DealEvent[]] {
  const kept = keptHistory(facts.keptEvents.get(row));
  if (kept !== undefined) return kept;
  const dealId = textFrom(facts.dealIds, row);
  const revaluations = amountsOf(facts, facts.values, row);
  const changes = changesOf(facts, row, dealId);
  const steps = stepsOf(facts, row, dealId, changes);
  const { at, pipelineId, stageId } = steps.opening;
  const demands = demandsOf(facts, row, dealId);
  const interactionId = openedFrom(facts, row);
  const previousDealId = openedWith(facts, row, attributeCodes.previousDealId);
  const first = revaluations[0];
  const potential = first !== undefined && +first.at === +at ? first.money : null;
  const later = potential === null ? revaluations : revaluations.slice(1);
  const opening: DealOpened = {
    type: 'DealOpened',
    dealId,
    at,
    pipelineId,
    ...(stageId === null ? {} : { stageId }),
    ownerId: changes.firstOwner,
    potential,
    ...detailsOf(changes.events.filter((change) => +change.at === +at)),
    ...demandAt(demands, at),
    ...(interactionId === undefined ? {} : { interactionId }),
    ...(previousDealId === undefined ? {} : { previousDealId }),
    ...unknownDatesIn(facts.undated[row]),
  };
  const revalued = later.map(
    ({ at, money }): DealEvent => ({ type: 'DealRevalued', dealId, at, potential: money }),
  );
  const changed = changes.events.filter((change) => +change.at > +at);
  const asked = demands.filter((list) => +list.at > +at);
  return [
    opening,
    ...revalued,
    ...changed,
    ...asked,
    ...othersOf(facts, row, dealId, interactionId),
    ...steps.events,
  ];
}

/** The details of an opening: all changes at its instant. (A row with other changes at that instant has kept events.) */
function detailsOf(changes: readonly DealEvent[]): Partial<DealOpened> {
  const fields: [string, FieldValue][] = [];
  let details: Partial<DealOpened> = {};
  for (const change of changes) {
    if (change.type === 'DealRescheduled' && change.expectedCloseAt !== null)
      details = { ...details, expectedCloseAt: change.expectedCloseAt };
    if (change.type !== 'DealDescribed') continue;
    const { fields: changed = {}, type, dealId, at, ...described } = change;
    details = { ...details, ...described };
    for (const field of Object.entries(changed)) fields.push(field);
  }
  return fields.length === 0 ? details : { ...details, fields: Object.fromEntries(fields) };
}

/** The demand of an opening. */
function demandAt(demands: readonly DemandRecorded[], at: Date): Partial<DealOpened> {
  const first = demands[0];
  return first !== undefined && +first.at === +at ? { demand: first.demand } : {};
}

interface Amount {
  readonly at: Date;
  readonly money: Money | null;
}

function amountsOf(facts: Facts, table: MoneyTable, row: number): Amount[] {
  const amounts: Amount[] = [];
  for (let i = table.from[row] as number; i < (table.from[row + 1] as number); i++)
    amounts.push({ at: new Date(table.at[i] as number), money: moneyAt(facts, table, i) });
  return amounts;
}

type Loss = Pick<DealLost, 'reason' | 'otherReasons' | 'competitorId'>;

/** What outcomes and deletions say beside what they are. */
interface Changes {
  readonly losses: readonly Loss[];
  readonly dues: ReadonlyMap<number, Date>;
  readonly mergedInto: string | null;
}

/** The changes of attributes, the reason of each loss, and when each win is to be paid, by the instant of the win. */
function changesOf(
  { attributes, attributeNames, scalars }: Facts,
  row: number,
  dealId: string,
): Changes & { firstOwner: string | null; events: DealEvent[] } {
  const from = attributes.from[row] as number;
  const end = attributes.from[row + 1] as number;
  const valueAt = (i: number): Scalar | null => scalars.values[attributes.value[i] as number] ?? null;
  const nameAt = (i: number): string | undefined =>
    i < end ? attributeNames.values[attributes.name[i] as number] : undefined;
  // What one event said of several attributes follows the first of them, in this order.
  const lossAt = (i: number): Loss => {
    const competitor = nameAt(i + 1) === 'otherReasons' ? i + 2 : i + 1;
    return {
      reason: valueAt(i) as string | null,
      ...(competitor > i + 1 ? { otherReasons: listOfText(valueAt(i + 1)) } : {}),
      ...(nameAt(competitor) === 'competitorId' ? { competitorId: valueAt(competitor) as string } : {}),
    };
  };
  const estimateAt = (i: number, at: Date): DealEvent => ({
    ...{ type: 'DealEstimated', dealId, at, probability: valueAt(i) as number | null },
    ...(nameAt(i + 1) === 'category' ? { category: valueAt(i + 1) as string | null } : {}),
  });
  const events: DealEvent[] = [];
  const losses: Loss[] = [];
  let mergedInto: string | null = null;
  const dues = new Map<number, Date>();
  let isOutcome = false; // whether the attribute before is `closedBy`: then a loss reason is part of the loss
  for (let i = from + 1; i < end; i++) {
    const at = new Date(attributes.at[i] as number);
    const name = nameAt(i) as string;
    if (name === 'mergedInto') mergedInto = valueAt(i) as string;
    if (name === 'lossReason' && isOutcome) losses.push(lossAt(i));
    else if (name === 'lossReason') events.push({ type: 'LossExplained', dealId, at, ...lossAt(i) });
    else if (name === 'probability') events.push(estimateAt(i, at));
    else if (name === 'paymentDueAt') dues.set(+at, valueAt(i) as Date);
    else if (!partsOfOthers.has(name)) events.push(changeOf(dealId, at, name, valueAt(i)));
    isOutcome = name === 'closedBy';
  }
  return { firstOwner: valueAt(from) as string | null, events, losses, dues, mergedInto };
}

/** Attributes that other events than changes of their own say, or an opening. */
const partsOfOthers: ReadonlySet<string> = new Set([
  ...['closedBy', 'competitorId', 'otherReasons', 'category', 'interactionId', 'mergedInto', 'stepsBefore'],
  'previousDealId',
]);

function changeOf(dealId: string, at: Date, name: string, value: Scalar | null): DealEvent {
  switch (name) {
    case 'ownerId':
      return { type: 'DealReassigned', dealId, at, ownerId: value as string | null };
    case 'expectedCloseAt':
      return { type: 'DealRescheduled', dealId, at, expectedCloseAt: value as Date | null };
    default:
      if (name.startsWith('participant.')) {
        const participant = { id: value as string, role: name.slice('participant.'.length) };
        return { type: 'ParticipantAdded', dealId, at, participant };
      }
      if (name === 'name' || isDescribedField(name))
        return { type: 'DealDescribed', dealId, at, [name]: value as string };
      return { type: 'DealDescribed', dealId, at, fields: { [name.slice('fields.'.length)]: value } };
  }
}

function stepsOf(
  facts: Facts,
  row: number,
  dealId: string,
  { losses, dues, mergedInto }: Changes,
): { opening: { at: Date; pipelineId: string; stageId: string | null }; events: DealEvent[] } {
  const { steps, sales } = facts;
  const from = steps.from[row] as number;
  const atOf = (i: number): Date => new Date(steps.at[i] as number);
  const opening = stageAt(facts, steps.code[from] as number);
  const sold = amountsOf(facts, sales, row);
  const given = sales.given.subarray(sales.from[row]);
  const events: DealEvent[] = [];
  let here = opening;
  let [sale, loss] = [0, 0];
  let closed = false;
  for (let i = from + 1; i < (steps.from[row + 1] as number); i++) {
    const code = steps.code[i] as number;
    const recorded = { dealId, at: atOf(i) };
    if (code === won) {
      const amount = given[sale] === 1 ? (sold[sale]?.money ?? null) : null;
      const paymentDueAt = dues.get(+recorded.at);
      events.push({
        type: 'DealWon',
        ...recorded,
        ...(amount === null ? {} : { amount }),
        ...(paymentDueAt === undefined ? {} : { paymentDueAt }),
      });
      sale++;
    } else if (code === lost) {
      events.push({ type: 'DealLost', ...recorded, ...(losses[loss] as Loss) });
      loss++;
    } else if (code === deleted) {
      events.push({ type: 'DealDeleted', ...recorded, ...(mergedInto === null ? {} : { mergedInto }) });
    } else {
      const stage = stageAt(facts, code);
      const { pipelineId, stageId } = stage;
      const entered = stageId === null ? {} : { stageId };
      if (closed) events.push({ type: 'DealReopened', ...recorded, ...entered });
      else if (stageId === null || pipelineId !== here.pipelineId) {
        events.push({ type: 'DealTransferred', ...recorded, pipelineId, ...entered });
      } else events.push({ type: 'DealMoved', ...recorded, from: here.stageId ?? '', to: stageId });
      here = stage;
    }
    closed = code === won || code === lost;
  }
  return { opening: { at: atOf(from), ...opening }, events };
}
