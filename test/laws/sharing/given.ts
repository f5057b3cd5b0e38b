import {
  businessCalendar,
  type DealEvent,
  type DealHistory,
  type DealOpened,
  dealBook,
  dealPaths,
  encodeEvent,
  encodePipeline,
  encodeVariant,
  type LostDeal,
  type OpenDeal,
  type Pipeline,
  period,
  type ReportVariant,
  rateTable,
  replay,
  routeMap,
  runReport,
  salesFunnel,
  type WonDeal,
  winRate,
} from '../../../src/index.ts';
import { copied } from '../../../src/money/copied.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { automatic, demanding, guided } from '../../unit/verbs/given.ts';

const eur = (amount: number) => ({ ...nok(amount), currency: 'EUR' });

const opened = (dealId: string, more: object = {}): DealOpened => ({
  ...{ type: 'DealOpened' as const, dealId, at: on(1), pipelineId: 'sales', stageId: 'contact' },
  ownerId: 'kari',
  ...{ potential: nok('100.25'), expectedCloseAt: on(25), customerId: 'c1', channel: 'web', ...more },
});

const demand = () => [{ text: 'Chairs', amount: nok(40), percentSatisfied: 50, reason: 'stock' }];

/** One of each kind of event, on deals that are open, won, lost and without a price. */
function histories(): DealHistory[] {
  return [
    [
      opened('open', { fields: { since: on(2), size: 3 }, demand: demand() }),
      { type: 'ParticipantAdded', dealId: 'open', at: on(2), participant: { id: 'p', role: 'client' } },
      {
        type: 'InteractionLinked',
        dealId: 'open',
        at: on(2),
        interaction: { id: 'i1', kind: 'call', at: on(2) },
      },
      { type: 'DealRescheduled', dealId: 'open', at: on(3), expectedCloseAt: on(28) },
      { type: 'DealEstimated', dealId: 'open', at: on(3), probability: 0.5 },
      { type: 'DealDescribed', dealId: 'open', at: on(4), name: 'Chairs', fields: { seen: on(4) } },
      {
        type: 'TaskAdded',
        dealId: 'open',
        at: on(4),
        task: { id: 't1', name: 'Call', assigneeId: 'kari', dueAt: on(9) },
      },
      { type: 'TaskAdded', dealId: 'open', at: on(4), task: { id: 't2', name: 'Write', assigneeId: 'ola' } },
      { type: 'TaskCompleted', dealId: 'open', at: on(5), taskId: 't2', result: 'done' },
      { type: 'DealMoved', dealId: 'open', at: on(6), from: 'contact', to: 'offer', recordedAt: on(7) },
      { type: 'DealMoved', dealId: 'open', at: on(8), from: 'offer', to: 'gone' },
      { type: 'DealReassigned', dealId: 'open', at: on(8), ownerId: 'ola' },
      { type: 'DealRevalued', dealId: 'open', at: on(9), potential: nok(120) },
      { type: 'DemandRecorded', dealId: 'open', at: on(9), demand: demand() },
    ],
    [
      opened('won', { potential: eur(10) }),
      {
        type: 'InteractionLinked',
        dealId: 'won',
        at: on(2),
        interaction: { id: 'i2', kind: 'call', at: on(2) },
      },
      { type: 'DealMoved', dealId: 'won', at: on(3), from: 'contact', to: 'terms' },
      { type: 'DealWon', dealId: 'won', at: on(10), amount: eur(9), paymentDueAt: on(20) },
      { type: 'PaymentReceived', dealId: 'won', at: on(11), amount: eur(4) },
    ],
    [
      opened('lost'),
      { type: 'DealLost', dealId: 'lost', at: on(12), reason: 'price', competitorId: 'acme' },
      { type: 'LossExplained', dealId: 'lost', at: on(13), reason: 'competitor', competitorId: 'acme' },
    ],
    [opened('zero', { potential: nok(0) }), { type: 'DealWon', dealId: 'zero', at: on(12) }],
    [
      { ...opened('led', { pipelineId: 'guided', stageId: 'lead', potential: null }) },
      {
        type: 'InteractionLinked',
        dealId: 'led',
        at: on(2),
        interaction: { id: 'i3', kind: 'call', at: on(2) },
      },
    ],
  ];
}

const rateRows = () => [
  { date: '2026-10-01', currency: 'NOK', rate: nok('11.2').amount },
  { date: '2026-09-30', currency: 'SEK', rate: nok('10.64').amount },
];

/** Everything that the public functions take, made anew: to be frozen, or to be changed after a call. */
export function given() {
  const pipelines = copied<Pipeline[]>([sales, simple, automatic, guided, demanding]);
  const all = histories();
  const [open, won, lost, , led] = all as [DealHistory, DealHistory, DealHistory, DealHistory, DealHistory];
  const rates = rateTable(rateRows(), { base: 'EUR' });
  const book = dealBook(all, { pipelines, currency: 'NOK', rates });
  const during = period(on(1), on(28));
  const variant: ReportVariant = {
    ...{ id: 'v1', name: 'Wins', report: 'winRate' },
    options: {
      closedDuring: { ...during },
      filter: { field: 'ownerId', value: 'kari' },
      groupBy: 'closedBy',
    },
  };
  return {
    pipelines,
    histories: all,
    ...{ open, won, lost, led },
    openDeal: replay(open) as OpenDeal,
    wonDeal: replay(won) as WonDeal,
    lostDeal: replay(lost) as LostDeal,
    ledDeal: replay(led) as OpenDeal,
    ...{ rates, rateRows: rateRows(), book, during, variant },
    calendar: { ...businessCalendar({ hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] } }) },
    calendarInput: { hours: { from: '09:00', to: '17:00', days: [1, 2] }, holidays: ['2026-10-05'] },
    price: nok('12.34'),
    other: nok('1.66'),
    at: on(14),
    later: on(20),
    fresh: [opened('new'), { type: 'DealWon', dealId: 'new', at: on(9), amount: nok(5) }] as DealEvent[],
    row: {
      ...{ id: 'r1', pipelineId: 'sales', ownerId: 'kari', potential: nok(3), openedAt: on(1) },
      ...{ expectedCloseAt: on(9), fields: { seen: on(2) } },
      visits: [
        { stageId: 'contact', enteredAt: on(1) },
        { stageId: 'offer', enteredAt: on(2), ownerId: 'ola' },
      ],
      outcome: { status: 'won' as const, at: on(3), amount: nok(2) },
    },
    changes: [{ dealId: 'r1', stageId: 'offer', at: on(2), ownerId: 'ola' }],
    demand: demand(),
    fields: { seen: on(2) },
    interaction: { id: 'i9', kind: 'call', at: on(13), contactId: 'p9' },
    participant: { id: 'p9', role: 'decision-maker' },
    task: { id: 't9', name: 'Write', assigneeId: 'kari', dueAt: on(22) },
    filter: { field: 'closedAt' as const, is: 'in' as const, value: [on(10), on(12)] },
    hierarchies: { ownerId: { kari: 'north', ola: 'north' } },
    funnel: salesFunnel(book, { pipelineId: 'sales', durations: true, closedDuring: during }),
    paths: dealPaths(book, { pipelineId: 'sales', openedDuring: during }),
    map: routeMap(open, pipelines),
    rate: winRate(book, { closedDuring: during }),
    table: { columns: [{ name: 'a', align: 'left' as const }], rows: [['b']] },
    stages: [
      { stageId: 'call', rate: { count: 30, of: 100 } },
      { stageId: 'visit', rate: nok('0.5').amount },
    ],
    months: [1, 2, 4].map((entered) => ({ entered, won: 1 })),
    plans: [{ during, amount: nok(100) }],
    storedEvent: copied(encodeEvent(open[0])),
    storedPipeline: copied(encodePipeline(sales)),
    reportJson: JSON.parse(
      JSON.stringify(runReport(book, variant, { at: on(14), reports: { winRate } })),
    ) as unknown,
    storedVariant: copied(encodeVariant(variant)),
  };
}

export type Given = ReturnType<typeof given>;
