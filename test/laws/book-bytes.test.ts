import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealEvent,
  dealBook,
  decodeBook,
  encodeBook,
  putInBook,
  removeFromBook,
  selectDeals,
} from '../../src/index.ts';
import { bookOf as bookOfScene, scene } from '../reference/agreement/scenes.ts';
import { correctedHistory } from '../reference/twin/naive-deal.ts';
import { instants, type RandomBook, randomBook } from '../support/random-book.ts';
import { runs } from '../support/runs.ts';
import { expectSame } from '../support/same.ts';
import { everyAnswer } from './every-answer.ts';

const instant = fc.constantFrom(...instants);
const limits = fc.record({ asOf: instant, knownAt: instant }, { requiredKeys: [] });
const shared = fc.boolean();

const built = ({ histories, pipelines, currency }: RandomBook, options: object = {}): DealBook =>
  dealBook(histories, { pipelines, currency, ...options });

describe('laws of books as bytes', () => {
  test('a book that was made bytes and read back gives the same answers to everything', () => {
    fc.assert(
      fc.property(randomBook, limits, shared, instant, (random, limit, isShared, earlier) => {
        const book = built(random, limit);
        const back = decodeBook(encodeBook(book, { shared: isShared }));
        expectSame([back.deals, back.asOf, back.pipelines], [book.deals, book.asOf, book.pipelines]);
        expectSame(everyAnswer(back), everyAnswer(book));
        if (limit.asOf === undefined)
          expectSame(everyAnswer(bookAsOf(back, earlier)), everyAnswer(bookAsOf(book, earlier)));
      }),
      { numRuns: runs(40) },
    );
  });

  test('so does one in a place, with rates, and every answer is asked of a book that was asked nothing before', () => {
    fc.assert(
      fc.property(scene, (placed) => {
        const book = bookOfScene({ ...placed, bytes: 'none' });
        expectSame(everyAnswer(decodeBook(encodeBook(book))), everyAnswer(book));
      }),
      { numRuns: runs(40) },
    );
  });

  test('a selection stays one: it has the same deals, and leaves out the same', () => {
    fc.assert(
      fc.property(randomBook, fc.constantFrom('ann', 'bob', null), shared, (random, ownerId, isShared) => {
        const part = selectDeals(built(random), { field: 'ownerId', value: ownerId });
        const back = decodeBook(encodeBook(part, { shared: isShared }));
        expectSame(everyAnswer(back), everyAnswer(part));
        for (const earlier of instants.slice(3, 5))
          expectSame(everyAnswer(bookAsOf(back, earlier)), everyAnswer(bookAsOf(part, earlier)));
      }),
      { numRuns: runs(20) },
    );
  });

  test('it is continued as the book itself is, event by event, with deals put in and taken out; the first one stays', () => {
    fc.assert(
      fc.property(
        randomBook,
        limits,
        shared,
        fc.infiniteStream(fc.nat(99)),
        (given, limit, isShared, choose) => {
          const histories = given.histories.map((history) => correctedHistory(history));
          const begun = histories.map((history) => (choose.next().value as number) % (history.length + 1));
          const beginnings = histories.flatMap((history, index) =>
            begun[index] === 0 ? [] : [history.slice(0, begun[index])],
          );
          const start = built({ ...given, histories: beginnings }, limit);
          const back = decodeBook(encodeBook(start, { shared: isShared }));
          const before = everyAnswer(start);
          let books: readonly [DealBook, DealBook] = [start, back];
          const change = (how: (book: DealBook) => DealBook): void => {
            books = [how(books[0]), how(books[1])];
          };
          for (const [index, history] of histories.entries()) {
            const rest = history.slice(begun[index]);
            const id = history[0]?.dealId ?? '';
            for (let events = rest.splice(0, 2); events.length > 0; events = rest.splice(0, 2))
              change((book) => appendToBook(book, id, events));
            if ((choose.next().value as number) < 15) change((book) => removeFromBook(book, id));
            if ((choose.next().value as number) < 15)
              change((book) => putInBook(book, history as [DealEvent]));
            if ((choose.next().value as number) < 30)
              books = [books[0], decodeBook(encodeBook(books[1], { shared: isShared }))];
          }
          expectSame(everyAnswer(books[1]), everyAnswer(books[0]));
          expectSame(everyAnswer(back), before);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('the same book gives the same bytes, whatever became of books it shares columns with; so does the book read back', () => {
    fc.assert(
      fc.property(randomBook, limits, shared, (random, limit, isShared) => {
        const book = built(random, limit);
        const bytes = encodeBook(book, { shared: isShared });
        for (const [opening] of random.histories) {
          const event: DealEvent = {
            ...{ type: 'DealDescribed', dealId: opening?.dealId ?? '', at: new Date('2026-12-24') },
            fields: { secret: 'only the later book knows it' },
          };
          if (opening !== undefined && limit.asOf === undefined) appendToBook(book, event.dealId, [event]);
        }
        expect(encodeBook(book, { shared: isShared })).toEqual(bytes);
        expect(encodeBook(decodeBook(bytes), { shared: isShared })).toEqual(bytes);
      }),
      { numRuns: runs(60) },
    );
  });
});
