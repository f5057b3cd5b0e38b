import fc from 'fast-check';
import {
  type DealEvent,
  type DealOpened,
  definePipeline,
  money,
  type Pipeline,
  type PipelineInput,
  type ReportVariant,
} from '../../src/index.ts';

// Anything the types allow: every type of event, every optional property with and without, hostile texts and names.

const hostile = [
  '',
  '__proto__',
  'constructor',
  'toString',
  ' A ',
  'a\tb',
  "'; drop table deals; --",
  '%',
  'Ä',
  'A\u0308',
  '🙂',
  '$date',
  '$$',
];
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')),
);
const anyDate = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});
const anyMoney = fc
  .record({
    negative: fc.boolean(),
    whole: fc.bigInt({ min: 0n, max: 10n ** 28n - 1n }),
    decimals: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 10 }),
    currency: fc.oneof(
      fc.constantFrom('NOK', 'EUR'),
      anyText.filter((text) => text !== ''),
    ),
  })
  .map(({ negative, whole, decimals, currency }) =>
    money(`${negative ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`, currency),
  );
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyFields = fc
  .array(fc.tuple(anyText, fc.oneof(anyText, anyNumber, fc.boolean(), anyDate, fc.constant(null))), {
    maxLength: 4,
  })
  .map((entries) => Object.fromEntries(entries));
const anyDemand = fc.array(
  some(
    { text: anyText, amount: anyMoney, percentSatisfied: fc.double({ min: 0, max: 100, noNaN: true }) },
    { reason: anyText },
  ),
  { maxLength: 3 },
);

/** A record with all the first properties and some of the others. */
function some(always: object, sometimes: object): fc.Arbitrary<never> {
  return fc.record({ ...always, ...sometimes } as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: Object.keys(always),
    noNullPrototype: true,
  }) as fc.Arbitrary<never>;
}

const anyTexts = fc.array(anyText, { maxLength: 3 });

/** A place in a history: mostly one that is there. */
const anyVersion = fc.oneof(
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

const facts: { readonly [T in DealEvent['type']]: readonly [always: object, sometimes: object] } = {
  DealOpened: [
    { pipelineId: anyText, ownerId: fc.option(anyText), potential: fc.option(anyMoney) },
    {
      stageId: anyText,
      name: anyText,
      customerId: anyText,
      expectedCloseAt: anyDate,
      channel: anyText,
      interactionId: anyText,
      previousDealId: anyText,
      fields: anyFields,
      demand: anyDemand,
      undated: fc.boolean(),
      stageUndated: fc.boolean(),
    },
  ],
  DealMoved: [{ from: anyText, to: anyText }, {}],
  DealRevalued: [{ potential: fc.option(anyMoney) }, {}],
  DealReassigned: [{ ownerId: fc.option(anyText) }, {}],
  DealRescheduled: [{ expectedCloseAt: fc.option(anyDate) }, {}],
  DealEstimated: [
    { probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) },
    { category: fc.option(anyText) },
  ],
  DealDescribed: [{}, { name: anyText, customerId: anyText, channel: anyText, fields: anyFields }],
  DealTransferred: [{ pipelineId: anyText }, { stageId: anyText }],
  ManualControlTaken: [{}, {}],
  ParticipantAdded: [{ participant: some({ id: anyText, role: anyText }, {}) }, {}],
  DemandRecorded: [{ demand: anyDemand }, {}],
  InteractionLinked: [
    { interaction: some({ id: anyText, kind: anyText, at: anyDate }, { contactId: anyText }) },
    {},
  ],
  TaskAdded: [
    { task: some({ id: anyText, name: anyText, assigneeId: fc.option(anyText) }, { dueAt: anyDate }) },
    {},
  ],
  TaskCompleted: [{ taskId: anyText }, { result: anyText }],
  TaskChanged: [
    { taskId: anyText },
    { assigneeId: fc.option(anyText), dueAt: anyDate, cancelled: fc.boolean() },
  ],
  DealWon: [{}, { amount: anyMoney, paymentDueAt: anyDate }],
  DealLost: [{ reason: fc.option(anyText) }, { otherReasons: anyTexts, competitorId: anyText }],
  LossExplained: [{ reason: fc.option(anyText) }, { otherReasons: anyTexts, competitorId: anyText }],
  DealReopened: [{}, { stageId: anyText }],
  PaymentReceived: [{ amount: anyMoney }, {}],
  DealDeleted: [{}, { mergedInto: anyText }],
  EventCorrected: [{ version: anyVersion, instead: fc.constant(null) }, {}],
};

/** The types of all events. */
export const eventTypes: readonly DealEvent['type'][] = Object.keys(facts) as DealEvent['type'][];

/** An event of one type, of a deal. */
export function anyEventOf<T extends DealEvent['type']>(
  type: T,
  dealId: fc.Arbitrary<string> = anyText,
): fc.Arbitrary<Extract<DealEvent, { readonly type: T }>> {
  const [always, sometimes] = facts[type];
  if (type === 'EventCorrected') return anyCorrection(dealId) as never;
  return some(
    { type: fc.constant(type), dealId, at: anyDate, ...always },
    { by: anyText, recordedAt: anyDate, ...sometimes },
  );
}

/** A correction of an event of a deal, by an event of this deal or by nothing. */
function anyCorrection(dealId: fc.Arbitrary<string>): fc.Arbitrary<never> {
  const others = eventTypes.filter((type) => type !== 'EventCorrected');
  return dealId.chain((id) =>
    some(
      {
        type: fc.constant('EventCorrected'),
        dealId: fc.constant(id),
        at: anyDate,
        version: anyVersion,
        instead: fc.option(fc.constantFrom(...others).chain((type) => anyEventOf(type, fc.constant(id)))),
      },
      { by: anyText, recordedAt: anyDate },
    ),
  );
}

/** An event of any type. */
export const anyEvent: fc.Arbitrary<DealEvent> = fc
  .constantFrom(...eventTypes)
  .chain((type) => anyEventOf(type));

/** A history of a deal, in any order and however odd. */
export function anyHistoryOf(dealId: string): fc.Arbitrary<readonly [DealOpened, ...DealEvent[]]> {
  const rest = fc.constantFrom(...eventTypes.slice(1)).chain((type) => anyEventOf(type, fc.constant(dealId)));
  return fc
    .tuple(anyEventOf('DealOpened', fc.constant(dealId)), fc.array(rest, { maxLength: 5 }))
    .map(([opening, events]) => [opening, ...events]);
}

/** A pipeline. */
export const anyPipeline: fc.Arbitrary<Pipeline> = fc
  .record({
    id: anyText,
    name: anyText,
    progression: fc.constantFrom('automatic' as const, 'manual' as const, 'none' as const),
    stages: fc.uniqueArray(
      some(
        { id: anyText, name: anyText },
        {
          goal: anyText,
          probability: fc.double({ min: 0, max: 1, noNaN: true }),
          staleAfterDays: fc.nat(3_652_059),
        },
      ) as fc.Arbitrary<{ id: string; name: string }>,
      { minLength: 1, maxLength: 4, selector: ({ id }) => id },
    ),
    recordsDemand: fc.boolean(),
    acceptsNewDeals: fc.boolean(),
    lossReasons: fc.option(anyTexts, { nil: undefined }),
  })
  .map((input) =>
    definePipeline({ ...input, stages: input.progression === 'none' ? [] : input.stages } as PipelineInput),
  );

/** A saved report variant, its options any plain data. */
export const anyVariant: fc.Arbitrary<ReportVariant> = fc.record(
  {
    id: anyText,
    name: anyText,
    report: anyText,
    options: fc.dictionary(
      anyText,
      fc.letrec((tie) => ({
        value: fc.oneof(
          { maxDepth: 3 },
          anyText,
          fc.double(),
          fc.boolean(),
          fc.constant(null),
          anyDate,
          anyMoney.map(({ amount }) => amount),
          fc.array(tie('value'), { maxLength: 3 }),
          fc.dictionary(anyText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
        ),
      })).value,
      { noNullPrototype: true },
    ),
  },
  { noNullPrototype: true },
);
