import { type DealEvent, dealBook } from '../../../src/index.ts';
import { work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { bookOptions, histories } from '../library/deals.ts';
import { touchEvents } from '../library/touch.ts';

/** Books from event objects that are there already, with their Dates and Decimals. */
let events: DealEvent[][];

serve({
  prepare(data) {
    events = Array.from(histories(data));
  },
  works: {
    dealbook: {
      'book from events': work({
        input: () => null,
        run: () => dealBook(events, bookOptions),
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
