import { follow, start } from '../../columns/path-trie.ts';
import type {
  DealDescribed,
  DealEvent,
  DealLost,
  DealMoved,
  DealOpened,
  DealWon,
  Fields,
  LossExplained,
} from '../../deal/event.ts';
import { advance, disregard, type Standing, standingAtOpening } from '../../deal/standing.ts';
import type { Money } from '../../money/money.ts';
import { codeOf, scalarCode } from '../facts/dictionary.ts';
import { attributes, type Facts } from '../facts/facts.ts';
import { addInteraction } from '../facts/interaction-table.ts';
import { lastOwner, lastPotential } from '../facts/last-values.ts';
import { openedFrom } from '../facts/opened-from.ts';
import { isRelative, isTie, noInstantYet, noteInstant, type SameInstant } from '../facts/order-sensitive.ts';
import { codesOfPipeline, deleted, lost, type PipelineCodes, stageCode, won } from '../facts/stage-codes.ts';
import { latestAt, stageAtStep, statusAtStep } from '../facts/steps.ts';
import { addAttribute, addFact, addSale, addStep, appendAmount } from '../facts/tables.ts';
import { recordDemand } from './record-demand.ts';

/** How far a deal has come while its events are recorded. */
export interface RecorderState extends Omit<Standing, 'stageId'> {
  stageId: string | null;
  /** When the latest of them happened. */
  at: number;
  home: PipelineCodes;
  node: number;
  /** Undefined where only the columns of the row that goes on tell. */
  owner: number | undefined;
  /** What the deal was opened from. */
  readonly interactionId: string | undefined;
  /** As the owner. */
  potential: Money | null | undefined;
  /** The row that goes on; -1 where the deal is a new one. */
  readonly before: number;
  readonly atOnce: SameInstant;
}

/** Records an opening. */
export function startRecording(facts: Facts, opening: DealOpened): RecorderState {
  const at = opening.at.getTime();
  const { potential, customerId, channel, expectedCloseAt, fields, demand, interactionId } = opening;
  const owner = scalarCode(facts.scalars, opening.ownerId);
  const { status, pipelineId, stageId, deleted: gone } = standingAtOpening(opening);
  const recorder: RecorderState = {
    status,
    pipelineId,
    stageId,
    deleted: gone,
    at,
    home: codesOfPipeline(facts, pipelineId, opening.dealId),
    node: start,
    owner,
    interactionId,
    potential,
    before: -1,
    atOnce: noInstantYet(),
  };
  if (potential !== null) recordPotential(facts, recorder, potential, at);
  addAttribute(facts.attributes, at, attributes.ownerId, owner);
  if (customerId !== undefined) record(facts, at, attributes.customerId, customerId);
  if (channel !== undefined) record(facts, at, attributes.channel, channel);
  if (expectedCloseAt !== undefined) record(facts, at, attributes.expectedCloseAt, expectedCloseAt);
  if (interactionId !== undefined) record(facts, at, attributes.interactionId, interactionId);
  if (fields !== undefined) recordFields(facts, at, fields);
  if (demand !== undefined) recordDemand(facts, demand, at);
  enter(facts, recorder, opening.dealId, at);
  return recorder;
}

/** Where a row ends. */
export function resumeRecording(facts: Facts, row: number): RecorderState {
  const { steps } = facts;
  const end = (steps.from[row + 1] as number) - 1;
  const gone = steps.code[end] === deleted;
  const last = gone ? end - 1 : end;
  const { pipelineId, stageId } = stageAtStep(facts, last);
  return {
    status: statusAtStep(facts, last),
    pipelineId,
    stageId,
    deleted: gone,
    at: latestAt(facts, row),
    home: codesOfPipeline(facts, pipelineId, facts.dealIds[row] as string),
    node: facts.path[row] as number,
    owner: undefined,
    interactionId: openedFrom(facts, row),
    potential: undefined,
    before: row,
    atOnce: noInstantYet(),
  };
}

/** Records events from one of them on; whether the columns then tell all there is to tell of them. */
export function recordEvents(
  facts: Facts,
  recorder: RecorderState,
  events: readonly DealEvent[],
  from: number,
): boolean {
  let regular = true;
  for (let i = from; i < events.length; i++) {
    const event = events[i] as DealEvent;
    if (event.type === 'DealMoved' && movesOn(facts, recorder, event)) continue;
    if (!recordNext(facts, recorder, events, i)) regular = false;
  }
  return regular;
}

/** Records what most events are, an open deal's move to another stage after all that went before; false if it is none. */
function movesOn(facts: Facts, recorder: RecorderState, { dealId, at: date, to }: DealMoved): boolean {
  const at = date.getTime();
  if (at <= recorder.at || recorder.status !== 'open' || recorder.deleted || to === recorder.stageId)
    return false;
  recorder.at = at;
  recorder.stageId = to;
  enter(facts, recorder, dealId, at);
  return true;
}

/** Records any event, if it counts; whether the columns then tell all there is to tell of it. */
function recordNext(
  facts: Facts,
  recorder: RecorderState,
  events: readonly DealEvent[],
  index: number,
): boolean {
  const event = events[index] as DealEvent;
  const at = event.at.getTime();
  const regular =
    at > recorder.at || (at === recorder.at && !isTie(recorder.atOnce, at, event.type, events[0]));
  noteInstant(recorder.atOnce, at, event.type);
  recorder.at = Math.max(at, recorder.at);
  const relative = isRelative(recorder, event);
  const counts = disregard(recorder, event) === null;
  if (counts) advance(recorder, event);
  if (counts) recordEvent(facts, recorder, event, recorder.at);
  else addFact(facts.activity, recorder.at); // that it was recorded is activity
  return counts && regular && !relative;
}

function recordEvent(facts: Facts, recorder: RecorderState, event: DealEvent, at: number): void {
  switch (event.type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
      enter(facts, recorder, event.dealId, at);
      return;
    case 'DealWon':
      recordWin(facts, recorder, event, at);
      return;
    case 'DealLost':
      addAttribute(
        facts.attributes,
        at,
        attributes.closedBy,
        recorder.owner ?? lastOwner(facts, recorder.before),
      );
      recordLoss(facts, event, at);
      step(facts, recorder, lost, at);
      return;
    case 'LossExplained':
      recordLoss(facts, event, at);
      return;
    case 'DealDeleted':
      step(facts, recorder, deleted, at);
      return;
    case 'DealRevalued':
      recordPotential(facts, recorder, event.potential, at);
      return;
    case 'DealReassigned':
      recorder.owner = scalarCode(facts.scalars, event.ownerId);
      addAttribute(facts.attributes, at, attributes.ownerId, recorder.owner);
      return;
    case 'DealRescheduled':
      record(facts, at, attributes.expectedCloseAt, event.expectedCloseAt);
      return;
    case 'DealEstimated':
      record(facts, at, attributes.probability, event.probability);
      return;
    case 'DealDescribed':
      recordDescription(facts, event, at);
      return;
    case 'PaymentReceived':
      appendAmount(facts.payments, at, codeOf(facts.currencies, event.amount.currency), event.amount.amount);
      return;
    case 'DemandRecorded':
      recordDemand(facts, event.demand, at);
      return;
    case 'InteractionLinked':
      addInteraction(facts.interactions, at, event.interaction, recorder.interactionId);
      return;
    default:
      addFact(facts.activity, at); // the other events concern the process
  }
}

function recordDescription(facts: Facts, { customerId, channel, fields }: DealDescribed, at: number): void {
  const before = facts.attributes.length;
  if (customerId !== undefined) record(facts, at, attributes.customerId, customerId);
  if (channel !== undefined) record(facts, at, attributes.channel, channel);
  if (fields !== undefined) recordFields(facts, at, fields);
  if (facts.attributes.length === before) addFact(facts.activity, at); // of a name nothing else tells
}

function recordPotential(facts: Facts, recorder: RecorderState, potential: Money | null, at: number): void {
  const currency = potential === null ? -1 : codeOf(facts.currencies, potential.currency);
  appendAmount(facts.values, at, currency, potential === null ? null : potential.amount);
  recorder.potential = potential;
}

function recordWin(facts: Facts, recorder: RecorderState, event: DealWon, at: number): void {
  const amount =
    event.amount ??
    (recorder.potential === undefined ? lastPotential(facts, recorder.before) : recorder.potential);
  const currency = amount === null ? -1 : codeOf(facts.currencies, amount.currency);
  addSale(facts.sales, at, currency, amount === null ? null : amount.amount, event.amount !== undefined);
  addAttribute(
    facts.attributes,
    at,
    attributes.closedBy,
    recorder.owner ?? lastOwner(facts, recorder.before),
  );
  step(facts, recorder, won, at);
}

function recordLoss(facts: Facts, { reason, competitorId }: DealLost | LossExplained, at: number): void {
  record(facts, at, attributes.lossReason, reason);
  if (competitorId !== undefined) record(facts, at, attributes.competitorId, competitorId);
}

function enter(facts: Facts, recorder: RecorderState, dealId: string, at: number): void {
  const { pipelineId, stageId } = recorder;
  if (recorder.home.pipeline.id !== pipelineId) recorder.home = codesOfPipeline(facts, pipelineId, dealId);
  step(facts, recorder, stageCode(facts, recorder.home, stageId, dealId), at);
}

function step(facts: Facts, recorder: RecorderState, code: number, at: number): void {
  addStep(facts.steps, at, code);
  recorder.node = follow(facts.paths, recorder.node, code);
}

function recordFields(facts: Facts, at: number, fields: Fields): void {
  for (const [name, value] of Object.entries<Fields[string] | undefined>(fields)) {
    if (value === undefined) continue; // as if it were not there
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
