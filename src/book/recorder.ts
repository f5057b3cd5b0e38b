import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent, DealHistory, DealOpened, Fields } from '../deal/event.ts';
import { type AsOf, orderedEvents } from '../deal/ordered-events.ts';
import { advance, disregard, type Standing, standingAtOpening } from '../deal/standing.ts';
import type { Money } from '../money/money.ts';
import { codeOf, scalarCode } from './dictionary.ts';
import {
  attributes,
  completeRow,
  deleted,
  type Facts,
  type Home,
  homeOf,
  lost,
  placeStep,
  rollback,
  won,
} from './facts.ts';
import { isRelative, isTie } from './irregular.ts';
import { follow, start } from './path-tree.ts';
import { addAttribute, addMoney, addSale, addStep } from './tables.ts';

/**
 * Adds a deal's checked history to the facts as a new row, as far as it is known; nothing if the deal is not there yet,
 * or if it is refused. Returns the latest instant something happened, -Infinity if nothing did.
 */
export function recordHistory(facts: Facts, history: DealHistory, limits: AsOf): number {
  const events = orderedEvents(history, limits);
  if (events.length === 0) return Number.NEGATIVE_INFINITY;
  try {
    return recordRow(facts, history[0], events);
  } catch (error) {
    rollback(facts);
    throw error;
  }
}

/** How far a deal has come while its events are read. */
interface Way extends Standing {
  home: Home;
  node: number;
  owner: number;
  potential: Money | null;
}

function recordRow(facts: Facts, opening: DealOpened, events: readonly DealEvent[]): number {
  const openedAt = opening.at.getTime();
  const way = openWay(facts, opening, openedAt);
  let regular = true;
  let at = openedAt;
  for (let i = 1; i < events.length; i++) {
    const event = events[i] as DealEvent;
    at = Math.max(event.at.getTime(), openedAt);
    if (isTie(events, i) || isRelative(way, event)) regular = false;
    if (disregard(way, event) === null) recordEvent(facts, way, event, at);
    else regular = false;
  }
  if (events.length > 1 && (events[1] as DealEvent).at.getTime() < openedAt) regular = false;
  if (!regular)
    facts.irregular.set(facts.dealIds.length, events.map(copyEvent) as [DealOpened, ...DealEvent[]]);
  completeRow(facts, opening.dealId, opening.undated === true, way.node);
  return at;
}

function openWay(facts: Facts, opening: DealOpened, at: number): Way {
  const { potential, customerId, channel, expectedCloseAt, fields } = opening;
  const owner = scalarCode(facts.scalars, opening.ownerId);
  const { status, pipelineId, stageId, deleted: gone } = standingAtOpening(opening);
  const home = homeOf(facts, pipelineId, opening.dealId);
  const way: Way = { status, pipelineId, stageId, deleted: gone, home, node: start, owner, potential };
  if (potential !== null)
    addMoney(facts.values, at, codeOf(facts.currencies, potential.currency), potential.amount);
  addAttribute(facts.attributes, at, attributes.ownerId, owner);
  if (customerId !== undefined) record(facts, at, attributes.customerId, customerId);
  if (channel !== undefined) record(facts, at, attributes.channel, channel);
  if (expectedCloseAt !== undefined) record(facts, at, attributes.expectedCloseAt, expectedCloseAt);
  if (fields !== undefined) recordFields(facts, at, fields);
  enter(facts, way, opening.dealId, at);
  return way;
}

function recordEvent(facts: Facts, way: Way, event: DealEvent, at: number): void {
  advance(way, event);
  switch (event.type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
      enter(facts, way, event.dealId, at);
      return;
    case 'DealWon': {
      const amount = event.amount ?? way.potential;
      const currency = amount === null ? -1 : codeOf(facts.currencies, amount.currency);
      addSale(facts.sales, at, currency, amount === null ? null : amount.amount, event.amount !== undefined);
      addAttribute(facts.attributes, at, attributes.closedBy, way.owner);
      step(facts, way, won, at);
      return;
    }
    case 'DealLost':
      addAttribute(facts.attributes, at, attributes.closedBy, way.owner);
      record(facts, at, attributes.lossReason, event.reason);
      if (event.competitorId !== undefined) record(facts, at, attributes.competitorId, event.competitorId);
      step(facts, way, lost, at);
      return;
    case 'LossExplained':
      record(facts, at, attributes.lossReason, event.reason);
      if (event.competitorId !== undefined) record(facts, at, attributes.competitorId, event.competitorId);
      return;
    case 'DealDeleted':
      step(facts, way, deleted, at);
      return;
    case 'DealRevalued': {
      const { potential } = event;
      const currency = potential === null ? -1 : codeOf(facts.currencies, potential.currency);
      addMoney(facts.values, at, currency, potential === null ? null : potential.amount);
      way.potential = potential;
      return;
    }
    case 'DealReassigned':
      way.owner = scalarCode(facts.scalars, event.ownerId);
      addAttribute(facts.attributes, at, attributes.ownerId, way.owner);
      return;
    case 'DealRescheduled':
      record(facts, at, attributes.expectedCloseAt, event.expectedCloseAt);
      return;
    case 'DealEstimated':
      record(facts, at, attributes.probability, event.probability);
      return;
    case 'DealDescribed':
      if (event.customerId !== undefined) record(facts, at, attributes.customerId, event.customerId);
      if (event.channel !== undefined) record(facts, at, attributes.channel, event.channel);
      if (event.fields !== undefined) recordFields(facts, at, event.fields);
      return;
    default:
      return; // the other events concern the process, not the reports
  }
}

function enter(facts: Facts, way: Way, dealId: string, at: number): void {
  const { pipelineId, stageId } = way;
  if (way.home.pipeline.id !== pipelineId) way.home = homeOf(facts, pipelineId, dealId);
  step(facts, way, placeStep(facts, way.home, stageId, dealId), at);
}

function step(facts: Facts, way: Way, code: number, at: number): void {
  addStep(facts.steps, at, code);
  way.node = follow(facts.paths, way.node, code);
}

function recordFields(facts: Facts, at: number, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    record(facts, at, codeOf(facts.attributeNames, `fields.${name}`), value);
  }
}

function record(
  facts: Facts,
  at: number,
  name: number,
  value: string | number | boolean | Date | null,
): void {
  addAttribute(facts.attributes, at, name, scalarCode(facts.scalars, value));
}
