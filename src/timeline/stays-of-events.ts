import { currentEvent } from '../deal/current-event.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { effectiveInstant } from '../deal/ordered-events.ts';
import { advance, disregard, type Standing, standingAtOpening } from '../deal/standing.ts';
import type { FormerStages } from '../pipeline/former-stages.ts';

/** A stay of a deal in a stage, or in a pipeline without stages, as it really happened. */
export interface RealStay {
  readonly pipelineId: string;
  readonly stageId: string | null;
  /** What it began with. */
  readonly event: DealEvent;
  readonly enteredAt: number;
  /** Null while the deal is there. */
  leftAt: number | null;
  leftBy: 'moved' | 'transferred' | 'won' | 'lost' | null;
}

const leavings = {
  DealMoved: 'moved',
  DealTransferred: 'transferred',
  DealWon: 'won',
  DealLost: 'lost',
} as const;

/**
 * The stays of a deal, in order, from the events a fold reads; and where it stands after them. Stages have the ids they have
 * now, where `former` tells which they had before; else those recorded.
 */
export function staysOfEvents(
  events: DealHistory,
  former: FormerStages = new Map(),
): { readonly stays: readonly RealStay[]; readonly standing: Standing } {
  const opening = currentEvent(events[0], events[0].pipelineId, former);
  const standing = standingAtOpening(opening);
  const stays = [stayFrom(standing, opening, +opening.at)];
  for (const recorded of events.slice(1)) {
    const event = currentEvent(recorded, standing.pipelineId, former);
    if (disregard(standing, event) !== null) continue;
    const isEntered = advance(standing, event);
    const at = effectiveInstant(event, opening);
    if (event.type in leavings)
      leave(stays.at(-1) as RealStay, at, leavings[event.type as keyof typeof leavings]);
    if (isEntered) stays.push(stayFrom(standing, event, at));
  }
  return { stays, standing };
}

function stayFrom({ pipelineId, stageId }: Standing, event: DealEvent, enteredAt: number): RealStay {
  return { pipelineId, stageId, event, enteredAt, leftAt: null, leftBy: null };
}

function leave(stay: RealStay, leftAt: number, leftBy: RealStay['leftBy']): void {
  stay.leftAt = leftAt;
  stay.leftBy = leftBy;
}
