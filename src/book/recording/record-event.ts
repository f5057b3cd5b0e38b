import { follow } from '../../columns/path-trie.ts';
import { type DealDescription, describedFields } from '../../deal/description.ts';
import type { DealDescribed, DealEvent, DealLost, DealWon, Fields, LossExplained } from '../../deal/event.ts';
import type { Money } from '../../money/money.ts';
import { codeOf, scalarCode } from '../facts/dictionary.ts';
import { attributes, type Facts } from '../facts/facts.ts';
import { addInteraction } from '../facts/interaction-table.ts';
import { lastOwner, lastPotential } from '../facts/last-values.ts';
import { codesOfPipeline, deleted, lost, stageCode, won } from '../facts/stage-codes.ts';
import { addAttribute, addFact, addSale, addStep, appendAmount } from '../facts/tables.ts';
import { textOfList } from '../facts/text-list.ts';
import { recordDemandLines } from './record-demand-lines.ts';
import type { RecorderState } from './recorder-state.ts';

/** Records an event that counts, after the state has advanced by it. */
export function recordEvent(facts: Facts, state: RecorderState, event: DealEvent, at: number): void {
  switch (event.type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
      recordEntry(facts, state, event.dealId, at);
      return;
    case 'DealWon':
      recordWin(facts, state, event, at);
      return;
    case 'DealLost':
      recordCloser(facts, state, at);
      recordLoss(facts, event, at);
      recordStep(facts, state, lost, at);
      return;
    case 'LossExplained':
      recordLoss(facts, event, at);
      return;
    case 'DealDeleted':
      if (event.mergedInto !== undefined) recordAttribute(facts, at, attributes.mergedInto, event.mergedInto);
      recordStep(facts, state, deleted, at);
      return;
    case 'DealRevalued':
      recordPotential(facts, state, event.potential, at);
      return;
    case 'DealReassigned':
      recordOwner(facts, state, event.ownerId, at);
      return;
    case 'DealRescheduled':
      recordAttribute(facts, at, attributes.expectedCloseAt, event.expectedCloseAt);
      return;
    case 'DealEstimated':
      recordAttribute(facts, at, attributes.probability, event.probability);
      if (event.category !== undefined) recordAttribute(facts, at, attributes.category, event.category);
      return;
    case 'DealDescribed':
      recordDescription(facts, event, at);
      return;
    case 'PaymentReceived':
      appendAmount(facts.payments, at, codeOf(facts.currencies, event.amount.currency), event.amount.amount);
      return;
    case 'DemandRecorded':
      recordDemandLines(facts, event.demand, at);
      return;
    case 'InteractionLinked':
      addInteraction(facts.interactions, at, event.interaction, state.interactionId);
      return;
    case 'ParticipantAdded': {
      const { id, role } = event.participant;
      recordAttribute(facts, at, codeOf(facts.attributeNames, `participant.${role}`), id);
      return;
    }
    case 'ManualControlTaken':
    case 'TaskAdded':
    case 'TaskCompleted':
    case 'TaskChanged':
    case 'DealOpened': // a second opening does not count, so it never comes here
    case 'EventCorrected': // applied before any event is recorded
      addFact(facts.activity, at);
      return;
    default:
      event satisfies never;
  }
}

function recordDescription(facts: Facts, event: DealDescribed, at: number): void {
  const { fields } = event;
  const before = facts.attributes.length;
  recordDescribed(facts, event, at);
  if (fields !== undefined) recordFields(facts, at, fields);
  if (facts.attributes.length === before) addFact(facts.activity, at); // it says nothing: only that something happened
}

/** Which of two events of an instant came first tells whose the deal was in a stage that it left then. */
function recordOwner(facts: Facts, state: RecorderState, ownerId: string | null, at: number): void {
  const steps = stepsAt(facts, state.continuedRow, at);
  state.owner = scalarCode(facts.scalars, ownerId);
  addAttribute(facts.attributes, at, attributes.ownerId, state.owner);
  if (steps > 0) recordAttribute(facts, at, attributes.stepsBefore, steps);
}

/** How many steps at an instant the row being recorded has so far; the latest ones. */
export function stepsAt({ steps }: Facts, continuedRow: number, at: number): number {
  let step = steps.length - 1;
  let count = 0;
  for (; step >= steps.settled && steps.at[step] === at; step--) count++;
  if (step >= steps.settled || continuedRow < 0) return count;
  const first = steps.from[continuedRow] as number;
  step = (steps.from[continuedRow + 1] as number) - 1;
  for (; step >= first && steps.at[step] === at; step--) count++;
  return count;
}

export function recordPotential(
  facts: Facts,
  state: RecorderState,
  potential: Money | null,
  at: number,
): void {
  const currency = potential === null ? -1 : codeOf(facts.currencies, potential.currency);
  appendAmount(facts.values, at, currency, potential === null ? null : potential.amount);
  state.potential = potential;
}

function recordWin(facts: Facts, state: RecorderState, event: DealWon, at: number): void {
  const amount =
    event.amount ??
    (state.potential === undefined ? lastPotential(facts, state.continuedRow) : state.potential);
  const currency = amount === null ? -1 : codeOf(facts.currencies, amount.currency);
  addSale(facts.sales, at, currency, amount === null ? null : amount.amount, event.amount !== undefined);
  recordCloser(facts, state, at);
  if (event.paymentDueAt !== undefined)
    recordAttribute(facts, at, attributes.paymentDueAt, event.paymentDueAt);
  recordStep(facts, state, won, at);
}

function recordCloser(facts: Facts, state: RecorderState, at: number): void {
  const owner = state.owner ?? lastOwner(facts, state.continuedRow);
  addAttribute(facts.attributes, at, attributes.closedBy, owner);
}

function recordLoss(
  facts: Facts,
  { reason, otherReasons, competitorId }: DealLost | LossExplained,
  at: number,
): void {
  recordAttribute(facts, at, attributes.lossReason, reason);
  if (otherReasons !== undefined)
    recordAttribute(facts, at, attributes.otherReasons, textOfList(otherReasons));
  if (competitorId !== undefined) recordAttribute(facts, at, attributes.competitorId, competitorId);
}

/** Records that the deal entered the stage of the state. */
export function recordEntry(facts: Facts, state: RecorderState, dealId: string, at: number): void {
  const { pipelineId, stageId } = state;
  if (state.codes.pipeline.id !== pipelineId) state.codes = codesOfPipeline(facts, pipelineId, dealId);
  recordStep(facts, state, stageCode(facts, state.codes, stageId, dealId), at);
}

function recordStep(facts: Facts, state: RecorderState, code: number, at: number): void {
  addStep(facts.steps, at, code);
  state.node = follow(facts.paths, state.node, code);
}

export function recordFields(facts: Facts, at: number, fields: Fields): void {
  for (const [name, value] of Object.entries<Fields[string] | undefined>(fields)) {
    if (value === undefined) continue; // an undefined field counts as absent
    recordAttribute(facts, at, codeOf(facts.attributeNames, `fields.${name}`), value);
  }
}

export function recordAttribute(
  facts: Facts,
  at: number,
  name: number,
  value: string | number | boolean | Date | null,
): void {
  addAttribute(facts.attributes, at, name, scalarCode(facts.scalars, value));
}

/** Records the name, and the texts that describe a deal. */
export function recordDescribed(
  facts: Facts,
  description: DealDescription & { readonly name?: string },
  at: number,
): void {
  if (description.name !== undefined) recordAttribute(facts, at, attributes.name, description.name);
  for (const name of describedFields) {
    const text = description[name];
    if (text !== undefined) recordAttribute(facts, at, attributes[name], text);
  }
}
