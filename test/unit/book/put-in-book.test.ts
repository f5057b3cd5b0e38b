import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealHistory,
  dealBook,
  pipelineMovements,
  putInBook,
  removeFromBook,
  salesFunnel,
  selectDeals,
  staleDeals,
  winRate,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { randomBook } from '../../support/random-book.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const history: DealHistory = [opened(), moved('contact', 'offer', 3), event('DealWon', 9, {})];
const other: DealHistory = [opened({ dealId: 'd2' })];
const corrected: DealHistory = [
  ...history,
  event('EventCorrected', 12, { version: 3, instead: event('DealLost', 7, { reason: 'price' }) }),
];
const options = { pipelines: [sales], currency: 'NOK' };
const book = dealBook([history, other], options);

describe('a history put in a book', () => {
  test('stands in place of what the book had of the deal; the old book answers as before', () => {
    const later = putInBook(book, corrected);
    expect([winRate(later).won, winRate(later).lost, later.deals]).toEqual([0, 1, 2]);
    expect(later.asOf).toEqual(on(7));
    expect([winRate(book).won, winRate(book).lost, book.asOf]).toEqual([1, 0, on(9)]);
  });

  test('may be of a new deal', () => {
    expect(putInBook(book, [opened({ dealId: 'd3', at: on(20) })])).toMatchObject({ deals: 3, asOf: on(20) });
  });

  test('goes on with what is appended', () => {
    const reopened = { ...event('DealReopened', 20, { stageId: 'terms' }) };
    const later = appendToBook(putInBook(book, corrected), 'd1', [reopened]);
    expect(salesFunnel(later, { pipelineId: 'sales' }).total.open).toBe(2);
  });

  test('of a selection is one of its deals, and must not be one that it leaves out', () => {
    const mine = selectDeals(book, { field: 'id', value: 'd1' });
    expect(putInBook(mine, corrected).deals).toBe(1);
    expect(refusal(() => putInBook(mine, other))).toEqual(['duplicate-deal', { dealId: 'd2' }]);
  });

  test('that the book knows nothing of yet is not there', () => {
    const early = dealBook([history, other], { ...options, knownAt: on(5) });
    const unknown = putInBook(early, [opened({ recordedAt: on(8) })]);
    expect(unknown.deals).toBe(1);
    expect(putInBook(unknown, history).deals).toBe(2);
  });

  test('is refused as by dealBook, and then nothing has changed', () => {
    expect(refusal(() => putInBook(book, [opened({ pipelineId: 'gone' })]))).toMatchObject([
      'unknown-pipeline',
      {},
    ]);
    expect(winRate(book).won).toBe(1);
  });
});

test('a correction cannot be appended: it needs the history', () => {
  expect(refusal(() => appendToBook(book, 'd1', corrected.slice(3)))).toEqual([
    'needs-history',
    { dealId: 'd1' },
  ]);
});

/** What a book tells, whatever the order of its deals. */
function told(book: DealBook): unknown {
  const asOf = book.asOf ?? undefined;
  return plain([
    [book.deals, book.asOf],
    ['m', 'a', 'n'].map((pipelineId) => [
      salesFunnel(book, { pipelineId, durations: true }),
      staleDeals(book, { pipelineId, asOf }),
    ]),
    winRate(book),
    pipelineMovements(bookAsOf(book, new Date('2027-06-01')), { during: '2026-02' }),
    winRate(bookAsOf(book, new Date('2026-02-15'))),
  ]);
}

test('a book is what a book of its histories would be, whatever was put in and taken out', () => {
  fc.assert(
    fc.property(
      randomBook,
      fc.array(fc.tuple(fc.nat(11), fc.nat(14), fc.boolean()), { maxLength: 30, size: 'max' }),
      ({ histories, pipelines, currency }, steps) => {
        let book = dealBook([], { pipelines, currency });
        const now = new Map<string, DealHistory>();
        for (const [deal, length, isRemoved] of steps) {
          const whole = histories[deal % Math.max(1, histories.length)];
          if (whole === undefined) return;
          const [{ dealId }] = whole as DealHistory;
          const part = whole.slice(0, 1 + length) as unknown as DealHistory;
          const before = book;
          const wasTold = told(before);
          if (isRemoved) {
            book = removeFromBook(book, dealId);
            now.delete(dealId);
          } else {
            book = putInBook(book, part);
            now.delete(dealId);
            now.set(dealId, part);
          }
          expect(told(book)).toEqual(told(dealBook(now.values(), { pipelines, currency })));
          expect(told(before)).toEqual(wasTold);
        }
      },
    ),
    { numRuns: runs(20) },
  );
}, 60_000);
