import { appendToBook, type DealBook, type DealEvent, dealBook, money } from '../../../src/index.ts';
import { stageIds, start } from '../data/sales.ts';
import { type Findings, probe } from '../harness/probe.ts';
import { bookOptions, pipelineId } from '../library/deals.ts';

const rounds = 120;
const step = 3_600_000;

/**
 * What a book holds that was continued event by event, in bytes and beside one of the same histories: one deal with eight
 * revaluations for each deal of the data, and as many deals as the data have, each with 120 events entered late or of no
 * effect, which columns alone do not tell.
 */
probe(({ deals }) => {
  figuresOf(20); // whatever is made once
  return figuresOf(deals);
});

function figuresOf(deals: number): Findings {
  return {
    ...heldBy('one deal revalued', 1, 8 * deals, (id, i) => ({
      type: 'DealRevalued',
      dealId: id,
      at: new Date(start + (i + 1) * step),
      potential: money(i, 'NOK'),
    })),
    ...heldBy('odd events', deals, rounds, (id, i) =>
      i % 2 === 0
        ? { type: 'DealWon', dealId: id, at: new Date(start + (i + 1) * step) }
        : {
            type: 'DealRevalued',
            dealId: id,
            at: new Date(start + (rounds - i) * step),
            potential: money(i, 'NOK'),
          },
    ),
  };
}

function heldBy(
  name: string,
  deals: number,
  events: number,
  eventOf: (dealId: string, index: number) => DealEvent,
): Findings {
  const ids = Array.from({ length: deals }, (_, index) => `deal ${index}`);
  const before = used();
  const began = performance.now();
  const continued = continuedBook(ids, events, eventOf);
  const milliseconds = performance.now() - began;
  const held = used() - before;
  const between = used();
  const rebuilt = dealBook(historiesOf(ids, events, eventOf), bookOptions);
  const needed = used() - between;
  if (continued.deals !== rebuilt.deals)
    throw new Error('A continued book differs from one of all the histories.');
  return {
    [`${name}: bytes held`]: held,
    [`${name}: bytes of a book of the histories`]: needed,
    [`${name}: one append, µs`]: (1000 * milliseconds) / (deals * events),
  };
}

function continuedBook(
  ids: readonly string[],
  events: number,
  eventOf: (dealId: string, index: number) => DealEvent,
): DealBook {
  let book = dealBook(
    ids.map((id) => [openingOf(id)]),
    bookOptions,
  );
  for (let i = 0; i < events; i++) for (const id of ids) book = appendToBook(book, id, [eventOf(id, i)]);
  return book;
}

function* historiesOf(
  ids: readonly string[],
  events: number,
  eventOf: (dealId: string, index: number) => DealEvent,
): Generator<DealEvent[]> {
  for (const id of ids)
    yield [openingOf(id), ...Array.from({ length: events }, (_, index) => eventOf(id, index))];
}

function openingOf(dealId: string): DealEvent {
  const stageId = stageIds[0] as string;
  return {
    type: 'DealOpened',
    dealId,
    at: new Date(start),
    pipelineId,
    stageId,
    ownerId: 'owner',
    potential: money(1, 'NOK'),
  };
}

function used(): number {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}
