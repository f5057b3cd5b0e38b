import { describe, expect, test } from 'vitest';
import { eachPeriod, period, salesFunnel, salesLag, series, winRate } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { exactly } from './given.ts';

const monthsOf = (entered: readonly number[], won: readonly number[]) =>
  entered.map((count, index) => ({ entered: count, won: won[index] as number }));

const about = ({ lags, best }: ReturnType<typeof salesLag>) => ({
  correlations: lags.map(({ correlation }) => correlation),
  explained: lags.map(({ explained }) => exactly(explained)),
  best,
});

describe('sales and what was done before', () => {
  test('sales follow offers a month later: half of the offers of the month before are won', () => {
    const months = monthsOf([10, 20, 10, 30, 20, 10], [2, 5, 10, 5, 15, 10]);
    const { lags, best, months: given } = salesLag(months, { maxLag: 2 });
    expect([given, best]).toEqual([6, 1]);
    expect(lags.map(({ lag, pairs, winsPerEntrant: { count, of } }) => [lag, pairs, count, of])).toEqual([
      [0, 6, 47, 100],
      [1, 5, 45, 90],
      [2, 4, 40, 70],
    ]);
    expect(lags[1]).toMatchObject({ winsPerEntrant: { value: 0.5 }, correlation: 1 });
  });

  test('go together as far as the correlation says, whose square is exact', () => {
    // Means 2 and 3; deviations −1 0 1 and −2 1 1: (2 + 0 + 1)² / (2 × 6) = 9 / 12.
    expect(about(salesLag(monthsOf([1, 2, 3], [1, 4, 4]), { maxLag: 0 }))).toEqual({
      correlations: [Math.sqrt(3 / 4)],
      explained: ['3/4'],
      best: 0,
    });
  });

  test('against each other have a correlation below zero, and no lag is the best', () => {
    expect(about(salesLag(monthsOf([1, 2, 3], [3, 2, 1]), { maxLag: 0 }))).toEqual({
      correlations: [-1],
      explained: ['1'],
      best: null,
    });
    expect(about(salesLag(monthsOf([1, 2, 3], [1, 0, 1]), { maxLag: 0 }))).toEqual({
      correlations: [0],
      explained: ['0'],
      best: null,
    });
  });

  test('of lags with the same correlation the shortest is the best', () => {
    const alternating = [1, 3, 1, 3, 1, 3, 1];
    expect(about(salesLag(monthsOf(alternating, alternating)))).toEqual({
      correlations: [1, -1, 1, -1],
      explained: ['1', '1', '1', '1'],
      best: 0,
    });
  });

  test('that are the same in each month have no correlation; of no entrants there is no rate', () => {
    const { lags, best } = salesLag(monthsOf([0, 0, 0], [1, 2, 3]), { maxLag: 0 });
    expect(lags[0]).toMatchObject({
      ...{ winsPerEntrant: { value: null, count: 6, of: 0 } },
      ...{ correlation: null, explained: null },
    });
    expect(best).toBeNull();
    expect(about(salesLag(monthsOf([1, 2, 3], [7, 7, 7]), { maxLag: 0 })).correlations).toEqual([null]);
  });

  test('are counted month by month from a book', () => {
    // So many deals are offered in each month, and all of them won a month later.
    const offered = [1, 3, 2, 1, 0].flatMap((count, month) =>
      Array.from({ length: count }, (_, number) => ({ id: `d${month}-${number}`, month })),
    );
    const date = (month: number) => on(`2026-0${month + 1}-05`);
    const rows = offered.map(({ id, month }) =>
      closedRow(id, 'won', date(month + 1).toISOString(), { openedAt: on('2026-01-01') }),
    );
    const changes = offered.map(({ id, month }) => ({ dealId: id, stageId: 'offer', at: date(month) }));
    const book = bookOf(rows, changes, { asOf: on('2026-07-01') });
    const during = eachPeriod(period(on('2026-01-01T00:00Z'), on('2026-06-01T00:00Z')), 'month');
    const entered = series(
      book,
      during,
      (whole, enteredDuring) =>
        salesFunnel(whole, { pipelineId: 'sales', enteredDuring }).stages[1]?.entered ?? 0,
    );
    const won = series(book, during, (whole, closedDuring) => winRate(whole, { closedDuring }).won);
    const months = entered.map(({ report }, index) => ({
      entered: report,
      won: won[index]?.report ?? 0,
    }));
    expect(months).toEqual(monthsOf([1, 3, 2, 1, 0], [0, 1, 3, 2, 1]));
    expect(salesLag(months, { maxLag: 2 }).best).toBe(1);
  });
});

describe('refused', () => {
  test.each([
    ['counts that are none', [{ entered: 0.5, won: 1 }], 'entered', 'not a whole number from 0 on: 0.5'],
    ['counts below zero', [{ entered: 1, won: -1 }], 'won', 'not a whole number from 0 on: -1'],
    ['months without sales', [{ entered: 1 }], 'months[0].won', 'not a whole number from 0 on: undefined'],
    ['what nobody reads', [{ entered: 1, won: 1, lost: 1 }], 'lost', 'not one of entered, won'],
    ['sums above 2^53', Array(3).fill({ entered: 2 ** 52, won: 1 }), 'months', /^counts that add up to/],
  ])('are %s', (_, months, option, problem) => {
    const text = problem instanceof RegExp ? expect.stringMatching(problem) : problem;
    expect(refusal(() => salesLag(months as never, { maxLag: 0 }))).toEqual([
      'invalid-option',
      { option, problem: text },
    ]);
  });

  test('are months too few for the lag: three pairs must be left', () => {
    const months = monthsOf([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]);
    expect(salesLag(months, { maxLag: 2 }).lags.at(-1)?.pairs).toBe(3);
    expect(refusal(() => salesLag(months))).toEqual([
      'invalid-option',
      { option: 'months', problem: 'too few for a lag of 3: 5, not 6 or more' },
    ]);
    expect(refusal(() => salesLag(months, { maxLag: 0.5 }))).toMatchObject([
      'invalid-option',
      { option: 'maxLag' },
    ]);
  });
});
