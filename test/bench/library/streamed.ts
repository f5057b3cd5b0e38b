import { type DealBook, type DealEvent, dealBook } from '../../../src/index.ts';
import { type Data, drawn } from '../data/deal.ts';
import { bookOptions, historyOf } from './deals.ts';

/** A book of histories that are made a thousand at a time, and how long it took without the making of them. */
export function streamedBook(data: Data): { readonly book: DealBook; readonly milliseconds: number } {
  let making = 0;
  function* histories(): Generator<DealEvent[]> {
    const deals = drawn(data);
    while (true) {
      const before = performance.now();
      const chunk: DealEvent[][] = [];
      for (let next = deals.next(); !next.done; next = deals.next()) {
        if (chunk.push(historyOf(next.value)) === 1000) break;
      }
      making += performance.now() - before;
      if (chunk.length === 0) return;
      yield* chunk;
    }
  }
  const before = performance.now();
  const book = dealBook(histories(), bookOptions);
  return { book, milliseconds: performance.now() - before - making };
}
