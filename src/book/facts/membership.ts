import { currentEvent } from '../../deal/current-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import { advance, disregard, standingAtOpening } from '../../deal/standing.ts';
import type { FormerStages } from '../../pipeline/former-stages.ts';
import { attributes, type Facts } from './facts.ts';
import { keptHistory } from './order-sensitive.ts';
import { deleted, firstStageCode, lost, stageAt, won } from './stage-codes.ts';

/** What an open deal is counted under: its pipeline, its owner, the date it is expected to close. */
export interface Membership {
  /** False once it is closed or deleted. */
  readonly isOpen: boolean;
  readonly pipelineId: string;
  /** Null without an owner. */
  readonly ownerId: string | null;
  /** NaN without a date. */
  readonly expectedAt: number;
}

/** The events that change the membership of a deal. */
export type MembershipChangeType =
  | Extract<
      DealEvent['type'],
      | 'DealOpened'
      | 'DealMoved'
      | 'DealTransferred'
      | 'DealReopened'
      | 'DealWon'
      | 'DealLost'
      | 'DealDeleted'
      | 'DealReassigned'
      | 'DealRescheduled'
    >
  /** A deletion by which it was merged into another deal. */
  | 'DealMerged';

/** A change of membership, and the membership after it. */
export interface MembershipChange extends Membership {
  readonly type: MembershipChangeType;
  readonly at: number;
}

/** All changes of membership of a row's deal, in the order they count; the first is its opening. */
export function membershipChanges(facts: Facts, row: number): MembershipChange[] {
  const kept = keptHistory(facts.keptEvents.get(row));
  return kept === undefined ? changesInColumns(facts, row) : changesByEvents(kept, facts.former);
}

/** Facts of an instant come before its steps. That changes nothing: a row in which the order matters has kept events. */
function changesInColumns(facts: Facts, row: number): MembershipChange[] {
  const { steps, attributes: table, scalars } = facts;
  const { ownerId: owner, expectedCloseAt, mergedInto } = attributes;
  const [firstStep, endOfSteps] = [steps.from[row] as number, steps.from[row + 1] as number];
  const endOfFacts = table.from[row + 1] as number;
  const changes: MembershipChange[] = [];
  let isOpen = false;
  let pipelineId = '';
  let ownerId: string | null = null;
  let expectedAt = Number.NaN;
  let isMerged = false;
  let fact = table.from[row] as number;
  for (let step = firstStep; step <= endOfSteps; step++) {
    const until = step < endOfSteps ? (steps.at[step] as number) : Number.POSITIVE_INFINITY;
    for (; fact < endOfFacts && (table.at[fact] as number) <= until; fact++) {
      const name = table.name[fact];
      if (name === mergedInto) isMerged = true;
      if (name !== owner && name !== expectedCloseAt) continue;
      const value = scalars.values[table.value[fact] as number];
      if (name === owner) ownerId = (value ?? null) as string | null;
      else expectedAt = Number(value ?? Number.NaN);
      if (step === firstStep) continue; // part of the opening
      const type = name === owner ? 'DealReassigned' : 'DealRescheduled';
      changes.push({ type, at: table.at[fact] as number, isOpen, pipelineId, ownerId, expectedAt });
    }
    if (step === endOfSteps) break;
    const code = steps.code[step] as number;
    const here = code < firstStageCode ? pipelineId : stageAt(facts, code).pipelineId;
    const type = step === firstStep ? 'DealOpened' : typeOf(code, isOpen, here === pipelineId, isMerged);
    isOpen = code >= firstStageCode;
    pipelineId = here;
    changes.push({ type, at: until, isOpen, pipelineId, ownerId, expectedAt });
  }
  return changes;
}

/** The type of a step after the opening. */
function typeOf(code: number, wasOpen: boolean, stays: boolean, isMerged: boolean): MembershipChangeType {
  if (code === won) return 'DealWon';
  if (code === lost) return 'DealLost';
  if (code === deleted) return isMerged ? 'DealMerged' : 'DealDeleted';
  if (!wasOpen) return 'DealReopened';
  return stays ? 'DealMoved' : 'DealTransferred';
}

function changesByEvents(history: DealHistory, former: FormerStages): MembershipChange[] {
  const opening = currentEvent(history[0], history[0].pipelineId, former);
  const standing = { ...standingAtOpening(opening) };
  const { pipelineId, ownerId, expectedCloseAt } = opening;
  let at = opening.at.getTime();
  let now: Membership = {
    isOpen: true,
    pipelineId,
    ownerId,
    expectedAt: Number(expectedCloseAt ?? Number.NaN),
  };
  const changes: MembershipChange[] = [{ ...now, type: 'DealOpened', at }];
  for (const recorded of orderedEvents(history).slice(1)) {
    const event = currentEvent(recorded, standing.pipelineId, former);
    at = Math.max(at, event.at.getTime());
    if (disregard(standing, event) !== null) continue;
    advance(standing, event);
    const { type } = event;
    if (type === 'DealReassigned') now = { ...now, ownerId: event.ownerId };
    else if (type === 'DealRescheduled')
      now = { ...now, expectedAt: Number(event.expectedCloseAt ?? Number.NaN) };
    else if (!isStageEvent(type)) continue;
    const isOpen = standing.status === 'open' && !standing.deleted;
    now = { ...now, isOpen, pipelineId: standing.pipelineId };
    const isMerged = event.type === 'DealDeleted' && event.mergedInto !== undefined;
    changes.push({ ...now, type: isMerged ? 'DealMerged' : type, at });
  }
  return changes;
}

/** Whether an event changes the stage or status of a deal. */
function isStageEvent(type: DealEvent['type']): type is Exclude<MembershipChangeType, 'DealMerged'> {
  switch (type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
    case 'DealWon':
    case 'DealLost':
    case 'DealDeleted':
      return true;
    case 'DealOpened':
    case 'DealRevalued':
    case 'DealReassigned':
    case 'DealRescheduled':
    case 'DealEstimated':
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
    case 'EventCorrected':
      return false;
  }
}
