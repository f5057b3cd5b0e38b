import type { DealEvent, DemandLine } from '../deal/event.ts';
import {
  demandLineShape,
  type EventKinds,
  eventParts,
  interactionShape,
  participantShape,
  taskInputShape,
} from '../deal/event-shape.ts';
import { DealError } from '../errors.ts';
import { partsOf } from '../pipeline/shape.ts';
import { preview } from '../text.ts';
import { type Codec, date, flagCodec, listCodec, moneyCodec, objectOf, shaped, textCodec } from './codec.ts';
import { atPath, invalidRecord } from './damage.ts';
import { contentOf, type DecodeOptions, type StoredForm, storedForm } from './stored-form.ts';
import { entries, fieldValue, percent, probability, version } from './value.ts';

/** How each kind of value in an event is stored. */
const values: { readonly [K in Exclude<keyof EventKinds, 'demand'>]: Codec<EventKinds[K]> } = {
  ...{
    text: textCodec,
    texts: listCodec(textCodec),
    date,
    money: moneyCodec,
    flag: flagCodec,
    probability,
    percent,
  },
  fields: entries(fieldValue),
  participant: shaped(partsOf(participantShape), { text: textCodec }),
  interaction: shaped(partsOf(interactionShape), { text: textCodec, date }),
  task: shaped(partsOf(taskInputShape), { text: textCodec, date }),
  version,
  event: {
    encode: (event) => codecOf(event).encode(event),
    decode: (stored) => codecOf(stored).decode(stored),
  },
};
const demand = listCodec(shaped<DemandLine>(partsOf(demandLineShape), values));

const codecs: ReadonlyMap<string, Codec<DealEvent>> = new Map(
  Array.from(eventParts, ([type, parts]) => [type, shaped<DealEvent>(parts, { ...values, demand })]),
);

/**
 * An event as it is stored: JSON with its format, dates as ISO text in UTC with milliseconds, amounts as plain decimal
 * text. {@link decodeEvent} gives the same event back, after a trip through text, too.
 *
 * In `fields` a date is `{ "$date": … }`, and -0 is `{ "$number": "-0" }`.
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
  checkInstead(event);
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
  checkInstead(content);
  return codecOf(content).decode(content);
}

/** Checks what is to stand instead of an event: of the same deal, and no correction itself. */
function checkInstead(event: unknown): void {
  const { type, dealId, instead } = objectOf(event);
  if (type !== 'EventCorrected' || typeof instead !== 'object' || instead === null) return;
  const other = objectOf(instead);
  if (other['type'] === 'EventCorrected')
    throw atInstead('type', 'a correction cannot stand instead of an event');
  if (other['dealId'] !== dealId)
    throw atInstead('dealId', `it is of ${preview(dealId)}, not ${preview(other['dealId'])}`);
}

function atInstead(name: string, problem: string): unknown {
  return atPath('instead', atPath(name, invalidRecord(problem)));
}

function codecOf(event: unknown): Codec<DealEvent> {
  const { type, dealId } = objectOf(event);
  if (typeof type !== 'string') throw atPath('type', invalidRecord(`a text is needed, not ${preview(type)}`));
  const codec = codecs.get(type);
  if (codec !== undefined) return codec;
  throw new DealError(
    'unknown-event',
    `Deal ${preview(dealId)} has an event of the unknown type ${preview(type)}.`,
    {
      dealId: preview(dealId),
      type: preview(type),
    },
  );
}
