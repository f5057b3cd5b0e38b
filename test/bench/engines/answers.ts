import { bookAsOf, type DealBook, dealBook } from '../../../src/index.ts';
import { end } from '../data/sales.ts';
import type { Work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { answers } from '../library/answers/answers.ts';
import { bookOptions, histories } from '../library/deals.ts';

/** The reports of a dashboard, on a book that was built before. */
let book: DealBook;

serve({
  prepare(data) {
    book = bookAsOf(dealBook(histories(data), bookOptions), new Date(end));
  },
  works: {
    dealbook: Object.fromEntries(
      Object.entries(answers).map(([name, answer]): [string, Work] => [name, answer(() => book)]),
    ),
  },
});
