import type { DealEvent, DealOpened } from '../deal/event.ts';
import type { Money } from '../money/money.ts';
import { amountOf } from '../money/units.ts';
import { unitsAt } from './amounts.ts';
import type { Scalar } from './dictionary.ts';
import { deleted, type Facts, lost, type MoneyTable, placeAt, won } from './facts.ts';

/**
 * A row's facts as the events they came from, as far as books tell: the history that something is appended to. Facts of
 * one instant come before steps of that instant, which makes no difference for the rows it is done for; a row for which
 * it would has its own events kept.
 */
export function eventsOfRow(facts: Facts, row: number): readonly [DealOpened, ...DealEvent[]] {
  const kept = facts.irregular.get(row);
  if (kept !== undefined) return kept;
  const dealId = facts.dealIds[row] as string;
  const revaluations = valuesOf(facts.values, row);
  const changes = changesOf(facts, row, dealId);
  const steps = stepsOf(facts, row, dealId, changes.losses);
  const { at, pipelineId, stageId } = steps.opening;
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
    ...(facts.undated.values[row] === 1 ? { undated: true } : {}),
  };
  const revalued = later.map(
    ({ at, money }): DealEvent => ({ type: 'DealRevalued', dealId, at, potential: money }),
  );
  return [opening, ...revalued, ...changes.events, ...steps.events];
}

interface Valued {
  readonly at: Date;
  readonly money: Money | null;
}

function valuesOf(table: MoneyTable, row: number): Valued[] {
  const valued: Valued[] = [];
  for (let i = table.from.values[row] as number; i < (table.from.values[row + 1] as number); i++) {
    const currency = table.currencies.values[table.currency.values[i] as number];
    const amount = amountOf(unitsAt(table.amounts, i), table.amounts.scale);
    valued.push({
      at: new Date(table.at.values[i] as number),
      money: currency === undefined ? null : { amount, currency },
    });
  }
  return valued;
}

interface Loss {
  readonly reason: string | null;
  readonly competitorId: string | null;
}

/** What was changed besides stages and potentials, and why each loss was one. */
function changesOf(
  { attributes, attributeNames, scalars }: Facts,
  row: number,
  dealId: string,
): { firstOwner: string; events: DealEvent[]; losses: Loss[] } {
  const from = attributes.from.values[row] as number;
  const end = attributes.from.values[row + 1] as number;
  const valueAt = (i: number): Scalar | null => scalars.values[attributes.value.values[i] as number] ?? null;
  const nameAt = (i: number): string => attributeNames.values[attributes.name.values[i] as number] as string;
  const events: DealEvent[] = [];
  const losses: Loss[] = [];
  for (let i = from + 1; i < end; i++) {
    const at = new Date(attributes.at.values[i] as number);
    const [name, value] = [nameAt(i), valueAt(i)];
    if (name === 'closedBy') {
      // A loss records who, why and to whom; a win only who.
      if (i + 2 >= end || nameAt(i + 1) !== 'lossReason') continue;
      losses.push({ reason: valueAt(i + 1) as string | null, competitorId: valueAt(i + 2) as string | null });
      i += 2;
    } else if (name === 'lossReason' && i + 1 < end && nameAt(i + 1) === 'competitorId') {
      const competitorId = valueAt(i + 1) as string;
      events.push({ type: 'LossExplained', dealId, at, reason: value as string | null, competitorId });
      i += 1;
    } else events.push(changeOf(dealId, at, name, value));
  }
  return { firstOwner: valueAt(from) as string, events, losses };
}

function changeOf(dealId: string, at: Date, name: string, value: Scalar | null): DealEvent {
  switch (name) {
    case 'ownerId':
      return { type: 'DealReassigned', dealId, at, ownerId: value as string };
    case 'expectedCloseAt':
      return { type: 'DealRescheduled', dealId, at, expectedCloseAt: value as Date | null };
    case 'probability':
      return { type: 'DealEstimated', dealId, at, probability: value as number | null };
    case 'lossReason':
      return { type: 'LossExplained', dealId, at, reason: value as string | null };
    case 'customerId':
    case 'channel':
      return { type: 'DealDescribed', dealId, at, [name]: value as string };
    default:
      return { type: 'DealDescribed', dealId, at, fields: { [name.slice('fields.'.length)]: value } };
  }
}

function stepsOf(
  facts: Facts,
  row: number,
  dealId: string,
  losses: readonly Loss[],
): { opening: { at: Date; pipelineId: string; stageId: string | null }; events: DealEvent[] } {
  const { steps, sales } = facts;
  const from = steps.from.values[row] as number;
  const atOf = (i: number): Date => new Date(steps.at.values[i] as number);
  const opening = placeAt(facts, steps.step.values[from] as number);
  const sold = valuesOf(sales, row);
  const [lossesLeft, given] = [[...losses], facts.saleGiven.values.subarray(sales.from.values[row])];
  const events: DealEvent[] = [];
  let here = opening;
  let sale = 0;
  let closed = false;
  for (let i = from + 1; i < (steps.from.values[row + 1] as number); i++) {
    const [step, recorded] = [steps.step.values[i] as number, { dealId, at: atOf(i) }];
    if (step === won) {
      const amount = given[sale] === 1 ? (sold[sale]?.money ?? null) : null;
      events.push({ type: 'DealWon', ...recorded, ...(amount === null ? {} : { amount }) });
      sale++;
      closed = true;
    } else if (step === lost) {
      const { reason, competitorId } = lossesLeft.shift() as Loss;
      events.push({
        type: 'DealLost',
        ...recorded,
        reason,
        ...(competitorId === null ? {} : { competitorId }),
      });
      closed = true;
    } else if (step === deleted) {
      events.push({ type: 'DealDeleted', ...recorded });
    } else {
      const place = placeAt(facts, step);
      const stage = place.stageId === null ? {} : { stageId: place.stageId };
      if (closed) events.push({ type: 'DealReopened', ...recorded, ...stage });
      else if (place.stageId === null || place.pipelineId !== here.pipelineId) {
        events.push({ type: 'DealTransferred', ...recorded, pipelineId: place.pipelineId, ...stage });
      } else events.push({ type: 'DealMoved', ...recorded, from: here.stageId ?? '', to: place.stageId });
      here = place;
      closed = false;
    }
  }
  return { opening: { at: atOf(from), ...opening }, events };
}
