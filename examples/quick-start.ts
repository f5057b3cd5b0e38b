import { dealBook, definePipeline, groupDeals, historiesOf, money, salesFunnel } from 'dealbook';

// What your CRM has: deals, and a log of the stages they entered.
const on = (day: string) => new Date(`2026-10-${day}T12:00:00Z`);
const deal = (id: string, ownerId: string, potential: number, opened: string) => ({
  id,
  pipelineId: 'sales',
  ownerId,
  potential: money(potential, 'NOK'),
  openedAt: on(opened),
});
const dealRows = [
  { ...deal('d1', 'kari', 120_000, '01'), outcome: { status: 'won' as const, at: on('28') } },
  {
    ...deal('d2', 'kari', 45_000, '02'),
    outcome: { status: 'lost' as const, at: on('20'), reason: 'price' },
  },
  {
    ...deal('d3', 'ola', 80_000, '05'),
    outcome: { status: 'lost' as const, at: on('09'), reason: 'no need' },
  },
  { ...deal('d4', 'ola', 60_000, '06'), outcome: { status: 'won' as const, at: on('30') } },
  { ...deal('d5', 'ola', 200_000, '12') }, // still open
];
const changeRows = [
  { dealId: 'd1', stageId: 'offer', at: on('06') },
  { dealId: 'd1', stageId: 'terms', at: on('15') },
  { dealId: 'd2', stageId: 'offer', at: on('08') },
  { dealId: 'd4', stageId: 'terms', at: on('21') }, // jumped over the offer
  { dealId: 'd5', stageId: 'offer', at: on('19') },
];

// The type of deal they are of, a book of them, and the sales funnel of October.
const sales = definePipeline({
  id: 'sales',
  name: 'Typical sale',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'First contact' },
    { id: 'offer', name: 'Offer' },
    { id: 'terms', name: 'Terms' },
  ],
});
const book = dealBook(historiesOf(dealRows, changeRows, [sales]), { pipelines: [sales], currency: 'NOK' });
const funnel = salesFunnel(book, { pipelineId: 'sales', closedDuring: '2026-10' });

console.table(
  funnel.stages.map(({ name, entered, passed, lost, potential, stepRate }) => {
    return {
      name,
      entered,
      passed,
      lost,
      'lost NOK': potential.lost.amount.toFixed(),
      'step rate': stepRate.value,
    };
  }),
);
for (const { key, book: mine } of groupDeals(book, 'ownerId')) {
  const { winRate } = salesFunnel(mine, { pipelineId: 'sales' }).total;
  console.log(`${key} won ${winRate.count} of ${winRate.of} closed deals`);
}
