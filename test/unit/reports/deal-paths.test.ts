import { describe, expect, test } from 'vitest';
import { appendToBook, dealPaths } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../../support/deals.ts';
import { event } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type DealPathsOptions = NonNullable<Parameters<typeof dealPaths>[1]>;

const rows = [
  dealRow('d1'),
  closedRow('d2', 'lost', 9, { potential: nok(300) }),
  closedRow('d3', 'lost', '2026-11-02', { potential: null }),
  closedRow('d4', 'won', 9),
  dealRow('d5', { openedAt: on('2026-09-01') }),
];
const changes = [
  { dealId: 'd2', stageId: 'terms', at: on(3) },
  { dealId: 'd2', stageId: 'offer', at: on(4) },
  { dealId: 'd3', stageId: 'terms', at: on(5) },
  { dealId: 'd3', stageId: 'offer', at: on(6) },
];

const transferred = { ...event('DealTransferred', 2, { pipelineId: 'simple' }), dealId: 'd5' };
const whole = appendToBook(bookOf(rows, changes), 'd5', [transferred]);

function paths(options: Partial<DealPathsOptions> = {}, book = whole) {
  return dealPaths(book, { pipelineId: 'sales', ...options }).paths.map(
    ({ stages, ending, deals, priced, potential }) => [
      stages.join(' > '),
      ending,
      deals,
      priced,
      plain(potential),
    ],
  );
}

describe('the paths of deals', () => {
  test('are the stages they really stayed in and how they ended, with the number and potential of each', () => {
    expect(paths()).toEqual([
      ['contact', 'open', 1, 1, '100'],
      ['contact', 'transferred', 1, 1, '100'],
      ['contact', 'won', 1, 1, '100'],
      ['contact > terms > offer', 'lost', 2, 1, '300'], // over the offer, and back; one of them without a price
    ]);
  });

  test('in a pipeline without stages have none', () => {
    expect(paths({ pipelineId: 'simple' })).toEqual([['', 'open', 1, 1, '100']]);
  });

  test('are those of deals closed or opened in a period', () => {
    expect(paths({ closedDuring: '2026-11' })).toEqual([['contact > terms > offer', 'lost', 1, 0, '0']]);
    expect(paths({ openedDuring: '2026-09' })).toEqual([['contact', 'transferred', 1, 1, '100']]);
  });

  test('of no deals are none', () => {
    expect(paths({}, bookOf([]))).toEqual([]);
  });

  test('are refused of a pipeline the book does not know, and with an option that is not known', () => {
    expect(refusal(() => paths({ pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => paths({ returns: 'erase' } as object))).toMatchObject([
      'invalid-option',
      { option: 'returns' },
    ]);
  });
});
