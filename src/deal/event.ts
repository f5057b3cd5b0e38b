import type { Money } from '../money/money.ts';
import type { DealDescription } from './description.ts';

/** What every event carries. */
export interface EventHead {
  readonly dealId: string;
  /** When it happened. */
  readonly at: Date;
  /** Who did it. */
  readonly by?: string;
  /** When it was entered; default `at`. */
  readonly recordedAt?: Date;
}

/** A host's own fields of a deal, by name. */
export type Fields = Readonly<Record<string, string | number | boolean | Date | null>>;

export type FieldValue = Fields[string];

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
  /** Null where it is nobody's yet. */
  readonly assigneeId: string | null;
  readonly dueAt?: Date;
}

export interface DealOpened extends EventHead, DealDescription {
  readonly type: 'DealOpened';
  readonly pipelineId: string;
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
  /** Null without an owner. */
  readonly ownerId: string | null;
  readonly potential: Money | null;
  readonly name?: string;
  readonly expectedCloseAt?: Date;
  readonly interactionId?: string;
  readonly previousDealId?: string;
  readonly fields?: Fields;
  readonly demand?: readonly DemandLine[];
  /** True: the opening date is not known; the deal is in no duration, age or `openedDuring`. */
  readonly undated?: boolean;
  /**
   * True: since when the deal has been in the stage it opens in is not known. This stay, up to the next stage or outcome, is in
   * no duration, no age in stage and no `overlapping`; the deal's own opening date counts.
   */
  readonly stageUndated?: boolean;
}

export interface DealMoved extends EventHead {
  readonly type: 'DealMoved';
  /** The stage it came from, as recorded; where it differs from the stage the deal was in, that stage counts. */
  readonly from: string;
  readonly to: string;
}

export interface DealRevalued extends EventHead {
  readonly type: 'DealRevalued';
  readonly potential: Money | null;
}

export interface DealReassigned extends EventHead {
  readonly type: 'DealReassigned';
  /** Null: from then on the deal has no owner. */
  readonly ownerId: string | null;
}

export interface DealRescheduled extends EventHead {
  readonly type: 'DealRescheduled';
  readonly expectedCloseAt: Date | null;
}

export interface DealEstimated extends EventHead {
  readonly type: 'DealEstimated';
  /** 0 to 1; null takes the estimate back. */
  readonly probability: number | null;
  /** How it is forecast: `commit`, `best case` or any other; absent keeps what was said before, null takes it back. */
  readonly category?: string | null;
}

export interface DealDescribed extends EventHead, DealDescription {
  readonly type: 'DealDescribed';
  readonly name?: string;
  /** Merged into the deal's fields; null takes a field away. */
  readonly fields?: Fields;
}

export interface DealTransferred extends EventHead {
  readonly type: 'DealTransferred';
  readonly pipelineId: string;
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
}

export interface ManualControlTaken extends EventHead {
  readonly type: 'ManualControlTaken';
}

export interface ParticipantAdded extends EventHead {
  readonly type: 'ParticipantAdded';
  readonly participant: Participant;
}

export interface DemandRecorded extends EventHead {
  readonly type: 'DemandRecorded';
  readonly demand: readonly DemandLine[];
}

export interface InteractionLinked extends EventHead {
  readonly type: 'InteractionLinked';
  readonly interaction: Interaction;
}

export interface TaskAdded extends EventHead {
  readonly type: 'TaskAdded';
  readonly task: TaskInput;
}

export interface TaskCompleted extends EventHead {
  readonly type: 'TaskCompleted';
  readonly taskId: string;
  readonly result?: string;
}

/** A change of a task that was made by hand, while it is to be done. */
export interface TaskChanged extends EventHead {
  readonly type: 'TaskChanged';
  readonly taskId: string;
  /** Whose it is from then on; absent: as before, null: nobody's. */
  readonly assigneeId?: string | null;
  /** When it is due from then on; absent: as before. */
  readonly dueAt?: Date;
  /** True: it is not to be done any more. */
  readonly cancelled?: boolean;
}

export interface DealWon extends EventHead {
  readonly type: 'DealWon';
  /** What was sold; default the potential at that moment. */
  readonly amount?: Money;
  readonly paymentDueAt?: Date;
}

export interface DealLost extends EventHead {
  readonly type: 'DealLost';
  readonly reason: string | null;
  /** What else played a part. Reports count a loss by its `reason`. */
  readonly otherReasons?: readonly string[];
  readonly competitorId?: string;
}

export interface LossExplained extends EventHead {
  readonly type: 'LossExplained';
  readonly reason: string | null;
  /** What else played a part; absent keeps what was said before. */
  readonly otherReasons?: readonly string[];
  readonly competitorId?: string;
}

export interface DealReopened extends EventHead {
  readonly type: 'DealReopened';
  /** Absent in a pipeline without stages. */
  readonly stageId?: string;
}

export interface PaymentReceived extends EventHead {
  readonly type: 'PaymentReceived';
  readonly amount: Money;
}

export interface DealDeleted extends EventHead {
  readonly type: 'DealDeleted';
  /** The deal that goes on in its place, where two were one. */
  readonly mergedInto?: string;
}

/**
 * What was entered wrongly, and what stands instead. It is applied before anything is read, by whoever knows of it
 * (`recordedAt`), whatever its `at`; of several of one event the last recorded counts.
 */
export interface EventCorrected extends EventHead {
  readonly type: 'EventCorrected';
  /** Which event: its place in the history, from 1, in recording order. */
  readonly version: number;
  /**
   * What stands in its place in recording order: an event of the same deal, for an opening only an opening, and no correction;
   * null for nothing. A correction can only be taken back, with null.
   */
  readonly instead: DealEvent | null;
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
  | TaskChanged
  | DealWon
  | DealLost
  | LossExplained
  | DealReopened
  | PaymentReceived
  | DealDeleted
  | EventCorrected;

/** What happened to one deal, in the order it was recorded, from its opening on. */
export type DealHistory = readonly [DealOpened, ...DealEvent[]];
