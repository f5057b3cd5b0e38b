import { appendToBook, type DealBook, type DealEvent, salesFunnel } from '../../../src/index.ts';
import { type Data, drawnDeal } from '../data/deal.ts';
import { end } from '../data/sales.ts';
import { type Findings, probe } from '../harness/probe.ts';
import { asOfRound } from '../library/answers/answer.ts';
import { historyOf, pipelineId } from '../library/deals.ts';
import { streamedBook } from '../library/streamed.ts';

const appends = 1000;

/**
 * A program that follows what happens and shows the funnel of all deals after each event: what an append with its funnel
 * takes, in times one funnel of all, both of processor time. The first one takes apart what later ones go on with.
 */
probe((data): Findings => {
  followed({ ...data, deals: 1000 }); // compiled
  const { first, others, funnel, latest } = followed(data);
  return {
    'the first append with a funnel / a funnel of all': first / funnel,
    'each other append with a funnel / a funnel of all': others / (appends - 1) / funnel,
    'the longest of these / a funnel of all': latest / funnel,
    'ms of a funnel of all': funnel,
  };
});

interface Times {
  readonly first: number;
  /** Of all but the first together. */
  readonly others: number;
  /** Of the one that took longest. */
  readonly latest: number;
  readonly funnel: number;
}

function followed(data: Data): Times {
  let { book } = streamedBook(data);
  const funnel = Math.min(...Array.from({ length: 9 }, (_, round) => funnelOf(asOfRound(book, round))));
  const times = Array.from(newEvents(data), (event) =>
    workOf(() => {
      book = appendToBook(book, event.dealId, [event]);
      salesFunnel(book, { pipelineId });
    }),
  );
  const [first = 0, ...later] = times;
  const others = later.reduce((sum, time) => sum + time, 0);
  return { first, others, latest: Math.max(...later), funnel };
}

function funnelOf(book: DealBook): number {
  return workOf(() => salesFunnel(book, { pipelineId }));
}

/** The events of deals that are not in the book yet, those of ten deals in turn, one a minute after all that happened. */
function* newEvents({ kind, deals }: Data): Generator<DealEvent> {
  let count = 0;
  for (let next = deals; ; next += 10) {
    const histories = Array.from({ length: 10 }, (_, index) => historyOf(drawnDeal(kind, next + index)));
    const longest = Math.max(...histories.map(({ length }) => length));
    for (let i = 0; i < longest; i++) {
      for (const history of histories) {
        const event = history[i];
        if (event === undefined) continue;
        if (count++ === appends) return;
        yield { ...event, at: new Date(end + count * 60_000) };
      }
    }
  }
}

/** Milliseconds of processor time. */
function workOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
