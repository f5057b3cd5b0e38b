// A funnel in React, rendered before and after a deal moves on. In a browser `refresh` alone renders it again.
//
//   npx tsx examples/homes/react/main.ts

import { createDeal, directSale, followDeals, money, moveDeal, openDeal, updateDeal } from 'dealbook';
import { memoryDealRepository } from 'dealbook/memory';
import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { FunnelView } from './funnel-view.ts';
import { BookContext, bookStore } from './hooks.ts';

const on = (day: number): Date => new Date(Date.UTC(2026, 9, day));
const deals = memoryDealRepository();
const potential = money(120_000, 'NOK');
await createDeal(deals, openDeal(directSale, { id: 'bakery', ownerId: 'kari', potential, at: on(1) }));

const store = bookStore(await followDeals(deals, { pipelines: [directSale], currency: 'NOK' }));
const view = h(BookContext, { value: store }, h(FunnelView, { pipelineId: directSale.id }));
console.log(renderToStaticMarkup(view));

await updateDeal(deals, 'bakery', (deal) => {
  return moveDeal(deal as never, directSale, { to: 'decision-maker', at: on(5) });
});
await store.refresh();
console.log(renderToStaticMarkup(view));
