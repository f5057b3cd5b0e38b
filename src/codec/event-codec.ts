import type { DealEvent, DemandLine, Fields, Interaction, Participant, TaskInput } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { shown } from '../text.ts';
import {
  type Codec,
  date,
  flag,
  list,
  money,
  nullable,
  type Optional,
  objectOf,
  oneOf,
  optional,
  record,
  type Shape,
  text,
} from './codec.ts';
import { damage, damageWithin } from './damage.ts';
import { contentOf, type DecodeOptions, type StoredForm, storedForm } from './stored-form.ts';
import { entries, percent, probability, scalar } from './value.ts';

type Common = 'type' | 'dealId' | 'at' | 'by' | 'recordedAt';
type Shapes = { readonly [E in DealEvent as E['type']]: Shape<Omit<E, Common>> };

const optionalText: Optional<string> = optional(text);
const optionalDate: Optional<Date> = optional(date);
const fields: Optional<Fields> = optional(entries(scalar));
const demand: Codec<readonly DemandLine[]> = list(
  record<DemandLine>({ text, amount: money, percentSatisfied: percent, reason: optionalText }),
);
const loss = { reason: nullable(text), competitorId: optionalText };

/** How each type of event is stored, beside what all events have. */
const shapes: Shapes = {
  DealOpened: {
    pipelineId: text,
    stageId: optionalText,
    ownerId: text,
    potential: nullable(money),
    name: optionalText,
    customerId: optionalText,
    expectedCloseAt: optionalDate,
    channel: optionalText,
    interactionId: optionalText,
    previousDealId: optionalText,
    fields,
    demand: optional(demand),
    undated: optional(flag),
  },
  DealMoved: { from: text, to: text },
  DealRevalued: { potential: nullable(money) },
  DealReassigned: { ownerId: text },
  DealRescheduled: { expectedCloseAt: nullable(date) },
  DealEstimated: { probability: nullable(probability) },
  DealDescribed: { name: optionalText, customerId: optionalText, channel: optionalText, fields },
  DealTransferred: { pipelineId: text, stageId: optionalText },
  ManualControlTaken: {},
  ParticipantAdded: { participant: record<Participant>({ id: text, role: text }) },
  DemandRecorded: { demand },
  InteractionLinked: {
    interaction: record<Interaction>({ id: text, kind: text, at: date, contactId: optionalText }),
  },
  TaskAdded: { task: record<TaskInput>({ id: text, name: text, assigneeId: text, dueAt: optionalDate }) },
  TaskCompleted: { taskId: text, result: optionalText },
  DealWon: { amount: optional(money), paymentDueAt: optionalDate },
  DealLost: loss,
  LossExplained: loss,
  DealReopened: { stageId: optionalText },
  PaymentReceived: { amount: money },
  DealDeleted: {},
};

const codecs: ReadonlyMap<string, Codec<DealEvent>> = new Map(
  Object.entries(shapes).map(([type, shape]) => [
    type,
    record<DealEvent>({
      type: oneOf(type),
      dealId: text,
      at: date,
      by: optionalText,
      recordedAt: optionalDate,
      ...shape,
    } as never),
  ]),
);

/**
 * An event as it is stored: JSON with its format, dates as ISO text in UTC with milliseconds, amounts as plain decimal
 * text. {@link decodeEvent} gives the same event back, after a trip through text, too.
 *
 * In `fields` a date is `{ "$date": … }`, and NaN, the infinities and -0 are `{ "$number": … }`.
 *
 * @throws DealError `invalid-record` with the path to what could not be stored unchanged: a wrong type, a property this
 * version does not know, an amount of more than 28 digits before or 10 after the point, a text with U+0000 or half a
 * character; `unknown-event`.
 *
 * @example
 * ```ts
 * const won: DealEvent = { type: 'DealWon', dealId: 'd1', at: new Date('2026-10-09'), amount: money('99.50', 'NOK') }
 * encodeEvent(won) // => { format: 1, type: 'DealWon', dealId: 'd1', at: '2026-10-09T00:00:00.000Z', amount: { amount: '99.5', currency: 'NOK' } }
 * ```
 */
export function encodeEvent(event: DealEvent): StoredForm {
  return storedForm(codecOf(event).encode(event));
}

/**
 * The event that a stored form holds, checked: what {@link encodeEvent} gave, as an object or parsed from text.
 *
 * Nothing is dropped: a property that this version does not know is damage, and an event of a type it does not know,
 * written by a newer version, is refused by its name.
 *
 * @throws DealError `invalid-record` with the path to what is wrong, `demand[0].amount.currency`; `unknown-event`.
 *
 * @example
 * ```ts
 * const stored = { format: 1, type: 'DealWon', dealId: 'd1', at: '2026-10-09T00:00:00.000Z' }
 * decodeEvent(stored) // => { type: 'DealWon', dealId: 'd1', at: '2026-10-09T00:00:00.000Z' }
 * decodeEvent({ ...stored, at: '9 October' }) // throws invalid-record
 * decodeEvent({ ...stored, type: 'DealPostponed' }) // throws unknown-event
 * ```
 */
export function decodeEvent(stored: unknown, options?: DecodeOptions): DealEvent {
  const content = contentOf(stored, options);
  return codecOf(content).decode(content);
}

function codecOf(event: unknown): Codec<DealEvent> {
  const { type, dealId } = objectOf(event);
  if (typeof type !== 'string') throw damageWithin('type', damage(`a text is needed, not ${shown(type)}`));
  const codec = codecs.get(type);
  if (codec !== undefined) return codec;
  throw new DealError(
    'unknown-event',
    `Deal ${shown(dealId)} has an event of the unknown type ${shown(type)}.`,
    {
      dealId: shown(dealId),
      type: shown(type),
    },
  );
}
