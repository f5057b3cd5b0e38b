import { describe, expect, test } from 'vitest';
import { dealStatus } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type DealStatusOptions = NonNullable<Parameters<typeof dealStatus>[1]>;

const rows = [
  dealRow('d1'),
  closedRow('d2', 'won', 9, { potential: nok(300) }),
  closedRow('d3', 'won', '2026-11-02', { potential: null }),
  closedRow('d4', 'lost', 9, { potential: nok(600) }),
];

function shares(some = rows, options: DealStatusOptions = {}) {
  return dealStatus(bookOf(some), options).statuses.map(({ status, deals, potential, unpriced }) => [
    status,
    deals.count,
    deals.value,
    potential.value,
    unpriced,
  ]);
}

describe('the status of deals', () => {
  test('is open, won or lost, each a share of all deals and of the potential of all: 1000', () => {
    expect(shares()).toEqual([
      ['open', 1, 0.25, 0.1, 0],
      ['won', 2, 0.5, 0.3, 1],
      ['lost', 1, 0.25, 0.6, 0],
    ]);
    expect(plain(dealStatus(bookOf(rows)).total)).toEqual({
      deals: 4,
      potential: '1000',
      unpriced: 1,
    });
  });

  test('is that of the deals closed, or of those opened, in a period, or of one pipeline', () => {
    const counts = (options: DealStatusOptions) => shares(rows, options).map(([, count]) => count);
    expect(counts({ closedDuring: '2026-10' })).toEqual([0, 1, 1]);
    expect(counts({ openedDuring: '2026-10' })).toEqual([1, 2, 1]);
    expect(counts({ pipelineId: 'simple' })).toEqual([0, 0, 0]);
  });

  test('of no deals is no share of anything: null, not zero', () => {
    expect(shares([])).toEqual([
      ['open', 0, null, null, 0],
      ['won', 0, null, null, 0],
      ['lost', 0, null, null, 0],
    ]);
  });

  test('is refused of a pipeline the book does not know, and with an option that is not known', () => {
    expect(refusal(() => shares(rows, { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => shares(rows, { status: 'open' } as object))).toMatchObject([
      'invalid-option',
      { option: 'status' },
    ]);
  });
});
