import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import {
  encodeEvent,
  encodePipeline,
  followDeals,
  historiesOf,
  moveDeal,
  openDeal,
  reviveReport,
  type SalesFunnelOptions,
  salesFunnel,
  updateDeal,
  winRate,
} from 'dealbook';
import { memoryDealRepository } from 'dealbook/memory';
import { createElement, useState } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FunnelView } from '../../examples/homes/react/funnel-view.ts';
import { BookContext, type BookStore, bookStore, useReport } from '../../examples/homes/react/hooks.ts';
import { type Answer, type Port, serveReports } from '../../examples/homes/worker/report-server.ts';
import { bookOf } from '../support/book-of.ts';
import { closedRow, nok, on, sales } from '../support/deals.ts';

describe('a followed book in React', () => {
  /** A store over a repository with one deal. */
  async function oneDeal() {
    const deals = memoryDealRepository();
    await deals.append(
      'd1',
      openDeal(sales, { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) }),
      0,
    );
    return { deals, store: bookStore(await followDeals(deals, { pipelines: [sales], currency: 'NOK' })) };
  }

  function rendered(store: BookStore): string {
    const view = createElement(FunnelView, { pipelineId: 'sales' });
    const html = renderToStaticMarkup(createElement(BookContext, { value: store }, view));
    return html.replaceAll('\u00a0', ' ');
  }

  test('is shown as it is, and as it is after a refresh', async () => {
    const { deals, store } = await oneDeal();
    expect(rendered(store)).toContain('<li>Offer: 0, NOK 0.00, –</li>');
    await updateDeal(deals, 'd1', (deal) => moveDeal(deal as never, sales, { to: 'offer', at: on(2) }));
    expect(rendered(store)).toContain('<li>Offer: 0, NOK 0.00, –</li>');
    await store.refresh();
    expect(rendered(store)).toContain('<h2>Deals: 1</h2>');
    expect(rendered(store)).toContain('<li>Offer: 1, NOK 100.00, 0%</li>');
  });

  test('tells who listens only when another book is there', async () => {
    const { deals, store } = await oneDeal();
    let told = 0;
    const stop = store.subscribe(() => told++);
    await store.refresh();
    expect(told).toBe(0);
    await updateDeal(deals, 'd1', (deal) => moveDeal(deal as never, sales, { to: 'offer', at: on(2) }));
    await store.refresh();
    expect(told).toBe(1);
    stop();
    await updateDeal(deals, 'd1', (deal) => moveDeal(deal as never, sales, { to: 'terms', at: on(3) }));
    await store.refresh();
    expect(told).toBe(1);
  });

  test('gives a report that is computed once for options that are written anew, and again for others', async () => {
    const { store } = await oneDeal();
    const asked: SalesFunnelOptions[] = [];
    const report = (book: Parameters<typeof salesFunnel>[0], options: SalesFunnelOptions) => {
      asked.push(options);
      return salesFunnel(book, options);
    };
    function ThreeTimes() {
      const [time, next] = useState(1);
      const { total } = useReport(report, { pipelineId: 'sales', skips: time < 3 ? 'count' : 'ignore' });
      if (time < 3) next(time + 1); // renders again at once
      return `${total.deals}`;
    }
    const view = createElement(BookContext, { value: store }, createElement(ThreeTimes));
    expect(renderToStaticMarkup(view)).toBe('1');
    expect(asked.map(({ skips }) => skips)).toEqual(['count', 'ignore']);
  });

  test('is missed by name', () => {
    const view = createElement(FunnelView, { pipelineId: 'sales' });
    expect(() => renderToStaticMarkup(view)).toThrow('There is no BookContext');
  });
});

describe('a worker that holds a book', () => {
  const rows = [closedRow('d1', 'won', 5), closedRow('d2', 'lost', 6)];
  const histories = historiesOf(rows, [], [sales]);

  /** What it answers to a question, by the number it gave to it. */
  async function answerTo(report: string, { isOpen }: { readonly isOpen: boolean }): Promise<Answer> {
    const { port1, port2 } = new MessageChannel();
    serveReports(port1 as unknown as Port);
    if (isOpen) {
      const events = histories.map((history) => history.map(encodeEvent));
      port2.postMessage({ pipelines: [encodePipeline(sales)], histories: events, currency: 'NOK' });
    }
    const options = { closedDuring: { this: 'month' } };
    port2.postMessage({ number: 7, variant: { id: 'v1', name: 'V', report, options }, at: on(31) });
    const [answer] = await once(port2, 'message');
    port2.close();
    return answer;
  }

  test('answers with the report, as it is of the book it was made from', async () => {
    const answer = await answerTo('winRate', { isOpen: true });
    const json = 'report' in answer ? JSON.parse(answer.report) : undefined;
    const expected = winRate(bookOf(rows), { closedDuring: '2026-10' });
    expect(answer.number).toBe(7);
    expect(reviveReport(json)).toEqual(expected);
  });

  test('refuses a report there is not, and questions before there is a book', async () => {
    expect(await answerTo('winrate', { isOpen: true })).toMatchObject({
      number: 7,
      refused: { code: 'unknown-report' },
    });
    expect(await answerTo('winRate', { isOpen: false })).toMatchObject({ refused: { code: 'failed' } });
  });
});
