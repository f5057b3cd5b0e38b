import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealEvent,
  dealBook,
  dealsIn,
  type Money,
  type MovementLine,
  money,
  pipelineMovements,
  rateTable,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { runs } from '../../support/runs.ts';
import { periodOf } from '../twin/naive-calendar.ts';
import { naiveDealsInLine, naivePipelineMovements } from '../twin/naive-movements.ts';
import { expectReport } from './reports.ts';
import {
  bookOf,
  expectSame,
  naiveOf,
  periodIn,
  refusalOf,
  type Scene,
  sceneOrPart,
  valued,
  when,
} from './scenes.ts';

const inDollars = (potential: Money | null) => potential && money(potential.amount, 'USD');
const ownerId = fc.constantFrom('ann', 'ann', 'bob', 'eva', null);

describe('on random books the library and the twin agree on', () => {
  test('what moved the open pipeline from one instant to another: by owner, pipeline and expected close', () => {
    const asking = fc.record({ when, ownerId, expected: when, isAbroad: fc.boolean() });
    fc.assert(
      fc.property(sceneOrPart, asking, (drawn, { when, ownerId, expected, isAbroad }) => {
        const random = isAbroad ? valued(drawn, inDollars) : drawn;
        const book = bookOf(random);
        const during = knownPart(random, periodIn(random, when));
        const expectedDuring = periodIn(random, expected);
        const scopes = [{}, { pipelineId: 'm' }, { ownerId }, { expectedDuring }];
        for (const scope of [...scopes, { pipelineId: 'm', ownerId }, { expectedDuring, ownerId }]) {
          const options = { during, ...scope };
          const naive = naivePipelineMovements(random.histories, naiveOf(random), options);
          expect(naive.residual).toBe('0');
          expectReport(pipelineMovements(book, options), naive, random, options);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  test('the deals of each line, as many as it counts', () => {
    const asking = fc.record({ when, ownerId, expected: when, isAbroad: fc.boolean() });
    fc.assert(
      fc.property(sceneOrPart, asking, (drawn, { when, ownerId, expected, isAbroad }) => {
        const random = isAbroad ? valued(drawn, inDollars) : drawn;
        const book = bookOf(random);
        const during = knownPart(random, periodIn(random, when));
        const expectedDuring = periodIn(random, expected);
        for (const scope of [{}, { pipelineId: 'm' }, { ownerId }, { expectedDuring, pipelineId: 'm' }]) {
          const options = { during, ...scope };
          const report = pipelineMovements(book, options);
          const expectedIn = naiveDealsInLine(random.histories, naiveOf(random), options);
          for (const [line, { deals }] of Object.entries(report.lines)) {
            const ids = dealsIn(book, report, { line: line as MovementLine });
            expect([line, ids.length]).toEqual([line, deals]);
            expect([line, ids]).toEqual([line, expectedIn(line as MovementLine)]);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('a loss keeps the rate of its day, also if the deal is deleted later', () => {
    const deal = { dealId: 'd1' };
    const history: readonly DealEvent[] = [
      {
        ...deal,
        type: 'DealOpened',
        at: on(1),
        pipelineId: sales.id,
        stageId: 'contact',
        ownerId: 'ann',
        potential: money(100, 'USD'),
      },
      { ...deal, type: 'DealLost', at: on(2), reason: null },
      { ...deal, type: 'DealDeleted', at: on(20) },
    ];
    const rows = [
      { date: '2026-10-01', currency: 'NOK', rate: '10' },
      { date: '2026-10-10', currency: 'NOK', rate: '11' },
    ];
    const options = { pipelines: [sales], currency: 'NOK' };
    const book = dealBook([history], { ...options, rates: rateTable(rows, { base: 'USD' }) });
    const naive = { ...options, rates: { base: 'USD', rows } };
    for (const during of ['2026-10', { start: on(1), end: on(15) }]) {
      const expected = naivePipelineMovements([history], naive, { during }).lines;
      expect(expected.lost).toEqual({ deals: 1, potential: '1000' });
      expectSame(pipelineMovements(book, { during }).lines, expected);
    }
  });

  test('which periods it cannot tell the movements of', () => {
    fc.assert(
      fc.property(sceneOrPart, when, (random, when) => {
        const during = periodIn(random, when);
        // "a book with a date of its own […] refuses a period whose end - 1 ms is later than that"
        const isTooLate = random.asOf !== undefined && endOf(during, random) - 1 > random.asOf.getTime();
        const refusal = refusalOf(() => pipelineMovements(bookOf(random), { during }));
        if (random.whole === undefined) expect(refusal).toBe(isTooLate ? 'as-of-too-late' : null);
      }),
      { numRuns: runs(40) },
    );
  });
});

function endOf(during: Parameters<typeof periodOf>[0], scene: Scene): number {
  return periodOf(during, scene).end.getTime();
}

/** What of a period the book knows. */
function knownPart(random: Scene, during: Parameters<typeof periodOf>[0]): typeof during {
  const { asOf } = random;
  if (asOf === undefined || endOf(during, random) - 1 <= asOf.getTime()) return during;
  const end = new Date(asOf.getTime() + 1);
  const { start } = periodOf(during, random);
  return { start: start < end ? start : end, end };
}
