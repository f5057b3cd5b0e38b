import { appendToBook, type DealEvent, dealBook, salesFunnel } from '../../../src/index.ts';
import { stageIds, start } from '../data/sales.ts';
import { probe, timeOf } from '../harness/probe.ts';
import { bookOptions, historyOf, pipelineId } from '../library/deals.ts';

/** One deal with as many events as the data have deals: what each of them costs. */
probe(({ deals: events }) => {
  const history = historyOf({
    id: 'long',
    owner: 0,
    currency: 'NOK',
    cents: 100,
    revalued: null,
    details: null,
    steps: Array.from({ length: events }, (_, index) => ({
      type: index === 0 ? 'opened' : 'moved',
      stage: (index * 3) % stageIds.length,
      at: start + index * 1000,
    })),
  });
  const book = dealBook([history], bookOptions);
  const last = history.at(-1) as DealEvent;
  const won: DealEvent = { type: 'DealWon', dealId: 'long', at: new Date(+last.at + 1) };
  return {
    'build, ns per event': (1e6 * timeOf(() => dealBook([history], bookOptions), { seconds: 3 })) / events,
    'first funnel, ns per event':
      (1e6 * timeOf(() => salesFunnel(dealBook([history], bookOptions), { pipelineId }), { seconds: 3 })) /
      events,
    'one append, ms': timeOf(() => appendToBook(book, 'long', [won])),
  };
});
