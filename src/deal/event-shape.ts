import type { Money } from '../money/money.ts';
import { type Parts, partsOf, type ShapeOf } from '../pipeline/shape.ts';
import { forDescription } from './description.ts';
import type { DealEvent, DemandLine, Fields, Interaction, Participant, TaskInput } from './event.ts';

/** The kinds of value that events hold. */
export interface EventKinds {
  readonly text: string;
  readonly texts: readonly string[];
  readonly date: Date;
  readonly money: Money;
  readonly flag: boolean;
  readonly probability: number;
  readonly percent: number;
  readonly fields: Fields;
  readonly demand: readonly DemandLine[];
  readonly participant: Participant;
  readonly interaction: Interaction;
  readonly task: TaskInput;
  /** The place of an event in its history, from 1. */
  readonly version: number;
  readonly event: DealEvent;
}

type Common = 'type' | 'dealId' | 'at' | 'by' | 'recordedAt';
type Shapes = { readonly [E in DealEvent as E['type']]: ShapeOf<Omit<E, Common>, EventKinds> };

const loss = { reason: 'text | null', otherReasons: 'texts?', competitorId: 'text?' } as const;

const described = /* @__PURE__ */ forDescription(() => 'text?' as const);

/** What each type of event holds, beside what all events have. */
const shapes: Shapes = {
  DealOpened: {
    pipelineId: 'text',
    stageId: 'text?',
    ownerId: 'text | null',
    potential: 'money | null',
    name: 'text?',
    ...described,
    expectedCloseAt: 'date?',
    interactionId: 'text?',
    previousDealId: 'text?',
    fields: 'fields?',
    demand: 'demand?',
    undated: 'flag?',
    stageUndated: 'flag?',
  },
  DealMoved: { from: 'text', to: 'text' },
  DealRevalued: { potential: 'money | null' },
  DealReassigned: { ownerId: 'text | null' },
  DealRescheduled: { expectedCloseAt: 'date | null' },
  DealEstimated: { probability: 'probability | null', category: 'text? | null' },
  DealDescribed: { name: 'text?', ...described, fields: 'fields?' },
  DealTransferred: { pipelineId: 'text', stageId: 'text?' },
  ManualControlTaken: {},
  ParticipantAdded: { participant: 'participant' },
  DemandRecorded: { demand: 'demand' },
  InteractionLinked: { interaction: 'interaction' },
  TaskAdded: { task: 'task' },
  TaskCompleted: { taskId: 'text', result: 'text?' },
  TaskChanged: { taskId: 'text', assigneeId: 'text? | null', dueAt: 'date?', cancelled: 'flag?' },
  DealWon: { amount: 'money?', paymentDueAt: 'date?' },
  DealLost: loss,
  LossExplained: loss,
  DealReopened: { stageId: 'text?' },
  PaymentReceived: { amount: 'money' },
  DealDeleted: { mergedInto: 'text?' },
  EventCorrected: { version: 'version', instead: 'event | null' },
};

/** What events hold that is itself made of parts. */
export const demandLineShape: ShapeOf<DemandLine, EventKinds> = {
  text: 'text',
  amount: 'money',
  percentSatisfied: 'percent',
  reason: 'text?',
};
export const participantShape: ShapeOf<Participant, EventKinds> = { id: 'text', role: 'text' };
export const interactionShape: ShapeOf<Interaction, EventKinds> = {
  id: 'text',
  kind: 'text',
  at: 'date',
  contactId: 'text?',
};
export const taskInputShape: ShapeOf<TaskInput, EventKinds> = {
  id: 'text',
  name: 'text',
  assigneeId: 'text | null',
  dueAt: 'date?',
};

/** The properties of each type of event, all it may have. */
export const eventParts: ReadonlyMap<string, Parts> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(shapes).map(([type, shape]) => [
    type,
    partsOf({ type: 'text', dealId: 'text', at: 'date', by: 'text?', recordedAt: 'date?', ...shape }),
  ]),
);
