import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { reportPlaces } from '../../../src/codec/report-places.ts';
import * as dealbook from '../../../src/index.ts';
import {
  type DealBook,
  type Grouping,
  type JsonOf,
  type Report,
  reviveReport,
  runReport,
  type WinRate,
  winRate,
} from '../../../src/index.ts';
import { copied } from '../../../src/money/copied.ts';
import { isDecimal } from '../../../src/money/decimal.ts';
import { bookOf, type Scene, scene } from '../../reference/agreement/scenes.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';

/** Names that look like what they are not. */
const hostileNames = new Map(
  Object.entries({
    ...{ ann: '2026-01-01T00:00:00.000Z', lead: '2026-02-01T00:00:00.000Z', contact: '12.50', offer: '0' },
    ...{ price: '2026-03-01T00:00:00.000Z', north: '2026-04-01T00:00:00.000Z', rival: '7', c1: '1e3' },
    ...{
      Chairs: '2026-05-01T00:00:00.000Z',
      'Stage 1': '99.90',
      web: 'date',
      d1: '2026-06-01T00:00:00.000Z',
    },
  }),
);

function renamed(value: unknown): unknown {
  if (typeof value === 'string') return hostileNames.get(value) ?? value;
  if (typeof value !== 'object' || value === null || value instanceof Date || isDecimal(value)) return value;
  if (Array.isArray(value)) return value.map(renamed);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, renamed(part)]));
}

const hostileScene = scene.map(
  ({ histories, pipelines, ...rest }): Scene => ({
    ...rest,
    ...(renamed({ histories, pipelines }) as Pick<Scene, 'histories' | 'pipelines'>),
  }),
);

const instants = fc.tuple(fc.nat(11), fc.nat(11)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** Every report that a book has, in a period; those that refuse it are left out. */
function reportsOf(book: DealBook, during: dealbook.Period): Report[] {
  const ids = dealbook.groupDeals(book, 'id').map(({ key }) => String(key));
  const plans = [
    { during, amount: nok('1000.10') },
    { during, ownerId: 'bob', amount: nok(3) },
  ].map(({ amount, ...plan }) => ({ ...plan, amount: { ...amount, currency: book.currency } }));
  const attempts: (() => Report)[] = book.pipelines.flatMap(({ id: pipelineId }) => {
    const funnel = () => dealbook.salesFunnel(book, { pipelineId, durations: true });
    return [
      funnel,
      () => dealbook.salesFunnel(book, { pipelineId, overlapping: during }),
      () => dealbook.salesFunnel(book, { pipelineId, enteredDuring: during, potentialAt: 'entry' }),
      () => dealbook.salesFunnel(book, { pipelineId, stageOwnerId: null, within: { days: 3 }, strict: true }),
      () => dealbook.stageDurations(book, { pipelineId, cohort: { stageId: 's1', during } }),
      () => dealbook.transitions(book, { pipelineId, cohort: { stageId: 's1', during } }),
      () => dealbook.ownerScorecard(book, { pipelineId, enteredDuring: during, credit: 'stage' }),
      () => dealbook.activeFunnel(book, { pipelineId }),
      () =>
        dealbook.compareFunnels(funnel(), dealbook.salesFunnel(book, { pipelineId, openedDuring: during })),
      () => dealbook.dealPaths(book, { pipelineId, openedDuring: during }),
      () => dealbook.forecast(dealbook.activeFunnel(book, { pipelineId }), funnel()),
      () => dealbook.ownerScorecard(book, { pipelineId, openedDuring: during }),
      () => dealbook.allAsBest(dealbook.ownerScorecard(book, { pipelineId })),
      () => dealbook.stageDurations(book, { pipelineId, closedDuring: during }),
      () => dealbook.stageEffectiveness(book, { pipelineId, overlapping: during }),
      () => dealbook.staleDeals(book, { pipelineId }),
      () => dealbook.dealBoard(book, { pipelineId }),
      () => dealbook.transitions(book, { pipelineId, closedDuring: during }),
      () => dealbook.requiredEntrants(dealbook.stageRates(funnel()), { wins: 3n }),
      () => dealbook.keyStage(dealbook.stageRates(funnel())),
      () => dealbook.salesLag(Array(3).fill({ entered: 1, won: 1 }), { maxLag: 0 }),
      () => dealbook.whatIf(dealbook.stageRates(funnel()), { change: 'growth', by: '1.5' }),
    ];
  });
  const [price, other] = [nok(900), nok('3.5')];
  attempts.push(
    () => dealbook.contactToPayment(book, { paidDuring: during }),
    ...ids.map((dealId) => () => dealbook.dealJourney(book, { dealId })),
    () => dealbook.dealList(book, { openedDuring: during }),
    () => dealbook.dealStatus(book, { openedDuring: during }),
    () => dealbook.demandSatisfaction(book),
    () => dealbook.lossReasons(book, { closedDuring: during }),
    () => dealbook.pipelineMovements(book, { during, expectedDuring: during }),
    () => dealbook.planAttainment(book, { plans }),
    () => dealbook.reschedules(book, { during }),
    () => dealbook.salesByPeriod(book, { during }),
    () => dealbook.overduePayments(book),
    () => dealbook.dealAmounts(book),
    () => dealbook.salesCycle(book, { closedDuring: during }),
    () => dealbook.salesVelocity(book, { during }),
    () => dealbook.weightedPipeline(book),
    () => dealbook.winRate(book, { closedDuring: during }),
    () =>
      dealbook.feasiblePlan([
        { ownerId: 'bob', leads: 3, rate: '0.3', averageWonAmount: dealbook.averageMoney(price, 3) },
      ]),
    () => dealbook.ownersNeeded({ sales: { plan: price, averagePerMonth: dealbook.averageMoney(other, 3) } }),
    () =>
      dealbook.requiredEntrants([{ stageId: '1', rate: 0.3 }], {
        amount: price,
        averageWonAmount: dealbook.averageMoney(other, 3),
      }),
    () => dealbook.requiredEntrants([{ stageId: '1', rate: 0.3 }], { wins: price.amount }),
  );
  return attempts.flatMap((attempt) => {
    const answers: Report[] = [];
    refusal(() => answers.push(attempt()));
    return answers;
  });
}

const groupings = fc.constantFrom<Grouping | Grouping[]>(
  ...(['ownerId', 'openedAt', 'closedAt', 'potential', 'stageId', 'fields.region', 'fields.size'] as const),
  { month: 'closedAt' },
  ['closedAt', 'ownerId'],
  ['potential', { quarter: 'openedAt' }, 'fields.region'],
  [],
);

function thereAndBack(report: unknown): unknown {
  return reviveReport(JSON.parse(JSON.stringify(report)));
}

describe('a report that went through JSON', () => {
  test.each([
    ['is the same again, whatever its kind', scene],
    ['is the same again, also with names that look like dates and amounts', hostileScene],
  ])('%s', (_, scenes) => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(scenes, instants, (random, [from, to]) => {
        const during = { start: random.instants[from] as Date, end: random.instants[to] as Date };
        for (const report of reportsOf(bookOf(random), during)) {
          kinds.add(report.kind);
          expectSame(thereAndBack(report), report);
        }
      }),
      { numRuns: runs(40) },
    );
    expect([...kinds].sort()).toEqual(Object.keys(reportPlaces).sort());
  });

  test('is the same again in the groups of a saved report, whose keys may be dates, amounts or look like them', () => {
    const keys = new Set<string>();
    fc.assert(
      fc.property(hostileScene, groupings, (random, groupBy) => {
        const book = bookOf(random);
        const variant = { id: 'v', name: 'V', report: 'winRate', options: { groupBy } };
        const groups = runReport(book, variant, { at: new Date(0), reports: { winRate } });
        if (Array.isArray(groups)) for (const { keyIs } of groups) keys.add([keyIs ?? 'none'].flat().join());
        expectSame(thereAndBack(groups), groups);
      }),
    );
    for (const kind of ['none', 'date', 'amount', 'date,plain']) expect(keys).toContain(kind);
  });
});

describe('what is no report', () => {
  const report = {
    ...{ kind: 'winRate', asOf: '2026-10-01T00:00:00.000Z', currency: 'NOK', won: 1, lost: 0, open: 0 },
    potentialRate: {
      value: 1,
      count: { amount: '1', currency: 'NOK' },
      of: { amount: '1', currency: 'NOK' },
    },
  };
  const wrong = (...path: (string | number)[]): unknown => {
    const damaged = copied<Record<string, unknown>>(report);
    const [last, place] = [
      path.at(-1) as string,
      path.slice(0, -2).reduce((part, name) => part[name] as Record<string, unknown>, damaged),
    ];
    place[path.at(-2) as string] = last;
    return damaged;
  };

  test.each<[unknown, string]>([
    [undefined, ''],
    [null, ''],
    ['winRate', ''],
    [{}, 'kind'],
    [{ kind: 'winrate' }, 'kind'],
    [{ kind: '__proto__' }, 'kind'],
    [{ kind: ['winRate'] }, 'kind'],
    [wrong('asOf', '2026-10-01'), 'asOf'],
    [wrong('asOf', '2026-02-30T00:00:00.000Z'), 'asOf'],
    [wrong('potentialRate', 'of'), 'potentialRate'],
    [wrong('potentialRate', 'count', 'amount', '1e3'), 'potentialRate.count.amount'],
    [wrong('potentialRate', 'count', 'amount', 'NaN'), 'potentialRate.count.amount'],
    [{ kind: 'staleDeals', deals: {} }, 'deals'],
    [{ kind: 'staleDeals', deals: [{ potential: 3 }] }, 'deals[0].potential'],
    [[report], '[0].report'],
    [[{ key: 'a', report: { kind: 'mine' } }], '[0].report.kind'],
    [[{ key: 'a', keyIs: 'date', report }], '[0].key'],
    [[{ key: ['a'], keyIs: ['day'], report }], '[0].key[0]'],
    [[{ key: ['a', 'b'], keyIs: ['plain'], report }], '[0].key'],
  ])('is refused with the path to it: %j', (json, path) => {
    expect(refusal(() => reviveReport(json))).toMatchObject(['invalid-record', { path }]);
  });

  test('is refused however deep it is nested', () => {
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(refusal(() => reviveReport({ ...report, more: deep }))).toMatchObject(['invalid-record', {}]);
  });
});

test('the JSON of a report has a type: dates and amounts are texts', () => {
  type WinRateJson = JsonOf<WinRate>;
  expectTypeOf<WinRateJson['asOf']>().toEqualTypeOf<string | null>();
  expectTypeOf<WinRateJson['wonAmount']>().toEqualTypeOf<{
    readonly amount: string;
    readonly currency: string;
  }>();
  expectTypeOf<JsonOf<readonly Date[]>>().toEqualTypeOf<readonly string[]>();
});
