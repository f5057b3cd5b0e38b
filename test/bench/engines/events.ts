import { type DealBook, type DealEvent, dealBook } from '../../../src/index.ts';
import { work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { bookOptions, histories } from '../library/deals.ts';
import { touchEvents } from '../library/touch.ts';

/** Books from event objects that are there already, with their Dates and Decimals. */
let events: DealEvent[][];
/** As in a program that answers from the book it has until the next one is there. */
let book: DealBook;

serve({
  prepare(data) {
    events = Array.from(histories(data));
  },
  leavesMuch: true,
  works: {
    dealbook: {
      'book from events': work({
        input: () => null,
        run: () => {
          book = dealBook(events, bookOptions);
          return book;
        },
        figures: ({ deals }) => new Map([['deals', [deals]]]),
      }),
    },
    'touching the same events': {
      'book from events': work({
        input: () => null,
        run: () => touchEvents(events),
        figures: ([deals]) => new Map([['deals', [deals]]]),
      }),
    },
  },
});
