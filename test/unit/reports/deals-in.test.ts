import { describe, expect, test } from 'vitest';
import { dealsIn, type FunnelCell, salesFunnel } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, on } from '../../support/deals.ts';
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
