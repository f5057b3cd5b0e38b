import { describe, expect, test } from 'vitest';
import { businessCalendar, dealBook, salesCycle } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

// All opened on the first of October: won after 4 and 10 days, lost after 1.
const rows = [
  closedRow('d1', 'won', 5),
  closedRow('d2', 'won', 11),
  closedRow('d3', 'lost', 2),
  dealRow('d4'),
];

describe('the sales cycle', () => {
  test('is the days from opening to closing, of won, lost and all closed deals', () => {
    const { won, lost, closed } = salesCycle(bookOf(rows));
    expect([won.count, won.mean, won.min, won.max]).toEqual([2, 7, 4, 10]);
    expect([lost.count, lost.mean]).toEqual([1, 1]);
    expect([closed.count, closed.mean, closed.median]).toEqual([3, 5, 4]);
  });

  test('has quantiles by interpolation: of 4 and 10 days a quarter is 5.5', () => {
    const { p25, median, p75, p90 } = salesCycle(bookOf(rows)).won;
    expect([p25, median, p75, p90]).toEqual([5.5, 7, 8.5, 9.4]);
  });

  test('ends with the last closing and leaves out the time closed before a reopening', () => {
    const events = [
      opened(),
      event('DealLost', 3, { reason: 'price' }),
      event('DealReopened', 6, { stageId: 'contact' }),
      event('DealWon', 10, {}),
    ];
    const { won } = salesCycle(dealBook([events], { pipelines: [sales], currency: 'NOK' }));
    expect(won).toMatchObject({ count: 1, mean: 6 }); // 9 days less the 3 it was lost
  });

  test('of a deal opened on a date not known is not known: it is told, not guessed', () => {
    const { won, undated } = salesCycle(bookOf([...rows, closedRow('d5', 'won', 20, { openedAt: null })]));
    expect([won.count, undated]).toEqual([2, 1]);
  });

  test('counts deals of which it is only not known since when they were in their first stage', () => {
    const history = [opened({ stageUndated: true }), event('DealWon', 9, {})];
    const { won, undated } = salesCycle(dealBook([history], { pipelines: [sales], currency: 'NOK' }));
    expect([won.count, won.mean, undated]).toEqual([1, 8, 0]);
  });

  test('may be in business days: from Thursday noon to Monday noon are two', () => {
    const calendar = businessCalendar({ hours: { from: '08:00', to: '16:00' } });
    expect(salesCycle(bookOf([closedRow('d1', 'won', 5)]), { calendar }).won.mean).toBe(2);
  });

  test('is of those closed or opened in a period, or of one pipeline', () => {
    const more = bookOf([...rows, closedRow('d5', 'won', '2026-11-01', { pipelineId: 'simple' })]);
    expect(salesCycle(more, { closedDuring: '2026-10' }).won.count).toBe(2);
    expect(salesCycle(more, { openedDuring: '2026-10' }).won.count).toBe(3);
    expect(salesCycle(more, { pipelineId: 'simple' }).closed.count).toBe(1);
  });

  test('of no closed deals is null, not zero', () => {
    const nothing = {
      count: 0,
      mean: null,
      min: null,
      p25: null,
      median: null,
      p75: null,
      p90: null,
      max: null,
    };
    for (const book of [bookOf([]), bookOf([dealRow('d1')])])
      expect(salesCycle(book)).toMatchObject({ won: nothing, lost: nothing, closed: nothing, undated: 0 });
  });

  test('refuses a pipeline the book does not know, and an option it does not know', () => {
    expect(refusal(() => salesCycle(bookOf(rows), { pipelineId: 'gone' }))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
    expect(refusal(() => salesCycle(bookOf(rows), { businessDays: true } as object))).toMatchObject([
      'invalid-option',
      { option: 'businessDays' },
    ]);
  });
});
