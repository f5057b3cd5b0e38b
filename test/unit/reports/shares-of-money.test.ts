import { describe, expect, test } from 'vitest';
import {
  type DealBook,
  type DealRow,
  dealBook,
  dealStatus,
  demandSatisfaction,
  historiesOf,
  lossReasons,
  planAttainment,
  salesByPeriod,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';

const closed = (id: string, status: 'won' | 'lost', amount: number, month = 10): DealRow =>
  dealRow(id, {
    potential: nok(amount),
    openedAt: on('2026-09-01T00:00:00Z'),
    outcome: { status, at: on(`2026-${month}-05T00:00:00Z`), reason: id },
  });

const bookOf = (...rows: DealRow[]): DealBook =>
  dealBook(historiesOf(rows, [], [sales]), { pipelines: [sales], currency: 'NOK' });

// A credit note was lost: of 100 altogether, 300 were won.
const mixed = bookOf(closed('d1', 'won', 300), closed('d2', 'lost', -200));

describe('what amounts of both signs add up to has no shares', () => {
  test('won 300 and lost -200 are not won by three', () => {
    expect(winRate(mixed).potentialRate).toEqual({ value: null, count: nok(300), of: nok(100) });
    expect(winRate(mixed).rate.value).toBe(0.5);
  });

  test('nor is the status of deals a share of them, but for the open ones, which are worth nothing', () => {
    expect(dealStatus(mixed).statuses.map(({ status, potential }) => [status, potential.value])).toEqual([
      ['open', 0],
      ['won', null],
      ['lost', null],
    ]);
  });

  test('of losses of 300 and -200 neither reason has a share', () => {
    const { reasons } = lossReasons(bookOf(closed('a', 'lost', 300), closed('b', 'lost', -200)));
    expect(reasons.map(({ potential }) => potential.value)).toEqual([null, null]);
  });

  test('of losses of less than nothing no reason has a share', () => {
    const { reasons } = lossReasons(bookOf(closed('a', 'lost', -100), closed('b', 'lost', 0)));
    expect(reasons.map(({ potential }) => potential.value)).toEqual([null, null]);
  });

  test('demand for 300 met and for -200 not met is not met three times', () => {
    const demand = [
      { text: 'Chairs', amount: nok(300), percentSatisfied: 100 },
      { text: 'Returns', amount: nok(-200), percentSatisfied: 0, reason: 'kept' },
    ];
    const [history] = historiesOf([dealRow('d1')], [], [sales]);
    const asked = { type: 'DemandRecorded', dealId: 'd1', at: on(2), demand } as const;
    const book = dealBook([[...(history ?? []), asked]], { pipelines: [sales], currency: 'NOK' });
    const { rate, demands } = demandSatisfaction(book);
    expect([rate.value, ...demands.map((line) => line.rate.value)]).toEqual([null, 1, null]);
  });
});

describe('a change is told against what was sold before, if that was above zero', () => {
  const changesOf = (...amounts: number[]) => {
    const rows = amounts.map((amount, index) => closed(`d${index}`, 'won', amount, 10 + index));
    const { company } = salesByPeriod(bookOf(...rows), { during: '2026-Q4' });
    return company.periods.map(
      ({ change }) => change && [change.amount.amount.toNumber(), change.rate.value],
    );
  };

  test('from -100 to 100 is 200 more, and no fall of 200 %', () => {
    expect(changesOf(-100, 100, 50)).toEqual([null, [200, null], [-50, -0.5]]);
  });

  test('from 100 to -50 is a fall of 150 %; from there on no rate can be told', () => {
    expect(changesOf(100, -50, -50)).toEqual([null, [-150, -1.5], [0, null]]);
  });
});

test('a plan below zero is met by no share, nor is a plan by sales below zero', () => {
  const attained = (sold: number, plan: number) =>
    planAttainment(bookOf(closed('d1', 'won', sold)), { plans: [{ during: '2026-10', amount: nok(plan) }] })
      .plans[0]?.rate.value;
  expect([attained(-50, -100), attained(50, -100), attained(-50, 100)]).toEqual([null, null, null]);
  expect([attained(0, 100), attained(150, 100)]).toEqual([0, 1.5]);
});
