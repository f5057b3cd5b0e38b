import { describe, expect, test } from 'vitest';
import {
  type DealBook,
  dealStatus,
  eachPeriod,
  month,
  ownerScorecard,
  type Period,
  period,
  quarter,
  salesFunnel,
  series,
  winRate,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, on } from '../../support/deals.ts';
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

describe('a point of a series is immature', () => {
  // Of October's deals one was won and one lost; of November's one is open; as of the middle of December.
  const rows = [
    closedRow('d1', 'won', 9),
    closedRow('d2', 'lost', '2026-11-20'),
    closedRow('d3', 'won', '2026-12-01', { openedAt: on('2026-11-05') }),
    dealRow('d4', { openedAt: on('2026-11-06') }),
  ];
  const pipelineId = 'sales';
  const reports: Readonly<Record<string, (whole: DealBook, openedDuring: Period) => unknown>> = {
    winRate: (whole, openedDuring) => winRate(whole, { openedDuring }),
    salesFunnel: (whole, openedDuring) => salesFunnel(whole, { pipelineId, openedDuring }),
    ownerScorecard: (whole, openedDuring) => ownerScorecard(whole, { pipelineId, openedDuring }),
  };
  const immature = (asOf: Date, report: (whole: DealBook, during: Period) => unknown) =>
    series(bookOf(rows, [], { asOf }), months, report).map((point) => point.immature);

  test.each(Object.keys(reports))(
    'where deals of the period are open, says %s, or it is not over',
    (name) => {
      const of = (asOf: string) => immature(on(asOf), reports[name] as (typeof reports)[string]);
      expect(of('2026-12-15')).toEqual([false, true, true]);
      expect(of('2026-11-10')).toEqual([true, true, true]); // d2 is open yet
      expect(of('2026-11-25')).toEqual([false, true, true]);
    },
  );

  test('until the last millisecond of its period', () => {
    const closed = (asOf: string) =>
      immature(on(asOf), (whole, closedDuring) => winRate(whole, { closedDuring }))[0];
    expect(closed('2026-10-31T23:59:59.998Z')).toBe(true);
    expect(closed('2026-10-31T23:59:59.999Z')).toBe(false);
    const empty = [period(on(9), on(9))];
    const none = series(bookOf([]), empty, (whole) => winRate(whole));
    expect(none.map((point) => point.immature)).toEqual([true]); // a book without events has no date
  });

  test('or not is not told of a report that does not count what is won, lost and open side by side', () => {
    for (const report of [
      (whole: DealBook, openedDuring: Period) => dealStatus(whole, { openedDuring }),
      (whole: DealBook, openedDuring: Period) => winRate(whole, { openedDuring }).rate,
      () => 7,
      () => null,
    ])
      expect(immature(on('2026-12-15'), report)).toEqual([null, null, true]);
  });
});
