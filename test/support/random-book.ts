import fc from 'fast-check';
import type { DealEvent, DealLost, DealOpened, DemandLine, FieldValue } from '../../src/deal/event.ts';
import { type Money, money } from '../../src/money/money.ts';
import { definePipeline } from '../../src/pipeline/define-pipeline.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { localDay } from '../reference/twin/naive-calendar.ts';
import { type NaiveDeal, naiveDeals } from '../reference/twin/naive-deal.ts';
import type { NaiveRates } from '../reference/twin/naive-price.ts';
import { type Revision, revisedBy, revision } from './random-revision.ts';

export interface RandomBook {
  /** A manual one of five stages, an automatic one of three, one without stages; some had other stages before. */
  readonly pipelines: readonly Pipeline[];
  readonly currency: string;
  readonly histories: readonly (readonly DealEvent[])[];
}

/** A book in a place: with a calendar of its own and, mostly, the rates of its currencies. */
export interface RandomPlacedBook extends RandomBook {
  readonly timeZone: string;
  readonly fiscalYearStart: number;
  /** Everything in the book happens at one of these, in ascending order. */
  readonly instants: readonly Date[];
  readonly rates: NaiveRates | undefined;
  readonly rateDate: 'closing' | 'opening' | 'asOf';
}

/** Everything happens at one of these: few, so that ties are common; some at the very ends of a month. */
export const instants: readonly Date[] = [
  '2026-01-01T00:00:00.000Z',
  '2026-01-10T00:00:00.000Z',
  '2026-01-20T12:34:56.789Z',
  '2026-02-01T00:00:00.000Z',
  '2026-02-02T00:00:00.000Z',
  '2026-02-28T23:59:59.999Z',
  '2026-03-01T00:00:00.000Z',
  '2026-03-10T00:00:00.000Z',
  '2026-03-29T01:00:00.000Z',
  '2026-04-01T00:00:00.000Z',
  '2026-05-17T06:00:00.000Z',
  '2026-07-01T00:00:00.000Z',
].map((text) => new Date(text));

/** The same elsewhere: near local midnights, at the ends of months and where the clock is changed. */
const places: readonly { readonly timeZone: string; readonly instants: readonly Date[] }[] = [
  { timeZone: 'UTC', instants },
  placeOf('Europe/Oslo', [
    '2025-12-31T22:59:59.999Z',
    '2025-12-31T23:00:00.000Z',
    '2026-01-20T12:34:56.789Z',
    '2026-01-31T23:00:00.000Z',
    '2026-02-28T22:59:59.999Z',
    '2026-02-28T23:00:00.000Z',
    '2026-03-01T00:30:00.000Z',
    '2026-03-28T23:00:00.000Z', // the day that has 23 hours …
    '2026-03-29T22:00:00.000Z', // … and the one after it
    '2026-03-31T21:59:59.999Z',
    '2026-03-31T22:00:00.000Z',
    '2026-06-30T22:00:00.000Z',
  ]),
  placeOf('Pacific/Auckland', [
    '2025-12-31T10:59:59.999Z',
    '2025-12-31T11:00:00.000Z',
    '2026-01-20T12:34:56.789Z',
    '2026-02-28T10:59:59.999Z',
    '2026-02-28T11:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
    '2026-03-31T10:59:59.999Z',
    '2026-03-31T11:00:00.000Z',
    '2026-04-04T11:00:00.000Z', // the day that has 25 hours …
    '2026-04-04T14:30:00.000Z',
    '2026-04-05T12:00:00.000Z', // … and the one after it
    '2026-06-30T12:00:00.000Z',
  ]),
  placeOf('America/New_York', [
    '2026-01-01T04:59:59.999Z',
    '2026-01-01T05:00:00.000Z',
    '2026-01-20T12:34:56.789Z',
    '2026-02-01T04:59:59.999Z',
    '2026-02-01T05:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
    '2026-03-01T05:00:00.000Z',
    '2026-03-08T07:00:00.000Z',
    '2026-03-09T04:00:00.000Z',
    '2026-04-01T03:59:59.999Z',
    '2026-04-01T04:00:00.000Z',
    '2026-07-01T04:00:00.000Z',
  ]),
  // November begins twice: at one o'clock the clock is put back to midnight.
  placeOf('America/Havana', [
    '2026-09-01T03:59:59.999Z',
    '2026-09-01T04:00:00.000Z',
    '2026-09-20T12:34:56.789Z',
    '2026-10-01T03:59:59.999Z',
    '2026-10-01T04:00:00.000Z',
    '2026-11-01T03:59:59.999Z',
    '2026-11-01T04:00:00.000Z',
    '2026-11-01T04:30:00.000Z',
    '2026-11-01T05:00:00.000Z',
    '2026-11-02T05:00:00.000Z',
    '2026-12-01T05:00:00.000Z',
    '2027-01-01T05:00:00.000Z',
  ]),
  // April begins at one o'clock: the midnight before it is left out.
  placeOf('Asia/Amman', [
    '2015-12-31T21:59:59.999Z',
    '2015-12-31T22:00:00.000Z',
    '2016-01-20T12:34:56.789Z',
    '2016-01-31T22:00:00.000Z',
    '2016-02-29T21:59:59.999Z',
    '2016-02-29T22:00:00.000Z',
    '2016-03-10T00:00:00.000Z',
    '2016-03-30T22:00:00.000Z',
    '2016-03-31T21:59:59.999Z',
    '2016-03-31T22:00:00.000Z',
    '2016-04-01T21:00:00.000Z',
    '2016-06-30T21:00:00.000Z',
  ]),
];

function placeOf(timeZone: string, texts: readonly string[]) {
  return { timeZone, instants: texts.map((text) => new Date(text)) };
}

const hostileIds = [
  '__proto__',
  'constructor',
  '',
  'toString',
  '0',
  '10',
  '9',
  'Ærlig',
  '\u{1F600}',
  '\uFF5E',
];

/** The stages of the manual and of the automatic pipeline: some ids are in both, none in alphabetical order. */
const stageLists = [
  { manual: ['lead', 'contact', 'offer', 'terms', 'contract'], automatic: ['contact', 'offer', 'delivery'] },
  { manual: ['constructor', '__proto__', '', '10', '9'], automatic: ['\u{1F600}', '__proto__', '\uFF5E'] },
] as const;

const kinds = {
  advance: 30,
  jump: 9,
  back: 9,
  same: 2,
  unknown: 2,
  win: 10,
  lose: 9,
  reopen: 12,
  transfer: 18,
  explain: 3,
  revalue: 6,
  reassign: 5,
  reschedule: 8,
  estimate: 7,
  describe: 4,
  pay: 6,
  contact: 7,
  demand: 7,
  remove: 1,
  correct: 2,
  openAgain: 1,
  other: 5,
};
type Kind = keyof typeof kinds;

/** `often` of ten times the usual value, else one of the others. */
function mostly<T>(usual: T, often: number, others: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: often, arbitrary: fc.constant(usual) },
    { weight: 10 - often, arbitrary: others },
  );
}

const ownerId = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 5, arbitrary: fc.constantFrom('ann', 'bob', 'eva') },
  { weight: 1, arbitrary: fc.constantFrom(...hostileIds) },
);

const dealId = fc.oneof(
  { weight: 5, arbitrary: fc.nat(99).map((number) => `d${number}`) },
  { weight: 1, arbitrary: fc.constantFrom(...hostileIds) },
);

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((number) => `${number * 250}`) },
  { weight: 2, arbitrary: fc.nat(9_999_999).map((number) => `${number}.${(number * 7919) % 100}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0.0000000001', '0.1', '0.2', '123.4567890123', '9007199254740993'),
  },
  { weight: 1, arbitrary: fc.constantFrom(`${'9'.repeat(28)}.9999999999`, `1${'0'.repeat(27)}`) },
);

/** An amount, and whether it is in the book's currency, in another one, or not known at all. */
const price = fc.record({
  amount,
  kind: mostly<'own' | 'foreign' | 'missing'>('own', 7, fc.constantFrom('own', 'foreign', 'missing')),
});

const fields: fc.Arbitrary<Record<string, FieldValue>> = fc
  .array(
    fc.tuple(
      fc.constantFrom('region', 'size', '__proto__', 'constructor', ''),
      fc.constantFrom<FieldValue>('north', '', 0, 12.5, true, false, null, new Date('2026-02-01T00:00:00Z')),
    ),
    { maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries));

/** One step of a walk, and how it is recorded: steps on the grid, most of them nought or one. */
const step = fc.record({
  kind: fc.oneof(
    ...Object.entries(kinds).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) })),
  ),
  /** How much later than the last record this one is made. */
  wait: fc.constantFrom(0, 0, 1, 1, 1, 2, 3),
  /** How long before its record it happened; -1: it was recorded beforehand. */
  lag: mostly(0, 9, fc.constantFrom(1, 1, 2, 3, 6, -1)),
  /** Whether a late record says so. */
  isOpenlyLate: mostly(true, 8, fc.constant(false)),
  /** Whether to record it although it does not fit the deal. */
  isDirty: mostly(false, 9, fc.constant(true)),
  /** What to choose where there is a choice, and which stage or pipeline. */
  choice: fc.nat(1000),
  place: fc.nat(1000),
  price,
  ownerId,
  fields,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const plan = fc.record({
  dealId,
  opening: step,
  openedAt: fc.nat(5),
  /** Mostly the manual pipeline, mostly its first stage. */
  pipeline: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
  stage: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  isUndated: mostly(false, 9, fc.constant(true)),
  isStageUndated: mostly(false, 8, fc.constant(true)),
  steps: fc.array(step, { maxLength: 14, size: 'max' }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const probability = mostly<number | undefined>(0.25, 4, fc.constantFrom(undefined, 0, 0.1, 0.35, 1));

const limit = fc.constantFrom<number | undefined>(undefined, 0, 3, 20.5, 45);

const pipelines: fc.Arbitrary<Pipeline[]> = fc
  .record({
    lists: mostly<(typeof stageLists)[number]>(stageLists[0], 8, fc.constant(stageLists[1])),
    probabilities: fc.array(probability, { minLength: 5, maxLength: 5 }),
    limits: fc.array(limit, { minLength: 5, maxLength: 5 }),
    retired: mostly<number | undefined>(undefined, 6, fc.nat(4)),
  })
  .map(({ lists, probabilities, limits, retired }) => {
    const stagesOf = (ids: readonly string[]) =>
      ids.map((id, index) => {
        const probability = probabilities[index];
        const staleAfterDays = limits[index];
        return {
          id,
          name: `Stage ${index + 1}`,
          ...(probability === undefined ? {} : { probability }),
          ...(staleAfterDays === undefined ? {} : { staleAfterDays }),
          ...(index === retired ? { retired: true } : {}),
        };
      });
    return [
      definePipeline({ id: 'm', name: 'Manual', progression: 'manual', stages: stagesOf(lists.manual) }),
      definePipeline({ id: 'a', name: 'Auto', progression: 'automatic', stages: stagesOf(lists.automatic) }),
      definePipeline({ id: 'n', name: 'Stage-less', progression: 'none', stages: [] }),
    ];
  });

const contents = {
  pipelines,
  revision: mostly<Revision | undefined>(undefined, 6, revision),
  currency: fc.constantFrom('NOK', 'EUR'),
  plans: fc.uniqueArray(plan, { selector: (deal) => deal.dealId, maxLength: 12, size: 'max' }),
};

/**
 * Small books of 0 to 12 deals. Each deal is a random walk that is mostly sensible (through the stages, won or
 * lost, reopened, sent to another pipeline and back) with a dash of dirt: events that do not fit the deal, are
 * recorded late or in the wrong order, before the opening, with ids no one expects. In some books stages got other ids
 * since, or were merged.
 */
export const randomBook: fc.Arbitrary<RandomBook> = fc
  .record(contents)
  .map(({ plans, revision: since, ...book }) =>
    revisedBy({ ...book, histories: historiesOf(plans, { ...book, instants }) }, since),
  );

/** Rates that do not divide evenly, have more digits than a multiplier (one of them a tie), are large or small. */
const rate = fc.constantFrom(
  '1.1427',
  '11.2',
  '7',
  '3',
  '0.3333333333',
  '1000000',
  '0.000007',
  `1.${'3'.repeat(40)}`,
  `1.${'0'.repeat(32)}25`,
);

/** Rates of one currency on a few of the days on which something happens, or the day before: none, maybe. */
const ratesOfOne = fc.dictionary(fc.integer({ min: 0, max: 23 }).map(String), rate, { maxKeys: 6 });

/** Books like these in many places, with rates of their currencies (the foreign one is USD), or none. */
export const randomPlacedBook: fc.Arbitrary<RandomPlacedBook> = fc
  .record({
    ...contents,
    place: fc.constantFrom(...places),
    fiscalYearStart: mostly(1, 6, fc.integer({ min: 1, max: 12 })),
    rateDate: fc.constantFrom('closing', 'opening', 'asOf'),
    base: mostly<string | undefined>('USD', 4, fc.constantFrom('NOK', 'EUR', 'GBP', undefined)),
    rates: fc.record({ NOK: ratesOfOne, EUR: ratesOfOne, USD: ratesOfOne }),
  })
  .map(({ plans, place, base, rates, revision: since, ...book }) =>
    revisedBy(
      {
        ...book,
        ...place,
        rates: base === undefined ? undefined : { base, rows: rateRows(base, rates, place) },
        histories: historiesOf(plans, { ...book, ...place }),
      },
      since,
    ),
  );

/** Row 2 n is of the local day of the n-th instant, row 2 n + 1 of that of the day before. */
function rateRows(
  base: string,
  rates: Readonly<Record<string, Readonly<Record<string, string>>>>,
  { timeZone, instants }: (typeof places)[number],
): NaiveRates['rows'] {
  return Object.entries(rates)
    .filter(([currency]) => currency !== base)
    .flatMap(([currency, ofOne]) => {
      const rows = Object.entries(ofOne).map(([key, rate]) => {
        const number = Number(key);
        const at = instants[Math.floor(number / 2)]?.getTime() ?? 0;
        return { date: localDay(new Date(at - (number % 2) * 86_400_000), timeZone), currency, rate };
      });
      // One rate a day.
      return rows.filter(({ date }, index) => rows.findIndex((row) => row.date === date) === index);
    });
}

/** What the deals of a book have in common. */
interface Surroundings {
  readonly pipelines: readonly Pipeline[];
  readonly currency: string;
  readonly instants: readonly Date[];
}

/** A deal as the one who writes its events sees it. */
interface Walker extends Surroundings {
  readonly dealId: string;
  status: 'open' | 'won' | 'lost';
  pipeline: Pipeline;
  stageId: string | undefined;
  /** The pipelines it came from, the latest last. */
  readonly before: Pipeline[];
}

function historiesOf(plans: readonly Plan[], surroundings: Surroundings): DealEvent[][] {
  return plans.map((deal) => historyOf(deal, surroundings));
}

function historyOf(deal: Plan, surroundings: Surroundings): DealEvent[] {
  const pipeline = choose(surroundings.pipelines, deal.pipeline);
  const stageId = pipeline.stages[deal.stage % Math.max(1, pipeline.stages.length)]?.id;
  const { dealId } = deal;
  const walker: Walker = { ...surroundings, dealId, status: 'open', pipeline, stageId, before: [] };
  let clock = deal.openedAt + Math.max(0, deal.opening.lag);
  const opening = opened(walker, deal.opening, clock);
  const events: DealEvent[] = [
    {
      ...opening,
      ...(deal.isUndated ? { undated: true } : {}),
      ...(deal.isStageUndated ? { stageUndated: true } : {}),
    },
  ];
  for (const next of deal.steps) {
    clock = Math.min(clock + next.wait, walker.instants.length - 1);
    events.push(
      ...(next.kind === 'correct' ? [corrected(walker, next, clock, events)] : eventsOf(walker, next, clock)),
    );
  }
  return events;
}

/** The grid, from its first to its last instant. */
function instantAt({ instants }: Surroundings, index: number): Date {
  const at = instants[Math.min(Math.max(index, 0), instants.length - 1)] ?? new Date(0);
  return new Date(at);
}

function recordedAs(walker: Walker, { lag, isOpenlyLate }: Step, clock: number) {
  const base = { dealId: walker.dealId, at: instantAt(walker, clock - lag) };
  return lag !== 0 && isOpenlyLate ? { ...base, recordedAt: instantAt(walker, clock) } : base;
}

function opened(walker: Walker, step: Step, clock: number): DealOpened {
  const { choice, ownerId, fields } = step;
  return {
    type: 'DealOpened',
    ...recordedAs(walker, step, clock),
    pipelineId: walker.pipeline.id,
    ...inStage(walker.stageId),
    ownerId,
    potential: potentialOf(walker, step),
    ...(choice % 2 === 0
      ? { customerId: `c${choice % 5}`, channel: choose(['web', '', 'fair'], choice) }
      : {}),
    ...(choice % 3 === 0 ? { expectedCloseAt: instantAt(walker, choice % 12), fields } : {}),
    ...(choice % 5 === 0 ? { demand: demandOf(walker, step) } : {}),
    ...(choice % 7 < 3 ? { interactionId: `i${step.place}` } : {}),
    ...(choice % 3 === 1 ? { name: `Deal ${choice % 9}`, previousDealId: `d${step.place % 9}` } : {}),
  };
}

/** A correction of an event, mostly of one that is there: nothing stands instead, or an event of any kind. */
function corrected(walker: Walker, step: Step, clock: number, events: readonly DealEvent[]): DealEvent {
  const { choice, place } = step;
  const version = 1 + (place % (events.length + (choice % 10 === 0 ? 2 : 0)));
  const other = choose(Object.keys(kinds) as Kind[], choice);
  const others = eventsOf({ ...walker, before: [] }, { ...step, kind: other }, clock);
  const instead = version === 1 && choice % 8 > 0 ? opened(walker, step, clock) : (others[0] ?? null);
  return { type: 'EventCorrected', ...recordedAs(walker, step, clock), version, instead };
}

/** A list of none to three lines. */
function demandOf(walker: Walker, step: Step): DemandLine[] {
  return Array.from({ length: (step.choice + step.place) % 4 }, (_, index) => {
    const number = step.choice + index;
    const reason = choose([undefined, 'stock', 'taste', ''], number + step.place);
    return {
      text: choose(['Chairs', 'Tables', '', '__proto__', '\u{1F600}'], number),
      amount: potentialOf(walker, step) ?? money(number % 7, choose([walker.currency, 'USD'], number)),
      percentSatisfied: choose([100, 0, 40, 12.5, 33.3], number + step.place),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/** When a win is to be paid, where that is said. */
function dueIn(walker: Walker, { place }: Step): { readonly paymentDueAt?: Date } {
  return place % 2 === 0 ? { paymentDueAt: instantAt(walker, (place >> 1) % 12) } : {};
}

/** The one who is said to have won what was lost: mostly nobody is named. */
function namedCompetitor({ choice }: Step): { readonly competitorId?: string } {
  return choice % 4 < 2 ? { competitorId: choose(['rival', 'other', ...hostileIds], choice >> 2) } : {};
}

/** What a loss or its explanation says besides its reason. */
function namedBeside(step: Step): Pick<DealLost, 'competitorId' | 'otherReasons'> {
  const { place } = step;
  const others = choose([['price'], ['rival', 'time'], [], ['__proto__', 'price', 'price']], place >> 1);
  return { ...namedCompetitor(step), ...(place % 2 === 0 ? { otherReasons: others } : {}) };
}

/** The events of a step, none if it does not fit, and what becomes of the deal. */
function eventsOf(walker: Walker, step: Step, clock: number): DealEvent[] {
  const { isDirty, choice, place, ownerId, fields } = step;
  const { status, stageId, pipeline } = walker;
  const recorded = recordedAs(walker, step, clock);
  const isOpen = status === 'open' || isDirty;
  const potential = potentialOf(walker, step);
  const reason = choose(['price', 'rival', null], choice);

  switch (step.kind) {
    case 'win':
      if (isOpen) walker.status = 'won';
      if (potential === null || choice % 3 > 0)
        return isOpen ? [{ type: 'DealWon', ...recorded, ...dueIn(walker, step) }] : [];
      return isOpen ? [{ type: 'DealWon', ...recorded, amount: potential, ...dueIn(walker, step) }] : [];
    case 'lose':
      if (isOpen) walker.status = 'lost';
      return isOpen ? [{ type: 'DealLost', ...recorded, reason, ...namedBeside(step) }] : [];
    case 'explain':
      return status === 'lost' || isDirty
        ? [{ type: 'LossExplained', ...recorded, reason, ...namedBeside(step) }]
        : [];
    case 'reopen': {
      if (status === 'open' && !isDirty) return [];
      const target = choose([undefined, stageId, choose(pipeline.stages, place)?.id], choice);
      walker.status = 'open';
      walker.stageId = target ?? stageId;
      return [{ type: 'DealReopened', ...recorded, ...inStage(target) }];
    }
    case 'transfer': {
      if (!isOpen) return [];
      // Most of those that came from elsewhere go back; a few "transfers" stay where they are.
      const back = choice % 3 < 2 ? walker.before.at(-1) : undefined;
      const target =
        back ??
        choose(
          walker.pipelines.filter((other) => isDirty || other !== pipeline),
          choice,
        );
      walker.before.push(pipeline);
      walker.pipeline = target;
      walker.stageId = choose(target.stages, choose([0, place], choice))?.id;
      return [{ type: 'DealTransferred', ...recorded, pipelineId: target.id, ...inStage(walker.stageId) }];
    }
    case 'revalue':
      return isOpen ? [{ type: 'DealRevalued', ...recorded, potential }] : [];
    case 'reassign':
      return [{ type: 'DealReassigned', ...recorded, ownerId }];
    case 'reschedule': {
      const expectedCloseAt = choice % 4 === 0 ? null : instantAt(walker, choice % 12);
      return [{ type: 'DealRescheduled', ...recorded, expectedCloseAt }];
    }
    case 'estimate':
      return [
        {
          type: 'DealEstimated',
          ...recorded,
          probability: choose([null, 0, 0.1, 0.5, 0.95], choice),
          ...(place % 2 === 0
            ? { category: choose(['commit', 'best case', null, '__proto__'], place >> 1) }
            : {}),
        },
      ];
    case 'describe':
      return [
        {
          type: 'DealDescribed',
          ...recorded,
          fields,
          ...(choice % 2 === 0 ? { name: `Deal ${choice}`, customerId: `c${choice % 5}` } : {}),
        },
      ];
    case 'pay': {
      const given = potential ?? money(1, walker.currency);
      const amount = choice % 5 === 0 ? money(`-${given.amount.toFixed()}`, given.currency) : given;
      return [{ type: 'PaymentReceived', ...recorded, amount }];
    }
    case 'contact': {
      // It was when it was linked, before that or, a meeting to come, after it.
      const at = instantAt(walker, clock + choose([0, 0, -1, -4, 2], choice));
      return [{ type: 'InteractionLinked', ...recorded, interaction: { id: `i${place}`, kind: 'call', at } }];
    }
    case 'demand':
      return [{ type: 'DemandRecorded', ...recorded, demand: demandOf(walker, step) }];
    case 'remove':
      return [{ type: 'DealDeleted', ...recorded, ...(choice % 2 === 0 ? { mergedInto: 'other' } : {}) }];
    case 'correct':
      return [];
    case 'openAgain':
      return [opened(walker, step, clock)];
    case 'other':
      return [otherEvent(walker, step, clock)];
    default: {
      const to = targetOf(walker, step.kind, step);
      if (!isOpen || to === undefined || stageId === undefined) return [];
      walker.stageId = to;
      return [{ type: 'DealMoved', ...recorded, from: isDirty ? choose(hostileIds, choice) : stageId, to }];
    }
  }
}

/** Where a move goes; undefined: there is no such stage. */
function targetOf({ pipeline, pipelines, stageId }: Walker, kind: Kind, step: Step): string | undefined {
  const ids = pipeline.stages.map(({ id }) => id);
  const here = ids.indexOf(stageId ?? ids[0] ?? '');
  const isFree = pipeline.progression === 'manual' || step.isDirty;
  switch (kind) {
    case 'advance':
      return ids[here + 1];
    case 'jump':
      return isFree ? choose(ids.slice(here + 2), step.place) : undefined;
    case 'back':
      return isFree ? choose(ids.slice(0, Math.max(here, 0)), step.place) : undefined;
    case 'same':
      return stageId;
    default: {
      const elsewhere = pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
      return choose(
        ['gone', ...hostileIds, ...elsewhere].filter((id) => !ids.includes(id)),
        step.choice,
      );
    }
  }
}

/** Events that move and value nothing. */
function otherEvent(walker: Walker, step: Step, clock: number): DealEvent {
  const recorded = recordedAs(walker, step, clock);
  const id = `x${step.choice}`;
  const participant = {
    id: `p${step.place % 3}`,
    role: choose(['client', 'decision-maker', ''], step.place >> 2),
  };
  const others: readonly DealEvent[] = [
    { type: 'ManualControlTaken', ...recorded },
    { type: 'ParticipantAdded', ...recorded, participant },
    { type: 'TaskAdded', ...recorded, task: { id, name: 'Call back', assigneeId: step.ownerId } },
    { type: 'TaskChanged', ...recorded, taskId: id, assigneeId: null },
  ];
  return choose(others, step.choice);
}

function potentialOf({ currency }: Walker, { price }: Step): Money | null {
  if (price.kind === 'missing') return null;
  return money(price.amount, price.kind === 'foreign' ? 'USD' : currency);
}

function inStage(stageId: string | undefined): { readonly stageId?: string } {
  return stageId === undefined ? {} : { stageId };
}

/** The item with that number, counted round and round. Of an empty list, against its type, undefined. */
function choose<T>(items: readonly T[], number: number): T {
  return items[number % items.length] as T;
}

export type Trait =
  | 'skip'
  | 'back'
  | 'reopening'
  | 'transfer'
  | 'thereAndBack'
  | 'tie'
  | 'late'
  | 'backDated'
  | 'missing'
  | 'foreign'
  | 'payment'
  | 'interaction'
  | 'demand'
  | 'rescheduling'
  | 'expectedClose'
  | 'estimate'
  | 'customer'
  | 'competitor'
  | 'ownerless'
  | 'stageUndated';

/** The share of the deals that have each trait, deleted deals included in the number of deals. */
export function mixOf(books: readonly RandomBook[]): Record<Trait, number> {
  const histories = books.flatMap((book) => book.histories);
  const deals = books.flatMap((book) => naiveDeals(book.histories, book).map((deal) => ({ deal, book })));
  const share = (count: number): number => count / histories.length;
  const dealsWith = (is: (deal: NaiveDeal, book: RandomBook) => boolean): number =>
    share(deals.filter(({ deal, book }) => is(deal, book)).length);
  const historiesWith = (is: (history: readonly DealEvent[]) => boolean): number =>
    share(histories.filter(is).length);
  return {
    skip: dealsWith((deal, book) => stepsOf(deal, book).some((distance) => distance > 1)),
    back: dealsWith((deal, book) => stepsOf(deal, book).some((distance) => distance < 0)),
    reopening: dealsWith((deal) => deal.counted.some(({ event }) => event.type === 'DealReopened')),
    transfer: dealsWith((deal) => deal.pipelines.length > 1),
    thereAndBack: dealsWith(wentThereAndBack),
    tie: dealsWith(({ counted }) => new Set(counted.map(({ at }) => at.getTime())).size < counted.length),
    late: historiesWith((history) => history.some(({ at, recordedAt }) => (recordedAt ?? at) > at)),
    backDated: historiesWith((history) =>
      history.some(({ at }, i) => history.slice(0, i).some((e) => e.at > at)),
    ),
    missing: dealsWith(({ potential }) => potential === null),
    foreign: dealsWith(
      ({ potential }, { currency }) => potential !== null && potential.currency !== currency,
    ),
    payment: dealsWith(has('PaymentReceived')),
    interaction: dealsWith(has('InteractionLinked')),
    demand: dealsWith(({ counted }) => counted.some(({ event }) => 'demand' in event)),
    rescheduling: dealsWith(has('DealRescheduled')),
    expectedClose: dealsWith(({ expectedCloseAt }) => expectedCloseAt !== null),
    estimate: dealsWith(({ probability }) => probability !== null),
    customer: dealsWith(({ customerId }) => customerId !== null),
    ownerless: dealsWith(({ ownerId }) => ownerId === null),
    stageUndated: historiesWith(
      ([opening]) => opening?.type === 'DealOpened' && opening.stageUndated === true,
    ),
    competitor: dealsWith(({ counted }) =>
      counted.some(({ event }) => event.type === 'DealLost' && event.competitorId !== undefined),
    ),
  };
}

function has(type: DealEvent['type']): (deal: NaiveDeal) => boolean {
  return ({ counted }) => counted.some(({ event }) => event.type === type);
}

/** How far each step between two visits to stages of a pipeline goes; negative: back. */
function stepsOf({ stays }: NaiveDeal, { pipelines }: RandomBook): number[] {
  return pipelines.flatMap(({ id, stages }) => {
    const positions = stays
      .filter(({ pipelineId }) => pipelineId === id)
      .map(({ stageId }) => stages.findIndex((stage) => stage.id === stageId))
      .filter((position) => position >= 0);
    return positions.slice(1).map((position, index) => position - (positions[index] ?? 0));
  });
}

function wentThereAndBack({ counted }: NaiveDeal): boolean {
  const ids = counted.flatMap(({ event }) =>
    event.type === 'DealOpened' || event.type === 'DealTransferred' ? [event.pipelineId] : [],
  );
  const changes = ids.filter((id, index) => id !== ids[index - 1]);
  return new Set(changes).size < changes.length;
}
