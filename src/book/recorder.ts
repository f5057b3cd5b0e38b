import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent, DealHistory, DealOpened, Fields } from '../deal/event.ts';
import { type AsOf, instantOf, orderedEvents } from '../deal/ordered-events.ts';
import { disregard, type Standing, standingAfter, standingAtOpening } from '../deal/standing.ts';
import type { Money } from '../money/money.ts';
import { checkStage } from '../pipeline/check-stage.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { pushAmount } from './amounts.ts';
import { push } from './column.ts';
import { codeOf, type Scalar, scalarCode } from './dictionary.ts';
import { deleted, type Facts, lost, type MoneyTable, placeStep, rollback, won } from './facts.ts';
import { follow, start } from './path-tree.ts';

/**
 * Adds a deal's checked history to the facts as a new row, as far as it is known; nothing if the deal is not there yet,
 * or if it is refused. Returns the latest instant something happened, -Infinity if nothing did.
 */
export function recordHistory(facts: Facts, history: DealHistory, limits: AsOf): number {
  const events = orderedEvents(history, limits);
  if (events.length === 0) return Number.NEGATIVE_INFINITY;
  try {
    recordRow(facts, history[0], events);
  } catch (error) {
    rollback(facts);
    throw error;
  }
  return instantOf(events.at(-1) as DealEvent, history[0]);
}

function recordRow(facts: Facts, opening: DealOpened, events: readonly DealEvent[]): void {
  facts.dealIds.push(opening.dealId);
  push(facts.undated, opening.undated === true ? 1 : 0);
  let way: Way = openWay(facts, opening);
  let regular = true;
  for (let i = 1; i < events.length; i++) {
    const event = events[i] as DealEvent;
    const at = instantOf(event, opening);
    const counts = disregard(way.standing, event) === null;
    if (!counts || at > +event.at || isTie(events, i)) regular = false;
    if (counts) way = recordEvent(facts, way, event, at);
  }
  if (!regular) facts.irregular.set(facts.path.length, events.map(copyEvent) as [DealOpened, ...DealEvent[]]);
  push(facts.path, way.node);
  for (const { from, at } of [facts.steps, facts.values, facts.sales, facts.attributes])
    push(from, at.length);
}

/**
 * Whether a change of something else shares its instant with an outcome or with the opening, so that it matters which
 * came first, or what may yet come between them.
 */
function isTie(events: readonly DealEvent[], index: number): boolean {
  const event = events[index] as DealEvent;
  if (+event.at === +(events[0] as DealEvent).at && !steps.has(event.type)) return true;
  for (let i = index - 1; i > 0 && +(events[i] as DealEvent).at === +event.at; i--) {
    const types = [(events[i] as DealEvent).type, event.type];
    if (types.some((type) => outcomes.has(type)) && !types.every((type) => steps.has(type))) return true;
  }
  return false;
}

const outcomes: ReadonlySet<DealEvent['type']> = new Set([
  'DealWon',
  'DealLost',
  'DealReopened',
  'DealDeleted',
]);
const steps: ReadonlySet<DealEvent['type']> = new Set([...outcomes, 'DealMoved', 'DealTransferred']);

/** How far a deal has come while its events are read. */
interface Way {
  readonly standing: Standing;
  readonly node: number;
  readonly ownerId: string;
  readonly potential: Money | null;
}

function openWay(facts: Facts, opening: DealOpened): Way {
  const at = +opening.at;
  const { ownerId, potential, customerId, channel, expectedCloseAt, fields } = opening;
  if (potential !== null) recordMoney(facts.values, at, potential);
  recordAttribute(facts, at, 'ownerId', ownerId);
  if (customerId !== undefined) recordAttribute(facts, at, 'customerId', customerId);
  if (channel !== undefined) recordAttribute(facts, at, 'channel', channel);
  if (expectedCloseAt !== undefined) recordAttribute(facts, at, 'expectedCloseAt', expectedCloseAt);
  recordFields(facts, at, fields);
  return enter(facts, { standing: standingAtOpening(opening), node: start, ownerId, potential }, opening, at);
}

function recordEvent(facts: Facts, before: Way, event: DealEvent, at: number): Way {
  const way = { ...before, standing: standingAfter(before.standing, event) };
  switch (event.type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
      return enter(facts, way, event, at);
    case 'DealWon': {
      recordMoney(facts.sales, at, event.amount ?? way.potential);
      push(facts.saleGiven, event.amount === undefined ? 0 : 1);
      recordAttribute(facts, at, 'closedBy', way.ownerId);
      return step(facts, way, won, at);
    }
    case 'DealLost':
      recordAttribute(facts, at, 'closedBy', way.ownerId);
      recordAttribute(facts, at, 'lossReason', event.reason);
      recordAttribute(facts, at, 'competitorId', event.competitorId ?? null);
      return step(facts, way, lost, at);
    case 'LossExplained':
      recordAttribute(facts, at, 'lossReason', event.reason);
      if (event.competitorId !== undefined) recordAttribute(facts, at, 'competitorId', event.competitorId);
      return way;
    case 'DealDeleted':
      return step(facts, way, deleted, at);
    case 'DealRevalued':
      recordMoney(facts.values, at, event.potential);
      return { ...way, potential: event.potential };
    case 'DealReassigned':
      recordAttribute(facts, at, 'ownerId', event.ownerId);
      return { ...way, ownerId: event.ownerId };
    case 'DealRescheduled':
      recordAttribute(facts, at, 'expectedCloseAt', event.expectedCloseAt);
      return way;
    case 'DealEstimated':
      recordAttribute(facts, at, 'probability', event.probability);
      return way;
    case 'DealDescribed':
      if (event.customerId !== undefined) recordAttribute(facts, at, 'customerId', event.customerId);
      if (event.channel !== undefined) recordAttribute(facts, at, 'channel', event.channel);
      recordFields(facts, at, event.fields);
      return way;
    default:
      return way; // the other events concern the process, not the reports
  }
}

function enter(facts: Facts, way: Way, { dealId }: DealEvent, at: number): Way {
  const { pipelineId, stageId } = way.standing;
  checkStage(pipelineOf(facts.pipelines, pipelineId, dealId), stageId, dealId);
  return step(facts, way, placeStep(facts, pipelineId, stageId), at);
}

function step(facts: Facts, way: Way, code: number, at: number): Way {
  push(facts.steps.at, at);
  push(facts.steps.step, code);
  return { ...way, node: follow(facts.paths, way.node, code) };
}

function recordMoney(table: MoneyTable, at: number, money: Money | null): void {
  push(table.at, at);
  if (money === null) {
    push(table.currency, -1);
    push(table.amounts.units, 0);
  } else {
    push(table.currency, codeOf(table.currencies, money.currency));
    pushAmount(table.amounts, money.amount);
  }
}

function recordFields(facts: Facts, at: number, fields: Fields | undefined): void {
  if (fields === undefined) return;
  for (const [name, value] of Object.entries(fields)) recordAttribute(facts, at, `fields.${name}`, value);
}

function recordAttribute(facts: Facts, at: number, name: string, value: Scalar | null): void {
  push(facts.attributes.at, at);
  push(facts.attributes.name, codeOf(facts.attributeNames, name));
  push(facts.attributes.value, scalarCode(facts.scalars, value));
}
