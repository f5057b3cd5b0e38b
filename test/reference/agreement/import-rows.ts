import fc from 'fast-check';
import type { ChangeRow } from '../../../src/import/rows/change-row.ts';
import type { DealRow } from '../../../src/import/rows/deal-row.ts';
import type { ImportOptions } from '../../../src/import/rows/import-rules.ts';
import { money } from '../../../src/money/money.ts';
import { definePipeline } from '../../../src/pipeline/define-pipeline.ts';
import type { Pipeline } from '../../../src/pipeline/pipeline.ts';

/** What is imported, and how. */
export interface Export {
  readonly dealRows: DealRow[];
  readonly changeRows: ChangeRow[];
  readonly options: ImportOptions;
}

const stage = (id: string) => ({ id, name: id });

export const pipelines: readonly Pipeline[] = [
  definePipeline({
    id: 'p',
    name: 'P',
    progression: 'manual',
    stages: ['a', 'b', 'c', 'won', 'lost', 'dead']
      .map(stage)
      .map((each) => (each.id === 'b' ? { ...each, formerly: ['x'] } : each)),
  }),
  definePipeline({ id: 'n', name: 'N', progression: 'none', stages: [] }),
  definePipeline({ id: 'q', name: 'Q', progression: 'manual', stages: ['x', 'b', 'won'].map(stage) }),
];

const dayNumber = fc.integer({ min: 1, max: 5 });
const clock = fc.constantFrom('09:00', '09:00', '00:00', '15:30');

/** Few times, so that many are the same; as instants, and as local days and times. */
const time = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(dayNumber, clock).map(([day, at]) => new Date(`2026-01-0${day}T${at}Z`)) },
  {
    weight: 1,
    arbitrary: dayNumber.map((day) => new Date(Date.parse(`2026-01-0${day}T09:00Z`) + 30_000)),
  },
  { weight: 2, arbitrary: dayNumber.map((day) => `2026-01-0${day}`) },
  { weight: 1, arbitrary: fc.tuple(dayNumber, clock).map(([day, at]) => `2026-01-0${day}T${at}`) },
  { weight: 1, arbitrary: fc.tuple(dayNumber, clock).map(([day, at]) => `2026-01-0${day}T${at}+03:00`) },
);

/** Mostly absent, now and then null. */
function rare<T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | null | undefined> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2 * weight, arbitrary },
  );
}

const owner = fc.constantFrom('ann', 'bob', 'eva');
const amount = fc.constantFrom(money(1, 'NOK'), money('1.0', 'NOK'), money(2, 'NOK'), money(2, 'USD'));
const probability = fc.constantFrom(0, 0.5, 1);
const stageId = fc.constantFrom('a', 'b', 'c', 'a', 'b', 'c', 'x', 'won', 'lost', 'dead', 'unheard-of');

const outcomeFacts = {
  status: fc.constantFrom('won' as const, 'lost' as const),
  amount: rare(amount),
  reason: rare(fc.constantFrom('price', 'time')),
  ownerId: rare(owner),
  competitorId: rare(fc.constant('other')),
};

const facts = {
  stageId: rare(stageId, 4),
  pipelineId: rare(fc.constantFrom('p', 'q', 'p', 'q', 'n')),
  ownerId: rare(owner),
  potential: rare(amount),
  expectedCloseAt: rare(time),
  probability: rare(probability),
  outcome: rare(fc.record(outcomeFacts)),
};

/** The same without the keys that are undefined. */
const compact = <T extends object>(row: T): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;

const id = fc.constantFrom('d1', 'd1', 'd1', 'd2');

const change: fc.Arbitrary<ChangeRow> = fc
  .record({
    dealId: fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: fc.constant('d9') }),
    at: time,
    recordedAt: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: time }),
    by: rare(owner),
    from: rare(fc.record({ ...facts, outcome: fc.constant(undefined) }).map(compact)),
    ...facts,
  })
  .map(compact);

const deal: fc.Arbitrary<DealRow> = fc
  .record({
    id,
    pipelineId: fc.constantFrom('p', 'p', 'p', 'q', 'q', 'n'),
    openedAt: fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant(null) }),
    stageId: rare(stageId, 4),
    stageEnteredAt: rare(time),
    ownerId: rare(owner),
    potential: rare(amount),
    name: rare(fc.constant('Deal')),
    customerId: rare(fc.constant('school')),
    channel: rare(fc.constant('web')),
    probability: rare(probability),
    expectedCloseAt: rare(time),
    fields: rare(fc.constant({ region: 'north', size: 3, none: null })),
    outcome: rare(fc.record({ ...outcomeFacts, at: time, by: rare(owner) })),
    payments: rare(fc.array(fc.record({ at: time, amount }), { maxLength: 2 })),
    interactions: rare(
      fc.array(
        fc.record({
          id: fc.constantFrom('i1', 'i2'),
          kind: fc.constant('call'),
          at: time,
          contactId: rare(owner),
        }),
        { maxLength: 2 },
      ),
    ),
  })
  .map(compact);

const options: fc.Arbitrary<ImportOptions> = fc.record({
  timeZone: fc.constantFrom(undefined, 'UTC', 'Etc/GMT-3'),
  openingTolerance: fc.constantFrom(undefined, 0, 86_400_000),
  outcomeStages: fc.constantFrom(
    undefined,
    { won: ['won'], lost: ['lost', 'dead'] },
    { won: ['won'], lost: ['lost', 'dead'] },
  ),
});

/** One bad value somewhere in a row. */
const spoilt = fc.constantFrom<readonly [string, unknown]>(
  ['at', 'yesterday'],
  ['at', new Date(Number.NaN)],
  ['openedAt', 'yesterday'],
  ['openedAt', undefined],
  ['potential', { amount: 'much', currency: 'NOK' }],
  ['probability', 2],
  ['pipelineId', 'elsewhere'],
  ['ownerId', 7],
  ['stageId', 7],
  ['stageEnteredAt', 'then'],
  ['expectedCloseAt', '2026-02-30'],
  ['outcome', { status: 'sold', at: '2026-01-03' }],
  ['outcome', { status: 'won', at: 'then', amount: money(1, 'NOK') }],
  ['recordedAt', 'then'],
  ['hubspotId', 7],
  ['from', { ownerId: 7 }],
);

type Spoiling = readonly ['deal' | 'change', number, readonly [string, unknown]];
const spoiling: fc.Arbitrary<readonly Spoiling[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(fc.constantFrom('deal' as const, 'change' as const), fc.nat(6), spoilt), {
      maxLength: 2,
    }),
  },
);

/** Rows as CRMs export them: out of order or in one order, repeated, contradicting each other, some of them of no use. */
export const randomExport: fc.Arbitrary<Export> = fc
  .record({
    dealRows: fc.array(deal, { minLength: 1, maxLength: 2 }),
    changeRows: fc.array(change, { maxLength: 6 }),
    repeated: fc.array(fc.tuple(fc.nat(5), fc.nat(6)), { maxLength: 1 }),
    order: fc.constantFrom('any', 'oldest first', 'newest first'),
    options,
    spoiling,
  })
  .map(({ dealRows, changeRows, repeated, order, options, spoiling }) => {
    const log = [...changeRows];
    for (const [which, where] of repeated) {
      const row = changeRows[which];
      if (row !== undefined) log.splice(where, 0, { ...row });
    }
    if (order !== 'any') log.sort((a, b) => roughly(a.at) - roughly(b.at));
    if (order === 'newest first') log.reverse();
    const deals: DealRow[] = [...dealRows];
    for (const [kind, place, [key, value]] of oneOfEach(spoiling)) {
      const rows: object[] = kind === 'deal' ? deals : log;
      const row = rows[place];
      if (row !== undefined) rows[place] = { ...row, [key]: value };
    }
    return { dealRows: deals, changeRows: log, options: compact(options) };
  });

/** Of a row with several bad values only the first that is met is listed. */
function oneOfEach(spoiling: readonly Spoiling[]): Spoiling[] {
  return spoiling.filter(([kind, place], which) => {
    return !spoiling.slice(0, which).some((other) => other[0] === kind && other[1] === place);
  });
}

function roughly(at: ChangeRow['at']): number {
  return new Date(at).getTime();
}
