import { appendToBook, type DealBook, type DealEvent, dealBook, salesFunnel } from '../../../src/index.ts';
import { type Data, drawnDeal } from '../data/deal.ts';
import { generator } from '../data/random.ts';
import { type Figures, type Work, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { bookOptions, historyOf, pipelineId } from '../library/deals.ts';

/**
 * Continuing a book: one in seven deals is not in it yet and comes event by event, in each round one deal in a thousand.
 * The book is never gone back to, as in a program that follows what happens.
 */
let data: Data;
let book: DealBook;
/** The events of the deals appended so far, as they were recorded. */
const appended: DealEvent[][] = [];

const late = 7;
const isLate = (index: number): boolean => index % late === late - 1;

serve({
  prepare(wanted) {
    data = wanted;
    book = dealBook(earlyHistories(), bookOptions);
  },
  leavesMuch: true,
  works: {
    'appendToBook, in order': appending((events) => events),
    'appendToBook, a third back-dated': appending(backDated),
  },
});

function* earlyHistories(): Generator<DealEvent[]> {
  for (let index = 0; index < data.deals; index++)
    if (!isLate(index)) yield historyOf(drawnDeal(data.kind, index));
}

function appending(recorded: (events: DealEvent[]) => DealEvent[]): Record<string, Work> {
  const input = (): DealEvent[][] => {
    const batch = Array.from({ length: Math.ceil(data.deals / 1000) }, (_, number) =>
      recorded(historyOf(drawnDeal(data.kind, late * (appended.length + number + 1) - 1))),
    );
    appended.push(...batch);
    return batch;
  };
  return {
    'events of one deal in 1,000, one by one': work({ input, run: append, figures: checkAppended }),
    'events of one deal in 1,000, one by one, then a funnel': work({
      input,
      run: (batch) => salesFunnel(append(batch), { pipelineId }),
      figures: () => new Map(),
    }),
  };
}

/** Every event by itself: the openings of all deals first, then the second event of each, and so on. */
function append(batch: readonly (readonly DealEvent[])[]): DealBook {
  const longest = Math.max(...batch.map(({ length }) => length));
  for (let i = 0; i < longest; i++) {
    for (const events of batch) {
      const event = events[i];
      if (event !== undefined) book = appendToBook(book, event.dealId, [event]);
    }
  }
  return book;
}

/** Some events are entered late: each but the opening changes places with the one before it, one time in three. */
function backDated(events: readonly DealEvent[]): DealEvent[] {
  const recorded = [...events];
  const random = generator(events.length);
  for (let i = 2; i < recorded.length; i++) {
    if (random() < 1 / 3)
      [recorded[i - 1], recorded[i]] = [recorded[i] as DealEvent, recorded[i - 1] as DealEvent];
  }
  return recorded;
}

/** A continued book is compared with one of all the histories. */
function checkAppended(continued: DealBook): Figures {
  function* histories(): Generator<DealEvent[]> {
    yield* earlyHistories();
    yield* appended;
  }
  const [told, expected] = [continued, dealBook(histories(), bookOptions)].map((each) =>
    JSON.stringify(salesFunnel(each, { pipelineId })),
  );
  if (told !== expected) throw new Error('A continued book differs from one of all the histories.');
  return new Map();
}
