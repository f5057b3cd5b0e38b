import { describe, expect, test } from 'vitest';
import {
  dealBook,
  historiesOf,
  money,
  rateTable,
  salesFunnel,
  selectDeals,
  unpricedDeals,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

describe('a book', () => {
  test('lists each deal it cannot price once, with the reason; zero is a price', () => {
    const rows = [
      dealRow('free', { potential: nok(0) }),
      dealRow('unknown', { potential: null }),
      dealRow('abroad', { potential: money(100, 'EUR') }),
    ];
    expect(unpricedDeals(bookOf(rows))).toEqual([
      { dealId: 'abroad', reason: 'no-rate', currency: 'EUR' },
      { dealId: 'unknown', reason: 'no-potential', currency: null },
    ]);
    const { total } = salesFunnel(bookOf(rows), { pipelineId: 'sales' });
    expect([total.deals, total.unpriced, total.potential.deals.amount.toFixed()]).toEqual([3, 2, '0']);
  });

  test('can price a deal abroad from the day of its first rate on', () => {
    const rates = rateTable(
      [
        { date: '2026-10-05', currency: 'EUR', rate: '1' },
        { date: '2026-10-05', currency: 'NOK', rate: '11' },
      ],
      { base: 'EUR' },
    );
    const histories = historiesOf([dealRow('abroad', { potential: money(100, 'EUR') })], [], [sales]);
    const unpricedOn = (day: number) =>
      unpricedDeals(dealBook(histories, { pipelines: [sales], currency: 'NOK', rates, asOf: on(day) }));
    expect(unpricedOn(4)).toEqual([{ dealId: 'abroad', reason: 'no-rate', currency: 'EUR' }]);
    expect(unpricedOn(5)).toEqual([]);
  });

  test('lists those of a selection, and none where there are no deals', () => {
    const book = bookOf([dealRow('d1', { potential: null }), dealRow('d2', { potential: null })]);
    expect(unpricedDeals(selectDeals(book, { field: 'id', value: 'd2' }))).toEqual([
      { dealId: 'd2', reason: 'no-potential', currency: null },
    ]);
    expect(unpricedDeals(bookOf([]))).toEqual([]);
  });

  test('is refused where it is none', () => {
    expect(refusal(() => unpricedDeals({} as never))).toMatchObject(['invalid-option', {}]);
  });
});
