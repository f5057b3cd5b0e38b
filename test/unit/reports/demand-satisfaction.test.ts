import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealEvent,
  type DemandLine,
  dealBook,
  demandSatisfaction,
  type Money,
  money,
  rateTable,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

function line(text: string, amount: Money, percentSatisfied: number, reason?: string): DemandLine {
  return { text, amount, percentSatisfied, ...(reason === undefined ? {} : { reason }) };
}

function bookOf(histories: readonly (readonly DealEvent[])[], options: object = {}) {
  return dealBook(histories, { pipelines: [sales, simple], currency: 'NOK', ...options });
}

const chairs = [line('Chairs', nok(300), 100), line('Tables', nok(100), 25, 'sold out')];
const tables = [line('Tables', nok(50), 0), line('Lamps', nok('0.10'), 33.5, 'sold out')];

describe('how far demand was met', () => {
  const histories = [
    [opened({ demand: chairs })],
    [
      opened({ dealId: 'd2', demand: chairs }),
      { ...event('DemandRecorded', 3, { demand: tables }), dealId: 'd2' },
    ],
    [opened({ dealId: 'd3', pipelineId: 'simple' })],
  ];

  test('in total, by what was asked for, and by the reason why not: the latest list of each deal counts', () => {
    expect(plain(demandSatisfaction(bookOf(histories)))).toEqual({
      kind: 'demandSatisfaction',
      asOf: '2026-10-03T12:00:00.000Z',
      currency: 'NOK',
      deals: 2,
      lines: 4,
      unpriced: 0,
      demanded: '450.1',
      satisfied: '325.0335',
      rate: { value: 325.0335 / 450.1, count: '325.0335', of: '450.1' },
      demands: [
        { text: 'Chairs', lines: 1, demanded: '300', rate: { value: 1, count: '300', of: '300' } },
        { text: 'Lamps', lines: 1, demanded: '0.1', rate: { value: 0.335, count: '0.0335', of: '0.1' } },
        { text: 'Tables', lines: 2, demanded: '150', rate: { value: 25 / 150, count: '25', of: '150' } },
      ],
      reasons: [
        { reason: 'sold out', lines: 2, missed: '75.0665' },
        { reason: null, lines: 1, missed: '50' },
      ],
    });
  });

  test('as of an earlier date the list of then counts, and after an append the new one', () => {
    const book = bookOf(histories);
    expect(demandSatisfaction(bookAsOf(book, on(2)))).toMatchObject({ deals: 2, lines: 4 });
    expect(plain(demandSatisfaction(bookAsOf(book, on(2))).demanded)).toBe('800');
    const recorded = event('DemandRecorded', 2, { demand: [line('Sofa', nok(1), 0)] });
    expect(demandSatisfaction(appendToBook(book, 'd1', [recorded]))).toMatchObject({ deals: 2, lines: 3 });
    const withdrawn = event('DemandRecorded', 2, { demand: [] });
    expect(demandSatisfaction(appendToBook(book, 'd1', [withdrawn]))).toMatchObject({ deals: 1, lines: 2 });
    const again = appendToBook(appendToBook(book, 'd1', [withdrawn]), 'd1', [
      event('DealReassigned', '2026-10-01T18:00:00Z', { ownerId: 'ola' }),
    ]);
    expect(demandSatisfaction(again)).toMatchObject({ deals: 1, lines: 2 });
  });

  test('amounts are converted at the rate of the day they were recorded on', () => {
    const rates = rateTable(
      [
        { date: '2026-10-02', currency: 'EUR', rate: '0.1' },
        { date: '2026-10-05', currency: 'EUR', rate: '0.08' },
      ],
      { base: 'NOK' },
    );
    const euros = (day: number) =>
      event('DemandRecorded', day, { demand: [line('Chairs', money(10, 'EUR'), 50)] });
    const later = event('DealWon', 9, {});
    const of = (day: number) => demandSatisfaction(bookOf([[opened(), euros(day), later]], { rates }));
    expect([of(3), of(6)].map(({ demanded }) => plain(demanded))).toEqual(['100', '125']);
    const unrated = demandSatisfaction(
      bookOf([[opened({ demand: [line('Chairs', money(10, 'EUR'), 50)] })]], { rates }),
    );
    expect(plain(unrated)).toMatchObject({
      lines: 1,
      unpriced: 1,
      demanded: '0',
      rate: { value: null },
      reasons: [{ reason: null, lines: 1, missed: '0' }],
    });
  });

  test('of the deals of a population or of one pipeline', () => {
    expect(demandSatisfaction(bookOf(histories), { pipelineId: 'simple' })).toMatchObject({
      deals: 0,
      lines: 0,
    });
    expect(demandSatisfaction(bookOf(histories), { openedDuring: '2026-09' }).deals).toBe(0);
    expect(refusal(() => demandSatisfaction(bookOf([]), { pipelineId: 'gone' }))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
  });
});
