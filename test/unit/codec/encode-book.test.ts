import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  type DealBook,
  dealList,
  decodeBook,
  encodeBook,
  groupDeals,
  openDeal,
  putInBook,
  removeFromBook,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a book as bytes', () => {
  const book = bookOf([dealRow('d1'), dealRow('d2', { fields: { note: 'tell nobody' } })]);

  test('is the same every time, and never the bytes that were given before', () => {
    const bytes = encodeBook(book);
    expect(encodeBook(book)).toEqual(bytes);
    expect(encodeBook(book).buffer).not.toBe(bytes.buffer);
  });

  test('takes less than a hundred bytes for a deal that went through six stages', () => {
    const many = Array.from({ length: 2000 }, (_, i) =>
      dealRow(`deal ${i}`, {
        openedAt: new Date(1.76e12 + i * 1e7 + (i % 997)),
        potential: nok(100 + (i % 789)),
      }),
    );
    const changes = many.flatMap(({ id, openedAt }, i) =>
      ['offer', 'terms', 'contact', 'offer', 'terms'].map((stageId, step) => ({
        ...{ dealId: id, stageId, at: new Date(+(openedAt as Date) + (step + 1) * 86_400_000 + (i % 13)) },
      })),
    );
    const size = encodeBook(bookOf(many, changes)).length;
    const head = encodeBook(bookOf(many.slice(0, 1))).length;
    expect((size - head) / 2000).toBeLessThan(100);
  });

  test('says nothing of a deal that was removed from it, or was told a later book only', () => {
    expect(textOf(encodeBook(book))).toContain('tell nobody');
    const without = removeFromBook(book, 'd2');
    expect(textOf(encodeBook(without))).not.toContain('tell nobody');
    expect(textOf(encodeBook(without))).not.toContain('d2');
    const first = bookOf([dealRow('d1')]);
    const before = encodeBook(first);
    const fields = { note: 'not yet' };
    const later = appendToBook(first, 'd1', [{ type: 'DealDescribed', dealId: 'd1', at: on(20), fields }]);
    expect(textOf(encodeBook(later))).toContain('not yet');
    expect(encodeBook(first)).toEqual(before);
  });

  test('has the long history of a deal without gaps, also where the book was continued', () => {
    const fields = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`field ${i}`, i]));
    const first = bookOf([dealRow('d1', { fields }), dealRow('d2', { ownerId: 'ola' })]);
    const later = ['d1', 'd2'].reduce(
      (book, dealId) => appendToBook(book, dealId, [{ type: 'DealWon', dealId, at: on(9) }]),
      first,
    );
    const back = decodeBook(encodeBook(later));
    expect(dealList(back)).toEqual(dealList(later));
    expect(groupDeals(back, 'openedBy').map(({ key, book: { deals } }) => [key, deals])).toEqual([
      ['kari', 1],
      ['ola', 1],
    ]);
  });

  test('holds the deals that a selection leaves out: they are in the book it is a selection of', () => {
    const part = selectDeals(book, { field: 'id', value: 'd1' });
    const back = decodeBook(encodeBook(part));
    expect(back.deals).toBe(1);
    expect(refusal(() => appendToBook(back, 'd2', [{ type: 'DealWon', dealId: 'd2', at: on(9) }]))).toEqual([
      'unknown-deal',
      { dealId: 'd2' },
    ]);
  });
});

describe('a book as bytes that threads share', () => {
  const book = bookOf([dealRow('d1', { outcome: { status: 'won', at: on(9) } }), dealRow('d2')]);
  const bytes = encodeBook(book, { shared: true });

  test('lies in shared memory, and is the same every time', () => {
    expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(encodeBook(book, { shared: true })).toEqual(bytes);
    expect(encodeBook(book, { shared: false }).buffer).toBeInstanceOf(ArrayBuffer);
  });

  test('is read where it is, and not written to when a book that was read from it is continued', () => {
    const before = Uint8Array.from(bytes);
    let later: DealBook = decodeBook(bytes);
    for (let day = 10; day < 28; day++)
      later = appendToBook(later, 'd2', [
        { type: 'DealRevalued', dealId: 'd2', at: on(day), potential: nok(`${day}.001`) },
        { type: 'DealMoved', dealId: 'd2', at: on(day), from: 'contact', to: day % 2 ? 'offer' : 'new' },
      ]);
    expect(groupDeals(later, 'potential').map(({ key }) => String(key))).toEqual(['27.001', '100']);
    expect(Uint8Array.from(bytes)).toEqual(before);
    expect(winRate(decodeBook(bytes))).toEqual(winRate(book));
  });

  test('may be continued by deals with ids in other scripts, one way and another', () => {
    const before = Uint8Array.from(bytes);
    const shared = decodeBook(bytes);
    const withDeal = (from: DealBook, dealId: string): DealBook =>
      putInBook(from, openDeal(sales, { id: dealId, at: on(10), ownerId: 'kari', potential: null }));
    const one = withDeal(withDeal(shared, 'Сделка 🎈'), 'd3');
    const other = withDeal(withDeal(shared, 'é'), 'Другая');
    const idsOf = (of: DealBook): string[] => dealList(of).rows.map(({ dealId }) => dealId);
    expect(idsOf(one)).toEqual(['d1', 'd2', 'd3', 'Сделка 🎈']);
    expect(idsOf(other)).toEqual(['d1', 'd2', 'é', 'Другая']);
    expect(idsOf(decodeBook(encodeBook(one)))).toEqual(idsOf(one));
    expect(idsOf(shared)).toEqual(['d1', 'd2']);
    expect(Uint8Array.from(bytes)).toEqual(before);
  });

  test('is refused where threads share no memory', () => {
    const { SharedArrayBuffer: shared } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
      expect(refusal(() => encodeBook(book, { shared: true }))).toMatchObject([
        'invalid-option',
        { option: 'shared' },
      ]);
      expect(encodeBook(book).length).toBeGreaterThan(0);
    } finally {
      globalThis.SharedArrayBuffer = shared;
    }
  });
});

test('what is no book, and an option that is not known, is refused', () => {
  const book = bookOf([]);
  expect(refusal(() => encodeBook({} as never))).toMatchObject(['invalid-option', { option: 'book' }]);
  expect(refusal(() => encodeBook(book, { share: true } as never))).toMatchObject([
    'invalid-option',
    { option: 'share' },
  ]);
  expect(refusal(() => encodeBook(book, { shared: 1 } as never))).toMatchObject([
    'invalid-option',
    { option: 'shared' },
  ]);
});
