import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  bookAsOf,
  dealBook,
  dealJourney,
  dealsIn,
  type FunnelCell,
  lossReasons,
  ownerScorecard,
  pipelineMovements,
  salesByPeriod,
  salesFunnel,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

const rows = [
  dealRow('d4'),
  closedRow('d3', 'lost', 9),
  closedRow('d2', 'won', 9, { potential: null }),
  dealRow('d1'),
];
const changes = [
  { dealId: 'd1', stageId: 'offer', at: on(3) },
  { dealId: 'd2', stageId: 'terms', at: on(3) },
];
const book = bookOf(rows, changes);

function ids(place: FunnelCell, options: object = {}): string[] {
  return dealsIn(book, { pipelineId: 'sales', ...options }, place);
}

describe('the deals behind a figure of the funnel', () => {
  test('of a stage are those of the cell, in the order of their ids', () => {
    expect(ids({ stageId: 'contact', cell: 'entered' })).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(ids({ stageId: 'contact', cell: 'passed' })).toEqual(['d1', 'd2']);
    expect(ids({ stageId: 'contact', cell: 'lost' })).toEqual(['d3']);
    expect(ids({ stageId: 'contact', cell: 'open' })).toEqual(['d4']);
    expect(ids({ stageId: 'offer', cell: 'skipped' })).toEqual(['d2']);
  });

  test('of the total are those of its outcome, all of them, or those without a price', () => {
    expect(ids({ cell: 'deals' })).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(ids({ cell: 'won' })).toEqual(['d2']);
    expect(ids({ cell: 'lost' })).toEqual(['d3']);
    expect(ids({ cell: 'open' })).toEqual(['d1', 'd4']);
    expect(ids({ cell: 'transferred' })).toEqual([]);
    expect(ids({ cell: 'unpriced' })).toEqual(['d2']);
  });

  test('without a price at entry are all those, however many ways they took', () => {
    const names = Array.from({ length: 30 }, (_, index) => `d${index + 10}`);
    const ways = names.flatMap((dealId, index) =>
      Array.from({ length: index }, (_, step) => ({
        dealId,
        stageId: step % 2 === 0 ? 'offer' : 'contact',
        at: new Date(+on(1) + 1000 * (step + 1)),
      })),
    );
    const without = bookOf(
      names.map((id) => dealRow(id, { potential: null })),
      ways,
    );
    expect(dealsIn(without, { pipelineId: 'sales', potentialAt: 'entry' }, { cell: 'unpriced' })).toEqual(
      names,
    );
  });

  test('are as many as the funnel of the same options says', () => {
    for (const options of [{}, { closedDuring: '2026-10' }, { skips: 'ignore' as const }]) {
      for (const { stageId, entered, passed } of salesFunnel(book, { pipelineId: 'sales', ...options })
        .stages) {
        expect(ids({ stageId, cell: 'entered' }, options)).toHaveLength(entered);
        expect(ids({ stageId, cell: 'passed' }, options)).toHaveLength(passed);
      }
    }
    expect(ids({ stageId: 'offer', cell: 'entered' }, { skips: 'ignore' })).toEqual(['d1']);
  });

  test('of no deals are none', () => {
    expect(dealsIn(bookOf([]), { pipelineId: 'sales' }, { cell: 'deals' })).toEqual([]);
  });

  test('are refused of a stage or cell the funnel has not, and with an option that is not known', () => {
    const option = (attempt: () => unknown, name: string) =>
      expect(refusal(attempt)).toMatchObject(['invalid-option', { option: name }]);
    option(() => ids({ stageId: 'gone', cell: 'open' }), 'stageId');
    option(() => ids({ stageId: 'contact', cell: 'deals' as 'open' }), 'cell');
    option(() => ids({ cell: 'entered' as 'open' }), 'cell');
    option(() => ids({ cell: 'open', stage: 'offer' } as never), 'stage');
    option(() => ids({ cell: 'open' }, { during: '2026' }), 'during');
    expect(refusal(() => ids({ cell: 'open' }, { pipelineId: 'gone' }))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
  });
});

describe('the deals behind a figure of another report', () => {
  const sold = bookOf([
    closedRow('d1', 'won', 3),
    closedRow('d2', 'won', 9, { ownerId: 'ola' }),
    closedRow('d3', 'lost', 9, { ownerId: 'ola' }),
    dealRow('d4', { expectedCloseAt: on('2026-11-05T00:00:00Z') }),
    closedRow('d5', 'lost', 10, { outcome: { status: 'lost', at: on(10), reason: 'stock' } }),
  ]);

  test('are found from the report and the place of the figure', () => {
    expect(dealsIn(sold, winRate(sold), { cell: 'lost' })).toEqual(['d3', 'd5']);
    expect(dealsIn(sold, lossReasons(sold), { reason: 'price', ownerId: 'ola' })).toEqual(['d3']);
    const byMonth = salesByPeriod(sold, { during: '2026-10' });
    expect(dealsIn(sold, byMonth, { ownerId: 'ola', period: '2026-10' })).toEqual(['d2']);
    expect(dealsIn(sold, weightedPipeline(sold), { period: '2026-11' })).toEqual(['d4']);
    const card = ownerScorecard(sold, { pipelineId: 'sales' });
    expect(dealsIn(sold, card, { ownerId: 'kari', stageId: 'contact', cell: 'entered' })).toEqual([
      'd1',
      'd4',
      'd5',
    ]);
    expect(dealsIn(sold, activeFunnel(sold, { pipelineId: 'sales' }), { stageId: 'contact' })).toEqual([
      'd4',
    ]);
  });

  test('are those of a line of the waterfall, also where they are closed since', () => {
    const october = pipelineMovements(sold, { during: '2026-10' });
    expect(dealsIn(sold, october, { line: 'created' })).toEqual(['d1', 'd2', 'd3', 'd4', 'd5']);
    expect(dealsIn(sold, october, { line: 'won' })).toEqual(['d1', 'd2']);
    expect(dealsIn(sold, october, { line: 'end' })).toEqual(['d4']);
    const later = pipelineMovements(sold, { during: { start: on(5), end: on(12) } });
    expect(dealsIn(sold, later, { line: 'begin' })).toEqual(['d2', 'd3', 'd4', 'd5']);
    expect(dealsIn(sold, later, { line: 'fx' })).toEqual([]);
    const ofOla = pipelineMovements(sold, { during: '2026-10', ownerId: 'ola' });
    expect(dealsIn(sold, ofOla, { line: 'lost' })).toEqual(['d3']);
  });

  test('are those of a waterfall as often as they moved so', () => {
    const twice = dealBook(
      [
        [
          opened(),
          event('DealLost', 3, { reason: null }),
          event('DealReopened', 4, { stageId: 'contact' }),
          event('DealLost', 5, { reason: null }),
        ],
      ],
      { pipelines: [sales], currency: 'NOK' },
    );
    const report = pipelineMovements(twice, { during: '2026-10' });
    expect([report.lines.lost.deals, dealsIn(twice, report, { line: 'lost' })]).toEqual([2, ['d1', 'd1']]);
  });

  test('are those of the date of the report', () => {
    const earlier = winRate(bookAsOf(sold, on(4)));
    expect(dealsIn(sold, earlier, { cell: 'open' })).toEqual(['d2', 'd3', 'd4', 'd5']);
  });

  test('are refused by the name of what there is not', () => {
    const journey = dealJourney(sold, { dealId: 'd1' });
    expect(refusal(() => dealsIn(sold, journey as never, {} as never))).toEqual([
      'invalid-option',
      expect.objectContaining({ option: 'report' }),
    ]);
    expect(refusal(() => dealsIn(sold, winRate(sold), { cell: 'gone' as never }))).toEqual([
      'invalid-option',
      expect.objectContaining({ option: 'cell' }),
    ]);
    const byMonth = salesByPeriod(sold, { during: '2026-10' });
    expect(refusal(() => dealsIn(sold, byMonth, { period: '2026-12' }))).toEqual([
      'invalid-option',
      { option: 'period', problem: 'the report has no period 2026-12' },
    ]);
    const moved = pipelineMovements(sold, { during: '2026-10' });
    for (const place of [{ line: 'gone' }, {}])
      expect(refusal(() => dealsIn(sold, moved, place as never))).toEqual([
        'invalid-option',
        expect.objectContaining({ option: 'line' }),
      ]);
    const card = ownerScorecard(sold, { pipelineId: 'sales' });
    expect(refusal(() => dealsIn(sold, card, { cell: 'entered' }))).toEqual([
      'invalid-option',
      { option: 'cell', problem: 'in all has no cell entered' },
    ]);
  });
});
