import type { DealEvent, DealOpened } from './event.ts';

/** Where a deal stands: all that decides whether the next event counts. */
export interface Standing {
  readonly status: 'open' | 'won' | 'lost';
  readonly pipelineId: string;
  readonly stageId: string | null;
  readonly deleted: boolean;
}

/** Why a recorded event does not count. */
export type Disregard =
  /** The deal was opened already. */
  | 'second-opening'
  /** The deal was deleted. */
  | 'after-deletion'
  /** A move, transfer or revaluation of a closed deal. */
  | 'on-closed-deal'
  /** The deal had an outcome already; the first stands until a reopening. */
  | 'second-outcome'
  /** A reopening of an open deal. */
  | 'not-closed'
  /** An explanation of a loss that is none. */
  | 'not-lost'
  /** A move or transfer to the stage the deal is in. */
  | 'same-stage';

/** Where a deal stands when it is opened. */
export function standingAtOpening(opening: DealOpened): Standing {
  return { status: 'open', pipelineId: opening.pipelineId, stageId: opening.stageId ?? null, deleted: false };
}

/** Why an event does not count for a deal that stands so; null where it counts. The one place that knows. */
export function disregard(standing: Standing, event: DealEvent): Disregard | null {
  if (standing.deleted) return 'after-deletion';
  const open = standing.status === 'open';
  switch (event.type) {
    case 'DealOpened':
      return 'second-opening';
    case 'DealMoved':
      if (!open) return 'on-closed-deal';
      return event.to === standing.stageId ? 'same-stage' : null;
    case 'DealTransferred':
      if (!open) return 'on-closed-deal';
      return event.pipelineId === standing.pipelineId &&
        (event.stageId === undefined || event.stageId === standing.stageId)
        ? 'same-stage'
        : null;
    case 'DealRevalued':
      return open ? null : 'on-closed-deal';
    case 'DealWon':
    case 'DealLost':
      return open ? null : 'second-outcome';
    case 'DealReopened':
      return open ? 'not-closed' : null;
    case 'LossExplained':
      return standing.status === 'lost' ? null : 'not-lost';
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
    case 'PaymentReceived':
    case 'DealDeleted':
    case 'EventCorrected': // applied before any event is read
      return null;
  }
}

/** Advances a standing by an event that counts; true if the deal enters a stage by it. */
export function advance(
  standing: { -readonly [K in keyof Standing]: Standing[K] },
  event: DealEvent,
): boolean {
  switch (event.type) {
    case 'DealMoved':
      standing.stageId = event.to;
      return true;
    case 'DealTransferred':
      standing.pipelineId = event.pipelineId;
      standing.stageId = event.stageId ?? null;
      return true;
    case 'DealWon':
      standing.status = 'won';
      return false;
    case 'DealLost':
      standing.status = 'lost';
      return false;
    case 'DealReopened':
      standing.status = 'open';
      standing.stageId = event.stageId ?? standing.stageId;
      return true;
    case 'DealDeleted':
      standing.deleted = true;
      return false;
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
