import type { DealEvent, DealHistory } from '../deal/event.ts';
import { orderedEvents } from '../deal/ordered-events.ts';
import { advance, disregard, standingAtOpening } from '../deal/standing.ts';
import { attributes, deleted, type Facts, isOutcome, placeAt, won } from './facts.ts';

/** Whose an open deal is, where it is, and when it is expected to close. */
export interface Belonging {
  /** False once it is closed or deleted. */
  readonly isOpen: boolean;
  readonly pipelineId: string;
  readonly ownerId: string;
  /** NaN without a date. */
  readonly expectedAt: number;
}

/** What changes where a deal belongs. */
export type ChangeType = Extract<
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
export interface Change extends Belonging {
  readonly type: ChangeType;
  readonly at: number;
}

/** All changes of where a row's deal belongs, in the order they count; the first is its opening. */
export function changesOf(facts: Facts, row: number): Change[] {
  const kept = facts.irregular.get(row);
  return kept === undefined ? changesInColumns(facts, row) : changesByEvents(kept);
}

/** Facts of one instant come before its steps, which makes no difference: a row for which it would has its events kept. */
function changesInColumns(facts: Facts, row: number): Change[] {
  const { steps, attributes: table } = facts;
  const endOfSteps = steps.from[row + 1] as number;
  const endOfFacts = table.from[row + 1] as number;
  const changes: Change[] = [];
  let now: Belonging = { isOpen: false, pipelineId: '', ownerId: '', expectedAt: Number.NaN };
  let fact = table.from[row] as number;
  for (let step = steps.from[row] as number; step <= endOfSteps; step++) {
    const until = step < endOfSteps ? (steps.at[step] as number) : Number.POSITIVE_INFINITY;
    for (; fact < endOfFacts && (table.at[fact] as number) <= until; fact++) {
      const change = changeByFact(facts, fact);
      if (change === null) continue;
      now = { ...now, ...change.to };
      // What is told with the opening is no change.
      if (changes.length > 0) changes.push({ ...now, type: change.type, at: table.at[fact] as number });
    }
    if (step === endOfSteps) break;
    const { type, to } = changeByStep(facts, steps.code[step] as number, now, changes.at(-1));
    now = { ...now, ...to };
    changes.push({ ...now, type, at: until });
  }
  return changes;
}

interface Difference {
  readonly type: ChangeType;
  readonly to: Partial<Belonging>;
}

function changeByFact({ attributes: table, scalars }: Facts, fact: number): Difference | null {
  const value = scalars.values[table.value[fact] as number];
  switch (table.name[fact]) {
    case attributes.ownerId:
      return { type: 'DealReassigned', to: { ownerId: value as string } };
    case attributes.expectedCloseAt:
      return { type: 'DealRescheduled', to: { expectedAt: Number(value ?? Number.NaN) } };
    default:
      return null;
  }
}

function changeByStep(facts: Facts, step: number, now: Belonging, before: Change | undefined): Difference {
  if (isOutcome(step)) return { type: step === won ? 'DealWon' : 'DealLost', to: { isOpen: false } };
  if (step === deleted) return { type: 'DealDeleted', to: { isOpen: false } };
  const { pipelineId } = placeAt(facts, step);
  const to = { isOpen: true, pipelineId };
  if (before === undefined) return { type: 'DealOpened', to };
  if (!now.isOpen) return { type: 'DealReopened', to };
  return { type: pipelineId === now.pipelineId ? 'DealMoved' : 'DealTransferred', to };
}

function changesByEvents(history: DealHistory): Change[] {
  const [opening] = history;
  const standing = { ...standingAtOpening(opening) };
  const { pipelineId, ownerId, expectedCloseAt } = opening;
  let at = opening.at.getTime();
  let now: Belonging = {
    isOpen: true,
    pipelineId,
    ownerId,
    expectedAt: Number(expectedCloseAt ?? Number.NaN),
  };
  const changes: Change[] = [{ ...now, type: 'DealOpened', at }];
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

function isTurn(type: DealEvent['type']): type is ChangeType {
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
