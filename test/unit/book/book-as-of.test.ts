import { describe, expect, test } from 'vitest';
import { bookAsOf, dealBook, groupDeals, salesFunnel, selectDeals, winRate } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

const events = [opened(), moved('contact', 'offer', 5), event('DealRevalued', 7, { potential: nok(300) })];
const history = [...events, event('DealWon', 9, {})];
const book = dealBook([history], { pipelines: [sales], currency: 'NOK' });

/** Deals, stage, won and potential of the book as of a day of October. */
function standing(day: number): unknown[] {
  const then = bookAsOf(book, on(day));
  const [stage = null] = groupDeals(then, 'stageId').map(({ key }) => key);
  const { total } = salesFunnel(then, { pipelineId: 'sales' });
  return [then.deals, stage, winRate(then).won, total.potential.deals.amount.toNumber()];
}

describe('a book as of an instant', () => {
  test('tells the stage, the potential and the outcome of then', () => {
    expect([1, 4, 6, 8, 9].map(standing)).toEqual([
      [1, 'contact', 0, 100],
      [1, 'contact', 0, 100],
      [1, 'offer', 0, 100],
      [1, 'offer', 0, 300],
      [1, 'offer', 1, 300],
    ]);
  });

  test('includes what happened at the instant itself, and nothing after it', () => {
    expect(standing(5)).toEqual([1, 'offer', 0, 100]);
    expect(bookAsOf(book, new Date(+on(5) - 1))).toMatchObject({ deals: 1, asOf: new Date(+on(5) - 1) });
    expect(groupDeals(bookAsOf(book, new Date(+on(5) - 1)), 'stageId')[0]?.key).toBe('contact');
  });

  test('says what a book built only from the events up to then says', () => {
    const built = dealBook([history.slice(0, 2)], { pipelines: [sales], currency: 'NOK', asOf: on(6) });
    expect(salesFunnel(bookAsOf(book, on(6)), { pipelineId: 'sales' })).toEqual(
      salesFunnel(built, { pipelineId: 'sales' }),
    );
  });

  test('has no deals before the first is opened, and no rates then', () => {
    expect(standing(0)).toEqual([0, null, 0, 0]);
    expect(winRate(bookAsOf(book, on(0))).rate).toEqual({ value: null, count: 0, of: 0 });
    expect(bookAsOf(bookOf([]), on(1))).toMatchObject({ deals: 0, asOf: on(1) });
  });

  test('of a selection is the selection of then', () => {
    const two = bookOf([closedRow('d1', 'won', 9), dealRow('d2', { openedAt: on(3) })]);
    const mine = selectDeals(two, { field: 'id', is: 'in', value: ['d2'] });
    expect([bookAsOf(mine, on(2)).deals, bookAsOf(mine, on(3)).deals]).toEqual([0, 1]);
  });

  test('may be later than its latest event, but not than the date it was built as of', () => {
    expect(bookAsOf(book, on(20)).asOf).toEqual(on(20));
    const dated = dealBook([history], { pipelines: [sales], currency: 'NOK', asOf: on(6) });
    expect(refusal(() => bookAsOf(dated, on(7)))).toEqual(['as-of-too-late', { asOf: on(7), latest: on(6) }]);
  });

  test('is refused for what is no book and no date', () => {
    expect(refusal(() => bookAsOf({} as never, on(1)))).toMatchObject(['invalid-option', {}]);
    expect(refusal(() => bookAsOf(book, '2026-10-05' as never))).toEqual([
      'invalid-date',
      { field: 'asOf', input: '2026-10-05' },
    ]);
  });
});
