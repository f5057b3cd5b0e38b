import { describe, expect, test } from 'vitest';
import { groupDeals, selectDeals, winRate } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const rows = [
  closedRow('d1', 'won', 9, { outcome: { status: 'won', at: on(9), amount: nok(90) } }),
  closedRow('d2', 'lost', 9, { potential: nok(300) }),
  closedRow('d3', 'lost', '2026-11-02', { potential: null, ownerId: 'ola' }),
  dealRow('d4', { potential: nok(1000) }),
];

describe('the win rate', () => {
  test('is won / (won + lost); open deals are counted beside', () => {
    const { won, lost, open, rate } = winRate(bookOf(rows));
    expect([won, lost, open]).toEqual([1, 2, 1]);
    expect(rate).toEqual({ value: 1 / 3, count: 1, of: 3 });
  });

  test('in money is the potential of the won / that of the won and lost: 100 of 400', () => {
    expect(plain(winRate(bookOf(rows)))).toMatchObject({
      potentialRate: { value: 0.25, count: '100', of: '400' },
      unpriced: 1, // d3
    });
  });

  test('has beside it what was sold, fixed at the win: 90, not the potential of 100', () => {
    expect(winRate(bookOf(rows)).wonAmount).toEqual(nok(90));
  });

  test('tells of how many won deals the amount is not known', () => {
    const given = winRate(bookOf([...rows, closedRow('d5', 'won', 9, { potential: null })]));
    expect(given).toMatchObject({ won: 2, wonAmount: nok(90), unpriced: 2, unpricedWon: 1 });
  });

  test('is that of the deals closed, or of those opened, in a period', () => {
    expect(winRate(bookOf(rows), { closedDuring: '2026-10' }).rate).toEqual({ value: 0.5, count: 1, of: 2 });
    expect(winRate(bookOf(rows), { openedDuring: '2026-10' })).toMatchObject({ open: 1, rate: { of: 3 } });
  });

  test('is that of one pipeline, or of one owner in his group', () => {
    const both = bookOf([...rows, closedRow('d6', 'won', 9, { pipelineId: 'simple' })]);
    expect(winRate(both, { pipelineId: 'simple' }).rate).toEqual({ value: 1, count: 1, of: 1 });
    const owners = groupDeals(bookOf(rows), 'closedBy').map(({ key, book }) => [
      key,
      winRate(book).rate.value,
    ]);
    expect(owners).toEqual([
      ['kari', 0.5],
      ['ola', 0],
      [null, null], // the open one
    ]);
  });

  test('may be the narrow one, of the won and those lost to a competitor', () => {
    const toAcme = closedRow('d5', 'lost', 9, {
      outcome: { status: 'lost', at: on(9), reason: 'price', competitorId: 'acme' },
    });
    const book = bookOf([...rows, toAcme]);
    const contested = selectDeals(book, {
      or: [
        { field: 'status', value: 'won' },
        { field: 'competitorId', is: 'notEquals', value: null },
      ],
    });
    expect(winRate(contested).rate).toEqual({ value: 0.5, count: 1, of: 2 });
    expect(winRate(book).rate).toEqual({ value: 0.25, count: 1, of: 4 });
  });

  test('of no closed deals is null, not zero', () => {
    for (const book of [bookOf([]), bookOf([dealRow('d1')])]) {
      expect(plain(winRate(book))).toMatchObject({
        rate: { value: null, count: 0, of: 0 },
        potentialRate: { value: null },
        wonAmount: '0',
      });
    }
  });

  test('refuses a pipeline the book does not know, two populations, and an option it does not know', () => {
    const book = bookOf(rows);
    expect(refusal(() => winRate(book, { pipelineId: 'gone' }))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'gone' },
    ]);
    expect(refusal(() => winRate(book, { closedDuring: '2026', openedDuring: '2026' }))).toMatchObject([
      'invalid-option',
      { option: 'openedDuring' },
    ]);
    expect(refusal(() => winRate(book, { during: '2026' } as object))).toMatchObject([
      'invalid-option',
      { option: 'during' },
    ]);
  });
});
