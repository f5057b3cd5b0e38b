import { start } from '../../columns/path-trie.ts';
import { currentEvent } from '../../deal/current-event.ts';
import type { DealEvent, DealMoved, DealOpened } from '../../deal/event.ts';
import { advance, disregard, standingAtOpening } from '../../deal/standing.ts';
import { scalarCode } from '../facts/dictionary.ts';
import { attributes, type Facts } from '../facts/facts.ts';
import { isRelative, isTie, noInstantYet, noteInstant } from '../facts/order-sensitive.ts';
import { codesOfPipeline } from '../facts/stage-codes.ts';
import { addAttribute, addFact } from '../facts/tables.ts';
import { recordDemandLines } from './record-demand-lines.ts';
import {
  recordAttribute,
  recordDescribed,
  recordEntry,
  recordEvent,
  recordFields,
  recordPotential,
  stepsAt,
} from './record-event.ts';
import type { RecorderState } from './recorder-state.ts';

/** Records an opening. */
export function startRecording(facts: Facts, recorded: DealOpened): RecorderState {
  const opening = currentEvent(recorded, recorded.pipelineId, facts.former);
  const at = opening.at.getTime();
  const { potential, expectedCloseAt, fields, demand, interactionId, previousDealId } = opening;
  const owner = scalarCode(facts.scalars, opening.ownerId);
  const { status, pipelineId, stageId, deleted: gone } = standingAtOpening(opening);
  const state: RecorderState = {
    status,
    pipelineId,
    stageId,
    deleted: gone,
    at,
    codes: codesOfPipeline(facts, pipelineId, opening.dealId),
    node: start,
    owner,
    interactionId,
    potential,
    continuedRow: -1,
    sameInstant: noInstantYet(),
  };
  if (potential !== null) recordPotential(facts, state, potential, at);
  addAttribute(facts.attributes, at, attributes.ownerId, owner);
  recordDescribed(facts, opening, at);
  if (expectedCloseAt !== undefined) recordAttribute(facts, at, attributes.expectedCloseAt, expectedCloseAt);
  if (interactionId !== undefined) recordAttribute(facts, at, attributes.interactionId, interactionId);
  if (previousDealId !== undefined) recordAttribute(facts, at, attributes.previousDealId, previousDealId);
  if (fields !== undefined) recordFields(facts, at, fields);
  if (demand !== undefined) recordDemandLines(facts, demand, at);
  recordEntry(facts, state, opening.dealId, at);
  return state;
}

/** Records events from an index on; false if they cannot be restored from the columns (the row then keeps them). */
export function recordEvents(
  facts: Facts,
  state: RecorderState,
  events: readonly DealEvent[],
  from: number,
): boolean {
  let isRestorable = true;
  for (let i = from; i < events.length; i++) {
    const event = currentEvent(events[i] as DealEvent, state.pipelineId, facts.former);
    if (event.type === 'DealMoved' && recordMove(facts, state, event)) continue;
    if (!recordNext(facts, state, event, events[0])) isRestorable = false;
  }
  return isRestorable;
}

/** A fast path for the most frequent event: an open deal's move to another stage, later than all before; false for any other. */
function recordMove(facts: Facts, state: RecorderState, { dealId, at: date, to }: DealMoved): boolean {
  const at = date.getTime();
  if (at <= state.at || state.status !== 'open' || state.deleted || to === state.stageId) return false;
  state.at = at;
  state.stageId = to;
  recordEntry(facts, state, dealId, at);
  return true;
}

/** Records any event, if it counts; false if it cannot be restored from the columns. */
function recordNext(
  facts: Facts,
  state: RecorderState,
  event: DealEvent,
  first: DealEvent | undefined,
): boolean {
  const at = event.at.getTime();
  const isRestorable = at > state.at || (at === state.at && !isTie(state.sameInstant, at, event.type, first));
  noteInstant(state.sameInstant, at, event.type);
  state.at = Math.max(at, state.at);
  const isRelativeMove = isRelative(state, event);
  const isTiedOwner = event.type === 'DealReassigned' && stepsAt(facts, state.continuedRow, state.at) > 0;
  const counts = disregard(state, event) === null;
  if (counts) advance(state, event);
  if (counts) recordEvent(facts, state, event, state.at);
  else addFact(facts.activity, state.at); // an event that does not count is still activity
  return counts && isRestorable && !isRelativeMove && !isTiedOwner;
}
