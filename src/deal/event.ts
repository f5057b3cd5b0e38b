import type { Money } from '../money/money.ts';

/** What every event carries. */
interface Recorded {
  readonly dealId: string;
  /** When it happened. */
  readonly at: Date;
  /** Who did it. */
  readonly by?: string;
  /** When it was entered; default `at`. */
  readonly recordedAt?: Date;
}

/** A value of a custom field, its numbers finite; null takes the field away. */
export type FieldValue = string | number | boolean | Date | null;

/** A host's own fields of a deal, by name. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** One line of what the client asked for, and how far the deal met it. */
export interface DemandLine {
  readonly text: string;
  readonly amount: Money;
  readonly percentSatisfied: number;
  readonly reason?: string;
}

/** Somebody who takes part in a deal. */
export interface Participant {
  readonly id: string;
  readonly role: 'client' | 'competitor' | 'decision-maker' | 'influencer' | (string & {});
}

/** A meeting, call, e-mail or other contact. */
export interface Interaction {
  readonly id: string;
  readonly kind: 'meeting' | 'call' | 'email' | (string & {});
  readonly at: Date;
  readonly contactId?: string;
}

/** A task made by hand. */
export interface TaskInput {
  readonly id: string;
  readonly name: string;
  readonly assigneeId: string;
  readonly dueAt?: Date;
}

export interface DealOpened extends Recorded {
  readonly type: 'DealOpened';
  readonly pipelineId: string;
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
  readonly ownerId: string;
  readonly potential: Money | null;
  readonly name?: string;
  readonly customerId?: string;
  readonly expectedCloseAt?: Date;
  readonly channel?: string;
  readonly interactionId?: string;
  readonly previousDealId?: string;
  readonly fields?: Fields;
  readonly demand?: readonly DemandLine[];
  /** True: the opening date is not known; the deal is in no duration, age or `openedDuring`. */
  readonly undated?: boolean;
}

export interface DealMoved extends Recorded {
  readonly type: 'DealMoved';
  /** The stage it came from, as recorded; where it differs from the stage the deal was in, that stage counts. */
  readonly from: string;
  readonly to: string;
}

export interface DealRevalued extends Recorded {
  readonly type: 'DealRevalued';
  readonly potential: Money | null;
}

export interface DealReassigned extends Recorded {
  readonly type: 'DealReassigned';
  readonly ownerId: string;
}

export interface DealRescheduled extends Recorded {
  readonly type: 'DealRescheduled';
  readonly expectedCloseAt: Date | null;
}

export interface DealEstimated extends Recorded {
  readonly type: 'DealEstimated';
  /** 0 to 1; null takes the estimate back. */
  readonly probability: number | null;
}

export interface DealDescribed extends Recorded {
  readonly type: 'DealDescribed';
  readonly name?: string;
  readonly customerId?: string;
  readonly channel?: string;
  /** Merged into the deal's fields; null takes a field away. */
  readonly fields?: Fields;
}

export interface DealTransferred extends Recorded {
  readonly type: 'DealTransferred';
  readonly pipelineId: string;
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
}

export interface ManualControlTaken extends Recorded {
  readonly type: 'ManualControlTaken';
}

export interface ParticipantAdded extends Recorded {
  readonly type: 'ParticipantAdded';
  readonly participant: Participant;
}

export interface DemandRecorded extends Recorded {
  readonly type: 'DemandRecorded';
  readonly demand: readonly DemandLine[];
}

export interface InteractionLinked extends Recorded {
  readonly type: 'InteractionLinked';
  readonly interaction: Interaction;
}

export interface TaskAdded extends Recorded {
  readonly type: 'TaskAdded';
  readonly task: TaskInput;
}

export interface TaskCompleted extends Recorded {
  readonly type: 'TaskCompleted';
  readonly taskId: string;
  readonly result?: string;
}

export interface DealWon extends Recorded {
  readonly type: 'DealWon';
  /** What was sold; default the potential at that moment. */
  readonly amount?: Money;
  readonly paymentDueAt?: Date;
}

export interface DealLost extends Recorded {
  readonly type: 'DealLost';
  readonly reason: string | null;
  readonly competitorId?: string;
}

export interface LossExplained extends Recorded {
  readonly type: 'LossExplained';
  readonly reason: string | null;
  readonly competitorId?: string;
}

export interface DealReopened extends Recorded {
  readonly type: 'DealReopened';
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
}

export interface PaymentReceived extends Recorded {
  readonly type: 'PaymentReceived';
  readonly amount: Money;
}

export interface DealDeleted extends Recorded {
  readonly type: 'DealDeleted';
}

/** Something that happened to a deal, as recorded. Events are never edited. */
export type DealEvent =
  | DealOpened
  | DealMoved
  | DealRevalued
  | DealReassigned
  | DealRescheduled
  | DealEstimated
  | DealDescribed
  | DealTransferred
  | ManualControlTaken
  | ParticipantAdded
  | DemandRecorded
  | InteractionLinked
  | TaskAdded
  | TaskCompleted
  | DealWon
  | DealLost
  | LossExplained
  | DealReopened
  | PaymentReceived
  | DealDeleted;

/** What happened to one deal, in the order it was recorded, from its opening on. */
export type DealHistory = readonly [DealOpened, ...DealEvent[]];
