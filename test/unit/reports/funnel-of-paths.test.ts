import { describe, expect, test } from 'vitest';
import { dealPaths, funnelOfPaths, revisePipeline, salesFunnel } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const rows = [
  dealRow('d1'),
  closedRow('d2', 'lost', 9, { potential: nok(300) }),
  closedRow('d3', 'won', 9, { potential: null }),
];
const changes = [
  { dealId: 'd2', stageId: 'terms', at: on(3) },
  { dealId: 'd2', stageId: 'offer', at: on(4) },
];
const pipelineId = 'sales';
const book = bookOf(rows, changes);
const paths = dealPaths(book, { pipelineId });

describe('the funnel of a table of paths', () => {
  test('has the figures of its deals: of three, one went to the terms and back, one was won early', () => {
    const { stages } = funnelOfPaths(paths, sales);
    expect(
      stages.map(({ stageId, entered, passed, lost, open, returned }) => [
        stageId,
        ...[entered, passed, lost, open, returned],
      ]),
    ).toEqual([
      ['contact', 3, 2, 0, 1, 0],
      ['offer', 2, 1, 1, 0, 0],
      ['terms', 2, 1, 0, 0, 1],
    ]);
  });

  test.each([
    [{}],
    [{ skips: 'ignore' }],
    [{ returns: 'erase' }],
    [{ skips: 'ignore', returns: 'erase' }],
  ] as const)('is the funnel of those deals, in the reading %j', (reading) => {
    const { warnings, ...funnel } = salesFunnel(book, { pipelineId, ...reading });
    expect(funnelOfPaths(paths, sales, reading)).toMatchObject(funnel);
  });

  test('of deals closed in a period is that of the same period', () => {
    const closed = dealPaths(book, { pipelineId, closedDuring: '2026-10' });
    const funnel = funnelOfPaths(closed, sales);
    expect(funnel.closedDuring).toEqual(closed.closedDuring);
    expect(funnel.total).toMatchObject({ deals: 2, won: 1, lost: 1, open: 0, unpriced: 1 });
  });

  test('may have the stages of a later revision of the pipeline', () => {
    const revised = revisePipeline(sales, { rename: { offer: 'Proposal' } });
    expect(funnelOfPaths(paths, revised).stages.map(({ name }) => name)).toEqual([
      'First contact',
      'Proposal',
      'Terms',
    ]);
  });

  test('without paths has every stage, and no rates: null, not zero', () => {
    const { stages, total } = funnelOfPaths(dealPaths(bookOf([]), { pipelineId }), sales);
    expect(stages.map(({ entered, stepRate }) => [entered, stepRate.value])).toEqual(
      Array(3).fill([0, null]),
    );
    expect(total.totalRate).toEqual({ value: null, count: 0, of: 0 });
  });

  test('is refused with another pipeline than the table is of, and with an option that is not known', () => {
    expect(refusal(() => funnelOfPaths(paths, simple))).toMatchObject([
      'invalid-option',
      { option: 'pipeline' },
    ]);
    expect(refusal(() => funnelOfPaths(paths, sales, { durations: true } as object))).toMatchObject([
      'invalid-option',
      { option: 'durations' },
    ]);
  });
});
