import { describe, expect, test } from 'vitest';
import { dealBoard } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const rows = [
  dealRow('d1'),
  dealRow('d2', { potential: nok(300) }),
  dealRow('d3', { potential: null }),
  dealRow('d4', { potential: nok(20) }),
  closedRow('d5', 'won', 9),
  dealRow('d6', { pipelineId: 'simple' }),
];
const book = bookOf(rows, [{ dealId: 'd2', stageId: 'offer', at: on(6) }], { asOf: on(11) });

describe('a board', () => {
  test('has the open deals of each stage, with their number and potential', () => {
    const { stages, total } = dealBoard(book, { pipelineId: 'sales', sort: { by: 'potential' } });
    expect(stages.map(({ stageId, deals }) => [stageId, ...deals.map(({ dealId }) => dealId)])).toEqual([
      ['contact', 'd4', 'd1', 'd3'],
      ['offer', 'd2'],
      ['terms'],
    ]);
    expect(stages.map(({ open, potential, unpriced }) => [open, `${potential.amount}`, unpriced])).toEqual([
      [3, '120', 1],
      [1, '300', 0],
      [0, '0', 0],
    ]);
    expect(total).toMatchObject({ open: 4, unpriced: 1 });
  });

  test('shows as many of them as asked for, and counts all', () => {
    const [contact] = dealBoard(book, { pipelineId: 'sales', limit: 1 }).stages;
    expect(contact).toMatchObject({ open: 3, deals: [{ dealId: 'd1', daysInStage: 10 }] });
    expect(dealBoard(book, { pipelineId: 'sales', limit: 0 }).stages[0]?.deals).toEqual([]);
  });

  test('of a pipeline without stages is a total', () => {
    expect(dealBoard(book, { pipelineId: 'simple' })).toMatchObject({ stages: [], total: { open: 1 } });
  });

  test('is refused for a pipeline there is not', () => {
    expect(refusal(() => dealBoard(book, { pipelineId: 'x' }))).toEqual([
      'unknown-pipeline',
      expect.anything(),
    ]);
  });
});
