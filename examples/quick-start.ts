import { dealBook, directSale, historiesOf, money, reportTable, salesFunnel, textTable } from 'dealbook';

const on = (day: string) => new Date(`2026-10-${day}`);
const deal = { ownerId: 'kari', pipelineId: 'direct-sale', potential: money(9_000, 'NOK') };
const dealRows = [
  { ...deal, id: 'd1', openedAt: on('01'), outcome: { status: 'won' as const, at: on('28') } },
  { ...deal, id: 'd2', openedAt: on('02'), outcome: { status: 'lost' as const, at: on('20') } },
  { ...deal, id: 'd3', openedAt: on('02'), outcome: { status: 'lost' as const, at: on('09') } },
  { ...deal, id: 'd4', openedAt: on('05') }, // still open
];
const changeRows = [
  { dealId: 'd1', stageId: 'delivery', at: on('12') }, // jumped over the offer
  { dealId: 'd2', stageId: 'decision-maker', at: on('08') },
  { dealId: 'd4', stageId: 'decision-maker', at: on('19') },
];

const pipelines = [directSale];
const book = dealBook(historiesOf(dealRows, changeRows, pipelines), { pipelines, currency: 'NOK' });
const funnel = salesFunnel(book, { pipelineId: 'direct-sale' });
console.log(textTable(reportTable(funnel)));
