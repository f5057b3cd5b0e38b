import { expect, test } from 'vitest';
import { dealAmounts } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const book = bookOf([
  closedRow('d1', 'won', 3, { potential: nok('0.1') }),
  closedRow('d2', 'won', 3, { potential: nok(1) }),
  closedRow('d3', 'won', 3, { potential: nok(4) }),
  closedRow('d4', 'won', 3, { potential: nok(8) }),
  closedRow('d5', 'lost', 3, { potential: nok(-3) }),
  dealRow('d6', { potential: null }),
]);

test('amounts have a mean, extremes and the quantiles of R, type 7, in exact decimals', () => {
  // quantile(c(0.1, 1, 4, 8), c(.25, .5, .75, .9)) is 0.775, 2.5, 5, 6.8
  expect(plain(dealAmounts(book).wonAmount)).toEqual({
    count: 4,
    total: '13.1',
    mean: { total: '13.1', count: 4, value: '3.275' },
    min: '0.1',
    p25: '0.775',
    median: '2.5',
    p75: '5',
    p90: '6.8',
    max: '8',
    unpriced: 0,
  });
});

test('potentials are of all deals and of each status; without an amount there is nothing to say', () => {
  const { potential } = dealAmounts(book);
  expect(plain(potential.all)).toMatchObject({ count: 5, median: '1', min: '-3', unpriced: 1 });
  expect(plain(potential.lost)).toMatchObject({ count: 1, p25: '-3', p90: '-3' });
  expect(plain(potential.open)).toMatchObject({
    count: 0,
    total: '0',
    mean: null,
    median: null,
    unpriced: 1,
  });
});

test('an option there is not is refused', () => {
  expect(refusal(() => dealAmounts(book, { size: 1 } as never))).toEqual([
    'invalid-option',
    expect.anything(),
  ]);
});
