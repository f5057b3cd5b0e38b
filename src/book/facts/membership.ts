import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import { advance, disregard, standingAtOpening } from '../../deal/standing.ts';
import { attributes, type Facts } from './facts.ts';
import { keptHistory } from './order-sensitive.ts';
import { deleted, firstStageCode, lost, stageAt, won } from './stage-codes.ts';

/** Whose an open deal is, where it is, and when it is expected to close. */
export interface Membership {
  /** False once it is closed or deleted. */
  readonly isOpen: boolean;
  readonly pipelineId: string;
  readonly ownerId: string;
  /** NaN without a date. */
  readonly expectedAt: number;
}

/** What changes where a deal belongs. */
export type MembershipChangeType = Extract<
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
>;

/** A change of where a deal belongs, and where it belongs since. */
export interface MembershipChange extends Membership {
  readonly type: MembershipChangeType;
  readonly at: number;
}

/** All changes of where a row's deal belongs, in the order they count; the first is its opening. */
export function membershipChanges(facts: Facts, row: number): MembershipChange[] {
  const kept = keptHistory(facts.keptEvents.get(row));
  return kept === undefined ? changesInColumns(facts, row) : changesByEvents(kept);
}

/** Facts of one instant come before its steps, which makes no difference: a row for which it would has its events kept. */
function changesInColumns(facts: Facts, row: number): MembershipChange[] {
  const { steps, attributes: table, scalars } = facts;
  const { ownerId: owner, expectedCloseAt } = attributes;
  const [firstStep, endOfSteps] = [steps.from[row] as number, steps.from[row + 1] as number];
  const endOfFacts = table.from[row + 1] as number;
  const changes: MembershipChange[] = [];
  let isOpen = false;
  let pipelineId = '';
  let ownerId = '';
  let expectedAt = Number.NaN;
  let fact = table.from[row] as number;
  for (let step = firstStep; step <= endOfSteps; step++) {
    const until = step < endOfSteps ? (steps.at[step] as number) : Number.POSITIVE_INFINITY;
    for (; fact < endOfFacts && (table.at[fact] as number) <= until; fact++) {
      const name = table.name[fact];
      if (name !== owner && name !== expectedCloseAt) continue;
      const value = scalars.values[table.value[fact] as number];
      if (name === owner) ownerId = value as string;
      else expectedAt = Number(value ?? Number.NaN);
      if (step === firstStep) continue; // what is told with the opening is no change
      const type = name === owner ? 'DealReassigned' : 'DealRescheduled';
      changes.push({ type, at: table.at[fact] as number, isOpen, pipelineId, ownerId, expectedAt });
    }
    if (step === endOfSteps) break;
    const code = steps.code[step] as number;
    const here = code < firstStageCode ? pipelineId : stageAt(facts, code).pipelineId;
    const type = step === firstStep ? 'DealOpened' : typeOf(code, isOpen, here === pipelineId);
    isOpen = code >= firstStageCode;
    pipelineId = here;
    changes.push({ type, at: until, isOpen, pipelineId, ownerId, expectedAt });
  }
  return changes;
}

/** What a step after the opening is, of a deal that was open or not. */
function typeOf(step: number, wasOpen: boolean, stays: boolean): MembershipChangeType {
  if (step === won) return 'DealWon';
  if (step === lost) return 'DealLost';
  if (step === deleted) return 'DealDeleted';
  if (!wasOpen) return 'DealReopened';
  return stays ? 'DealMoved' : 'DealTransferred';
}

function changesByEvents(history: DealHistory): MembershipChange[] {
  const [opening] = history;
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
  for (const event of orderedEvents(history).slice(1)) {
    at = Math.max(at, event.at.getTime());
    if (disregard(standing, event) !== null) continue;
    advance(standing, event);
    const { type } = event;
    if (type === 'DealReassigned') now = { ...now, ownerId: event.ownerId };
    else if (type === 'DealRescheduled')
      now = { ...now, expectedAt: Number(event.expectedCloseAt ?? Number.NaN) };
    else if (!isTurn(type)) continue;
    const isOpen = standing.status === 'open' && !standing.deleted;
    now = { ...now, isOpen, pipelineId: standing.pipelineId };
    changes.push({ ...now, type, at });
  }
  return changes;
}

function isTurn(type: DealEvent['type']): type is MembershipChangeType {
  switch (type) {
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealReopened':
    case 'DealWon':
    case 'DealLost':
    case 'DealDeleted':
      return true;
    default:
      return false;
  }
}
