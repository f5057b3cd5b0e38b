import { describe, expect, test } from 'vitest';
import {
  businessCalendar,
  type DealRow,
  dealBook,
  historiesOf,
  month,
  type SalesVelocityOptions,
  salesVelocity,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

function velocity(rows: readonly DealRow[], options: Partial<SalesVelocityOptions> = {}) {
  const book = dealBook(historiesOf(rows, [], [sales, simple]), {
    pipelines: [sales, simple],
    currency: 'NOK',
  });
  return salesVelocity(book, { during: '2026-10', ...options });
}

/** A deal opened on a day of October and closed so many days later. */
function deal(id: string, day: number, length: number, status: 'won' | 'lost', amount: number): DealRow {
  const outcome = { status, at: new Date(+on(day) + length * 86_400_000), reason: 'price' };
  return dealRow(id, { openedAt: on(day), potential: nok(amount), outcome });
}

describe('how much is sold per day', () => {
  const rows = [
    deal('d1', 1, 4, 'won', 200),
    deal('d2', 2, 10, 'lost', 900),
    deal('d3', 3, 10, 'lost', 900),
    deal('d4', 4, 6, 'won', 420),
    dealRow('d5', { openedAt: on(30) }),
    { ...dealRow('d6', { openedAt: null }), stageEnteredAt: on(2) },
  ];

  test('is deals per day × probability to win × amount of a won deal', () => {
    expect(plain(velocity(rows))).toMatchObject({
      kind: 'salesVelocity',
      opened: 5,
      days: 31,
      arrivalsPerDay: 5 / 31,
      winRate: { value: 0.5, count: 2, of: 4 },
      averageWonAmount: { total: '620', count: 2, value: '310' },
      perDay: '25', // 5/31 × 1/2 × 310
      unpricedWon: 0,
    });
  });

  test('the cycle is that of all closed deals, and with the arrivals it tells how many are open at a time', () => {
    const { cycle, openByLittle, open } = velocity(rows);
    expect([cycle.count, cycle.mean]).toEqual([4, 7.5]);
    expect(openByLittle).toBe((5 / 31) * 7.5);
    expect(open).toBe(2);
  });

  test('the open deals are those at the end of the period', () => {
    const later = [
      ...rows,
      deal('d7', 31, 5, 'won', 1),
      dealRow('d8', { openedAt: on('2026-11-01T00:00:00Z') }),
    ];
    expect(velocity(later).open).toBe(3);
    expect(velocity(later, { during: '2026-11' }).open).toBe(3);
  });

  test('a missing factor makes no velocity, and missing is not zero', () => {
    expect(plain(velocity([dealRow('d1')]))).toMatchObject({
      arrivalsPerDay: 1 / 31,
      averageWonAmount: null,
      perDay: null,
      openByLittle: null,
    });
    const empty = { start: on(1), end: on(1) };
    expect(velocity(rows, { during: empty })).toMatchObject({ days: 0, arrivalsPerDay: null, perDay: null });
  });

  test('an unpriced win counts as won, not in the average amount', () => {
    const won = [deal('d1', 1, 1, 'won', 100), { ...deal('d2', 1, 1, 'won', 0), potential: null }];
    expect(plain(velocity(won))).toMatchObject({
      winRate: { count: 2, of: 2 },
      averageWonAmount: { total: '100', count: 1, value: '100' },
      unpricedWon: 1,
    });
  });

  test('of one pipeline', () => {
    const both = [...rows, { ...deal('d9', 1, 1, 'won', 31), pipelineId: 'simple' }];
    expect(plain(velocity(both, { pipelineId: 'simple' }))).toMatchObject({
      pipelineId: 'simple',
      opened: 1,
      perDay: '1',
      open: 0,
    });
  });

  test('days may be business days', () => {
    const calendar = businessCalendar({ hours: { from: '08:00', to: '16:00' } });
    expect(velocity(rows, { calendar })).toMatchObject({ days: 22, arrivalsPerDay: 5 / 22 });
  });

  test('amounts have 34 digits where the division does not end', () => {
    const { perDay } = velocity([deal('d1', 1, 1, 'won', 100)]);
    expect(String(perDay?.amount)).toBe('3.225806451612903225806451612903226');
  });

  test('what is no period, and an unknown pipeline, are refused', () => {
    expect(refusal(() => velocity(rows, { during: 'soon' }))).toMatchObject(['invalid-period', {}]);
    expect(refusal(() => velocity(rows, { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(velocity(rows).during).toEqual(month('2026-10'));
  });
});
