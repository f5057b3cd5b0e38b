import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  type BookWarning,
  bookAsOf,
  type DealBook,
  type DealEvent,
  dealBook,
  selectDeals,
} from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';

/** Deals d1, d2 and so on, each with what happened to it. */
function bookOf(...histories: readonly (readonly DealEvent[])[]): DealBook {
  return dealBook(
    histories.map((history, index) => history.map((each) => ({ ...each, dealId: `d${index + 1}` }))),
    { pipelines: [sales, simple], currency: 'NOK' },
  );
}

function codesOf({ warnings }: DealBook): BookWarning['code'][] {
  return warnings.map(({ code }) => code);
}

/** So many deals that are in the offer since the third. */
function usual(count: number): DealEvent[][] {
  return Array.from({ length: count }, () => [opened(), moved('contact', 'offer', 3)]);
}

describe('a date far after the rest', () => {
  const typed = [
    opened(),
    event('PaymentReceived', '2062-10-09T12:00:00Z', { amount: opened().potential as never }),
  ];

  test('is warned of, with its deal; and that the book is as of it', () => {
    expect(bookOf(...usual(4), typed).warnings).toEqual([
      {
        code: 'far-date',
        deals: 1,
        dealIds: ['d5'],
        latest: on('2062-10-09T12:00:00Z'),
        otherwise: on(3),
      },
      { code: 'far-as-of', asOf: on('2062-10-09T12:00:00Z'), otherwise: on(3) },
    ]);
  });

  test('is far where it is more than five years of 365 days after all else: the third of October, 2031, less a leap day', () => {
    const at = (text: string) => codesOf(bookOf(...usual(4), [opened(), moved('contact', 'offer', text)]));
    expect(at('2031-10-02T12:00:00.000Z')).toEqual([]);
    expect(at('2031-10-02T12:00:00.001Z')).toEqual(['far-date', 'far-as-of']);
  });

  test('is not told of in a book of fewer than five deals, nor of more than one in a hundred', () => {
    expect(codesOf(bookOf(...usual(3), typed))).toEqual([]);
    expect(codesOf(bookOf(...usual(197), typed, typed))).toEqual([]);
    const two = bookOf(...usual(198), typed, typed).warnings[0];
    expect(two).toMatchObject({ code: 'far-date', deals: 2, dealIds: ['d199', 'd200'] });
  });

  test('does not count before it came, nor is a date that was chosen warned of', () => {
    const book = bookOf(...usual(4), typed);
    expect(codesOf(bookAsOf(book, on(9)))).toEqual([]);
    expect(codesOf(bookAsOf(book, on('2062-12-31')))).toEqual(['far-date']);
  });

  test('is warned of in selections, and when it is appended, as in the whole', () => {
    const book = bookOf(...usual(4), [opened(), moved('contact', 'offer', 3)]);
    expect(codesOf(book)).toEqual([]);
    const later = appendToBook(book, 'd5', [{ ...(typed[1] as DealEvent), dealId: 'd5' }]);
    expect(codesOf(later)).toEqual(['far-date', 'far-as-of']);
    expect(codesOf(selectDeals(later, { field: 'id', value: 'd1' }))).toEqual(['far-date', 'far-as-of']);
    expect(codesOf(book)).toEqual([]);
  });
});

describe('deals of which all is dated at one instant', () => {
  const flat = [opened(), moved('contact', 'offer', 1), moved('offer', 'terms', 1), event('DealWon', 1, {})];

  test('are counted, with the first few of their ids, where they went through stages', () => {
    expect(bookOf(...usual(54), ...Array(6).fill(flat)).warnings).toEqual([
      { code: 'one-instant', deals: 6, dealIds: ['d55', 'd56', 'd57', 'd58', 'd59'] },
    ]);
  });

  test('are no matter where they are fewer than five, or than one in ten of those that moved', () => {
    expect(codesOf(bookOf(...usual(9), ...Array(4).fill(flat)))).toEqual([]);
    expect(codesOf(bookOf(...usual(55), ...Array(6).fill(flat)))).toEqual([]);
  });

  test('nor where nothing moved, or something came later', () => {
    const won = [opened(), event('DealWon', 1, {})];
    const paid = [...flat, event('DealReassigned', 9, { ownerId: 'ola' })];
    expect(codesOf(bookOf(...Array(9).fill(won), ...Array(9).fill(paid)))).toEqual([]);
    expect(codesOf(bookAsOf(bookOf(...Array(9).fill(paid)), on(2)))).toEqual(['one-instant']);
  });
});

describe('a pipeline whose open deals are all in its first stage', () => {
  test('is warned of, with how many there are', () => {
    const lost = [opened(), moved('contact', 'offer', 3), event('DealLost', 9, { reason: 'price' })];
    expect(bookOf(...Array(5).fill([opened()]), lost).warnings).toEqual([
      { code: 'first-stage-only', pipelineId: 'sales', stageId: 'contact', deals: 5 },
    ]);
  });

  test('is no matter of fewer than five deals, where one is elsewhere, or in a pipeline without stages', () => {
    expect(codesOf(bookOf(...Array(4).fill([opened()])))).toEqual([]);
    expect(codesOf(bookOf(...Array(9).fill([opened()]), ...usual(1)))).toEqual([]);
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    expect(codesOf(bookOf(...Array(9).fill([stageless])))).toEqual([]);
    expect(codesOf(bookOf(...Array(9).fill([opened({ stageId: 'offer' })])))).toEqual([]);
  });

  test('is so no more when a deal has gone on', () => {
    const book = bookOf(...Array(5).fill([opened()]));
    const later = appendToBook(book, 'd1', [moved('contact', 'offer', 3)]);
    expect([codesOf(book), codesOf(later)]).toEqual([['first-stage-only'], []]);
    expect(codesOf(bookAsOf(later, on(2)))).toEqual(['first-stage-only']);
  });
});

test('nobody can change what a book warns of', () => {
  const book = bookOf(...Array(5).fill([opened()]));
  (book.warnings as BookWarning[]).pop();
  expect(codesOf(book)).toEqual(['first-stage-only']);
});
