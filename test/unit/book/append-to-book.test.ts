import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  dealBook,
  groupDeals,
  type Money,
  money,
  rateTable,
  salesFunnel,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

const book = bookOf([dealRow('d1')]);
const won = event('DealWon', 9, { amount: nok(90) });

describe('a book to which events of a deal are appended', () => {
  test('says what happened to it; the book before says what it said', () => {
    const later = appendToBook(book, 'd1', [moved('contact', 'offer', 5), won]);
    expect([book, later].map((each) => winRate(each).won)).toEqual([0, 1]);
    expect(winRate(later).wonAmount).toEqual(nok(90));
    expect(groupDeals(later, 'stageId').map(({ key }) => key)).toEqual(['offer']);
  });

  test('is as of its latest event, unless it has a date of its own', () => {
    expect([book.asOf, appendToBook(book, 'd1', [won]).asOf]).toEqual([on(1), on(9)]);
    const dated = bookAsOf(book, on(2));
    const later = appendToBook(dated, 'd1', [won]);
    expect([later.asOf, winRate(later).won]).toEqual([on(2), 0]);
  });

  test('that has answered goes on from there: open deals are worth what the rate of the new date makes of them', () => {
    const rates = rateTable(
      [
        { date: '2026-10-01', currency: 'NOK', rate: 11 },
        { date: '2026-10-05', currency: 'NOK', rate: 12 },
      ],
      { base: 'EUR' },
    );
    const euros = (dealId: string) => opened({ dealId, potential: money(10, 'EUR') });
    let dated = dealBook([[euros('d1')], [opened({ dealId: 'd2' })]], {
      pipelines: [sales],
      currency: 'NOK',
      rates,
    });
    const worth = (): Money => salesFunnel(dated, { pipelineId: 'sales' }).total.potential.deals;
    expect(worth()).toEqual(nok(210)); // 10 euros at 11, and 100
    dated = appendToBook(
      dated,
      'd2',
      [moved('contact', 'offer', 2)].map((each) => ({ ...each, dealId: 'd2' })),
    );
    expect(worth()).toEqual(nok(210));
    dated = appendToBook(
      dated,
      'd3',
      [euros('d3')].map((each) => ({ ...each, at: on(3) })),
    );
    expect(worth()).toEqual(nok(320));
    dated = appendToBook(dated, 'd1', [event('DealRevalued', 4, { potential: money('10.001', 'EUR') })]);
    expect(worth()).toEqual(nok('320.011')); // a finer amount
    dated = appendToBook(dated, 'd1', [
      event('DealRevalued', 4, { potential: nok('1000000000000000000000000000') }),
    ]);
    expect(worth()).toEqual(nok('1000000000000000000000000210')); // one that no double holds
    dated = appendToBook(dated, 'd1', [event('DealRevalued', 6, { potential: nok(1) })]);
    expect(worth()).toEqual(nok(221)); // the euros of the third deal at 12
    dated = appendToBook(dated, 'd1', [event('DealRevalued', 7, { potential: null })]);
    expect(worth()).toEqual(nok(220));
    dated = appendToBook(dated, 'd1', [event('DealDeleted', 8, {})]);
    expect([worth(), dated.deals]).toEqual([nok(220), 2]);
  });

  test('has a deal more where they open one', () => {
    const more = appendToBook(book, 'd2', [opened({ dealId: 'd2' })]);
    expect([book.deals, more.deals]).toEqual([1, 2]);
    expect(appendToBook(bookOf([]), 'd1', [opened()])).toMatchObject({ deals: 1, asOf: on(1) });
  });

  test('takes what is dated before events it has, and reads it in its place', () => {
    const late = appendToBook(appendToBook(book, 'd1', [won]), 'd1', [moved('contact', 'terms', 5)]);
    expect(groupDeals(late, 'stageId').map(({ key }) => key)).toEqual(['terms']);
    expect(winRate(late).won).toBe(1);
  });

  test('is the same book where nothing happened', () => {
    expect(appendToBook(book, 'd1', [])).toBe(book);
  });

  test('refuses a deal it does not hold, one its selection leaves out, and events of another', () => {
    const append = (dealId: string, ...events: Parameters<typeof appendToBook>[2]) =>
      refusal(() => appendToBook(book, dealId, events));
    expect(append('d9', won)).toEqual(['unknown-deal', { dealId: 'd9' }]);
    expect(append('d1', { ...won, dealId: 'd2' })).toMatchObject(['mixed-deals', {}]);
    const none = selectDeals(book, { field: 'id', value: 'gone' });
    expect(refusal(() => appendToBook(none, 'd1', [opened()]))).toEqual(['duplicate-deal', { dealId: 'd1' }]);
  });

  test('refuses what is no book and no list, by name', () => {
    expect(refusal(() => appendToBook({} as never, 'd1', [won]))).toMatchObject(['invalid-option', {}]);
    expect(refusal(() => appendToBook(book, 'd1', won as never))).toMatchObject([
      'invalid-option',
      { option: 'events' },
    ]);
  });
});
