import { describe, expect, test } from 'vitest';
import { eachPeriod, month, quarter, salesFunnel, series, winRate } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const months = eachPeriod(quarter('2026-Q4'), 'month');
const book = bookOf([
  closedRow('d1', 'won', 9),
  closedRow('d2', 'lost', 20),
  closedRow('d3', 'won', '2026-12-01'),
  dealRow('d4'),
]);

describe('a series', () => {
  test('is a report of each of several periods, in their order', () => {
    const points = series(book, months, (whole, closedDuring) => winRate(whole, { closedDuring }));
    expect(points.map(({ period }) => period)).toEqual([
      month('2026-10'),
      month('2026-11'),
      month('2026-12'),
    ]);
    expect(points.map(({ report }) => report.rate)).toEqual([
      { value: 0.5, count: 1, of: 2 },
      { value: null, count: 0, of: 0 }, // a month without closings has no rate, rather than zero
      { value: 1, count: 1, of: 1 },
    ]);
  });

  test('is whatever is asked of the book', () => {
    const opened = series(
      book,
      months,
      (whole, openedDuring) => salesFunnel(whole, { pipelineId: 'sales', openedDuring }).total.deals,
    );
    expect(opened.map(({ report }) => report)).toEqual([4, 0, 0]);
  });

  test('takes periods that overlap, and texts that say them', () => {
    const periods = ['2026-10', '2026'] as never[];
    const won = series(book, periods, (whole, closedDuring) => winRate(whole, { closedDuring }).won);
    expect(won.map(({ report }) => report)).toEqual([1, 2]);
  });

  test('of no periods is empty, and of no deals has a report of none', () => {
    const won = (some: typeof book, periods: typeof months) =>
      series(some, periods, (whole, closedDuring) => winRate(whole, { closedDuring }).won);
    expect(won(book, [])).toEqual([]);
    expect(won(bookOf([]), months).map(({ report }) => report)).toEqual([0, 0, 0]);
  });

  test('gives each point dates of its own', () => {
    const points = series(book, months, (_, { start }) => start.setTime(0));
    expect(points[0]?.period).toEqual(month('2026-10'));
  });

  test('is refused without periods, without a report, and for what is no period', () => {
    const attempt = (periods: unknown, report: unknown = winRate) =>
      refusal(() => series(book, periods as never, report as never));
    expect(attempt(7)).toMatchObject(['invalid-option', { option: 'periods' }]);
    expect(attempt(months, 'winRate')).toMatchObject(['invalid-option', { option: 'report' }]);
    expect(attempt(['soon'])).toEqual(['invalid-period', { input: 'soon' }]);
  });
});
