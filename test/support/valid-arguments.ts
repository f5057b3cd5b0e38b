import * as charts from '../../src/charts/index.ts';
import * as crm from '../../src/crm/index.ts';
import * as dealbook from '../../src/index.ts';
import * as kysely from '../../src/kysely/index.ts';
import * as memory from '../../src/memory/index.ts';
import * as testing from '../../src/testing/index.ts';
import { crmTables } from './crm-tables.ts';
import { sqlite } from './databases/sqlite.ts';
import { dealRow, nok, on, sales } from './deals.ts';

/** A function of the library, and arguments that it takes. */
export interface Call {
  readonly name: string;
  readonly run: (...values: never[]) => unknown;
  readonly values: readonly unknown[];
}

const {
  activeFunnel,
  businessCalendar,
  dealBook,
  dealPaths,
  historiesOf,
  manualSale,
  money,
  openDeal,
  replay,
  routeMap,
  salesFunnel,
  typicalSale,
  winRate,
} = dealbook;

const rows = [
  dealRow('d1', { outcome: { status: 'won', at: on(9), amount: nok(90) }, fields: { region: 'north' } }),
  dealRow('d2', { outcome: { status: 'lost', at: on(9), reason: 'price' }, ownerId: 'ola' }),
  dealRow('d3', { expectedCloseAt: on(20), customerId: 'c1', channel: 'web', name: 'Third' }),
];
const changes = [
  { dealId: 'd1', stageId: 'offer', at: on(3), ownerId: 'ola', by: 'kari' },
  { dealId: 'd3', stageId: 'terms', at: on(5) },
];
const wideRows = [
  {
    ...rows[0],
    ...{
      stageId: 'offer',
      stageEnteredAt: '2026-10-05',
      probability: 0.5,
      payments: [{ at: on(20), amount: nok(1) }],
    },
    interactions: [{ id: 'i1', kind: 'call', at: '2026-10-02T10:00', contactId: 'c1' }],
  },
];
const wideChanges = [
  ...changes,
  {
    dealId: 'd1',
    at: '2026-10-03',
    recordedAt: on(4),
    by: 'ola',
    from: { stageId: 'contact', ownerId: 'kari' },
    stageId: 'terms',
    ownerId: 'ola',
    potential: nok(9),
    expectedCloseAt: '2026-11-01',
    probability: 0.7,
    outcome: { status: 'won', amount: nok(8), ownerId: 'eva' },
  },
] as const;
const histories = historiesOf(rows, changes, [sales]);
const [won, lost, running] = histories as [dealbook.DealHistory, dealbook.DealHistory, dealbook.DealHistory];
const rates = dealbook.rateTable([{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }], { base: 'NOK' });
const bookOptions = {
  ...{ pipelines: [sales], currency: 'NOK', rates, rateDate: 'closing', timeZone: 'Europe/Oslo' },
  knownAt: on(30),
  fiscalYearStart: 4,
};
const book = dealBook(histories, { ...bookOptions, rateDate: 'closing' });
const calendar = businessCalendar({ hours: { from: '09:00', to: '17:00' }, holidays: ['2026-10-05'] });
const during = { start: on(1), end: on(28) };
const pipelineId = 'sales';
const population = { closedDuring: during };
const funnelOptions = {
  pipelineId,
  ...population,
  skips: 'ignore',
  returns: 'erase',
  stageOwnerId: 'kari',
  strict: true,
  within: { days: 30 },
  potentialAt: 'entry',
  durations: true,
  calendar,
};
const funnel = salesFunnel(book, { pipelineId, durations: true });
const active = activeFunnel(book, { pipelineId });
const paths = dealPaths(book, { pipelineId });
const drawing = { locale: 'nb', title: 'T', theme: charts.okabeItoDark };
const map = routeMap(running, [sales]);
const deal = replay(running);
const at = on(25);
const input = { at, by: 'kari', recordedAt: at };
const stages = [
  { stageId: 'contact', rate: 0.5 },
  { stageId: 'offer', rate: { count: 1, of: 4 } },
];
const demand = [{ text: 'crane', amount: nok(5), percentSatisfied: 50, reason: 'price' }];
const interaction = { id: 'i1', kind: 'call', at: on(2), contactId: 'c1' };
const participant = { id: 'p1', role: 'client' };
const task = { id: 't1', name: 'Call', assigneeId: 'kari', dueAt: on(27) };
const variant = {
  ...{ id: 'v1', name: 'Wins', report: 'winRate' },
  options: {
    ...{ closedDuring: { last: 'month', count: 2 }, groupBy: [{ month: 'closedAt' }, 'ownerId'] },
    filter: {
      and: [{ field: 'ownerId', is: 'in', value: ['ola'] }, { not: { field: 'status', value: 'open' } }],
    },
  },
};
const [added] = dealbook.addTask(deal, sales, { ...input, task });
const withTask = replay([...running, added] as never);
const automatic = replay(openDeal(typicalSale, { id: 'd9', ownerId: 'kari', potential: null, at: on(1) }));
const table = dealbook.reportTable(funnel);
const query = {
  pipelineId,
  status: 'won',
  openedDuring: during,
  closedDuring: during,
  ids: ['d1'],
  ownerId: 'ola',
  place: { pipelineId, stageIds: ['contact', 'offer', 'terms'] },
  customerId: null,
  channel: null,
  expectedDuring: during,
};
const encodedPipeline = dealbook.encodePipeline(typicalSale);

async function* chunks(of: unknown): AsyncGenerator<unknown> {
  yield of;
}

async function everything(of: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of of);
}

/** A stream that can be read any number of times. */
const chunksAgain = Object.assign(() => undefined, {
  [Symbol.asyncIterator]: () => chunks(histories),
});

/** Whose deals a database keeps. */
const kept: kysely.TenantOptions = { tenantId: 'kept', chunkSize: 2, pipelines: [sales], assign: () => null };

/** Whose deals in a database reports are of. */
const reported: kysely.KyselyReportsOptions = {
  ...{ tenantId: 'kept', pipelines: [sales], currency: 'NOK', rates, asOf: on(30) },
  ...{ rateDate: 'closing', timeZone: 'Europe/Oslo', fiscalYearStart: 4 },
};

/** Arguments of every function of the entry points that takes some. */
const valuesOf: Readonly<Record<string, readonly unknown[]>> = {
  addMoney: [nok(1), nok(2)],
  compareMoney: [nok(1), nok(2)],
  subtractMoney: [nok(1), nok(2)],
  multiplyMoney: [nok(1), '0.5'],
  sumMoney: [[nok(1), nok(2)], 'NOK'],
  money: ['1.5', 'NOK'],
  roundMoney: [nok('1.55'), 1],
  period: [on(1), on(2)],
  contains: [during, on(2)],
  day: ['2026-10-05', { timeZone: 'Europe/Oslo' }],
  week: ['2026-W41', { timeZone: 'Europe/Oslo' }],
  month: ['2026-10', { timeZone: 'Europe/Oslo' }],
  quarter: ['2026-Q4', { timeZone: 'Europe/Oslo', startMonth: 4 }],
  year: ['2026', { timeZone: 'Europe/Oslo', startMonth: 4 }],
  previousPeriod: ['2026-Q4', { timeZone: 'Europe/Oslo', startMonth: 4, unit: 'year' }],
  samePeriodLastYear: ['2026-Q4', { timeZone: 'Europe/Oslo', startMonth: 4, by: 'week' }],
  eachPeriod: [during, 'month', { timeZone: 'Europe/Oslo', startMonth: 4 }],
  businessCalendar: [
    { timeZone: 'UTC', hours: { from: '09:00', to: '17:00', days: [1, 2] }, holidays: ['2026-10-05'] },
  ],
  businessDays: [calendar, on(1), on(8)],
  rateTable: [[{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }], { base: 'NOK' }],
  rateOn: [rates, { from: 'EUR', to: 'NOK', on: '2026-10-02' }],
  convertMoney: [money(1, 'EUR'), 'NOK', { rates, on: '2026-10-02' }],
  definePipeline: [
    {
      ...{ id: 'p', name: 'P', progression: 'automatic', recordsDemand: true, lossReasons: ['price'] },
      stages: [
        {
          ...{ id: 'a', name: 'A', goal: 'G', probability: 0.5, requires: ['customerId'], staleAfterDays: 3 },
          formerly: ['old'],
          tasks: [{ id: 't', name: 'T', dueDays: 2, assignee: { role: 'lawyer' }, requires: ['channel'] }],
        },
      ],
    },
  ],
  revisePipeline: [
    sales,
    {
      name: 'Other',
      add: [{ id: 'new', name: 'New', formerly: ['older'] }],
      rename: { contact: 'Hello' },
      retire: ['terms'],
      restore: ['offer'],
      lossReasons: ['price'],
      change: { offer: { goal: 'G', requires: ['customerId'], leadsTo: ['contact'], formerly: ['old'] } },
    },
  ],
  instantOf: ['2026-10-05T14:30', { timeZone: 'Europe/Oslo' }],
  importDeals: [
    wideRows,
    wideChanges,
    [sales],
    {
      ...{
        timeZone: 'Europe/Oslo',
        openingTolerance: 1000,
        outcomeStages: { won: ['sold'], lost: ['gone'] },
      },
      onProgress: () => undefined,
    },
  ],
  rowsOf: [histories],
  problemTable: [
    dealbook.importDeals(rows, wideChanges, [sales]).problems,
    { locale: 'nb', captions: { problem: 'P' } },
  ],
  historiesOf: [[...wideRows, ...rows.slice(1)], wideChanges, [sales], { timeZone: 'Europe/Oslo' }],
  historyOf: [
    { ...rows[0], visits: [{ stageId: 'contact', enteredAt: on(1), ownerId: 'ola', by: 'ola' }] },
    [sales],
  ],
  validateHistory: [running, [sales]],
  replay: [running],
  dealAsOf: [running, on(9), { knownAt: on(9) }],
  assertOpen: [deal],
  assertClosed: [replay(won)],
  timelineOf: [won, [sales], { asOf: on(9), knownAt: on(9) }],
  isOverdue: [
    dealbook.tasksOf(openDeal(typicalSale, { id: 'd9', ownerId: 'kari', potential: null, at }), [
      typicalSale,
    ])[0],
    at,
  ],
  tasksOf: [running, [sales], { asOf: on(9), knownAt: on(9) }],
  openTasks: [
    histories,
    [sales],
    { assigneeId: 'kari', dueBefore: at, asOf: at, knownAt: at, assign: () => null },
  ],
  routeMap: [running, [sales], { asOf: on(9), knownAt: on(9) }],
  primaryDemand: [{ ...deal, demand }],
  openDeal: [
    manualSale,
    {
      ...{
        ...input,
        id: 'd9',
        ownerId: 'kari',
        potential: nok(5),
        name: 'N',
        customerId: 'c',
        channel: 'web',
        demand,
      },
      ...{ expectedCloseAt: on(27), fields: { region: 'north', size: 3 } },
    },
  ],
  openDealFromInteraction: [
    manualSale,
    { ...input, id: 'd9', ownerId: 'kari', potential: nok(5), interaction, contacts: [participant] },
  ],
  moveDeal: [deal, sales, { ...input, to: 'offer' }],
  revalueDeal: [deal, sales, { ...input, potential: nok(7) }],
  reassignDeal: [deal, sales, { ...input, ownerId: 'ola' }],
  rescheduleDeal: [deal, sales, { ...input, expectedCloseAt: on(27) }],
  estimateDeal: [deal, sales, { ...input, probability: 0.5, category: 'commit' }],
  describeDeal: [
    deal,
    sales,
    { ...input, name: 'N', customerId: 'c', channel: 'web', fields: { a: 'b', c: null } },
  ],
  addParticipant: [deal, sales, { ...input, participant }],
  linkInteraction: [deal, sales, { ...input, interaction }],
  recordDemand: [deal, sales, { ...input, demand }],
  addTask: [deal, sales, { ...input, task }],
  completeTask: [withTask, sales, { ...input, taskId: 't1', result: 'done' }, { checks: {} }],
  reassignTask: [withTask, sales, { ...input, taskId: 't1', assigneeId: 'ola' }],
  postponeTask: [withTask, sales, { ...input, taskId: 't1', dueAt: on(28) }],
  cancelTask: [withTask, sales, { ...input, taskId: 't1' }],
  nextStage: [sales, 'contact'],
  previousStage: [sales, 'offer'],
  takeManualControl: [automatic, typicalSale, input],
  transferDeal: [deal, sales, { ...input, to: manualSale, stageId: manualSale.stages[0]?.id }],
  winDeal: [deal, sales, { ...input, amount: nok(5), paymentDueAt: on(27) }, { checks: {} }],
  loseDeal: [deal, sales, { ...input, reason: 'competitor', otherReasons: ['price'], competitorId: 'c' }],
  explainLoss: [
    replay(lost),
    sales,
    { ...input, reason: 'competitor', otherReasons: ['price'], competitorId: 'c' },
  ],
  receivePayment: [deal, sales, { ...input, amount: nok(5) }],
  reopenDeal: [replay(won), sales, { ...input, stageId: 'offer' }],
  deleteDeal: [deal, sales, { ...input, mergedInto: 'd1' }],
  correctEvent: [deal, sales, { ...input, version: 2, instead: running[1] ?? null }],
  dealBook: [histories, bookOptions],
  dealBookFrom: [
    chunksAgain,
    { ...bookOptions, signal: new AbortController().signal, onProgress: () => undefined },
  ],
  dealBookFromColumns: [
    {
      deals: {
        ...{ id: ['d1', 'd2'], pipelineId: 'sales', openedAt: [+on(1), '2026-10-02'], currency: 'NOK' },
        ownerId: { values: [0, -1], dictionary: ['kari'], validity: Uint8Array.of(3) },
        potential: { values: [10n, 5], scale: 2 },
        customerId: { length: 2, get: (index: number) => ['c1', null][index] },
        ...{ 'outcome.status': ['won', null], 'outcome.at': [on(9), null], 'fields.size': [1, 2] },
      },
      changes: {
        ...{ dealId: ['d1', 'd2'], at: [+on(3), on(4)], stageId: ['offer', null], none: [null, 'ownerId'] },
        'from.stageId': ['contact', null],
      },
    },
    {
      ...{ ...bookOptions, openingTolerance: 1000, outcomeStages: { won: ['sold'], lost: ['gone'] } },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    },
  ],
  bookAsOf: [book, on(20)],
  appendToBook: [book, 'd3', [{ type: 'DealLost', dealId: 'd3', at: on(21), reason: 'price', by: 'ola' }]],
  putInBook: [book, running],
  removeFromBook: [book, 'd3'],
  selectDeals: [
    book,
    {
      or: [
        { field: 'ownerId', is: 'under', value: 'north' },
        { field: 'openedAt', is: 'atLeast', value: on(1) },
      ],
    },
    { hierarchies: { ownerId: { ola: 'north' } } },
  ],
  groupDeals: [book, [{ month: 'closedAt' }, 'ownerId'], { keys: [['2026-10', 'ola']] }],
  series: [book, [during], (part: dealbook.DealBook) => winRate(part)],
  unpricedDeals: [book],
  salesFunnel: [book, funnelOptions],
  activeFunnel: [book, { pipelineId, asOf: on(20), calendar }],
  dealsIn: [book, dealbook.lossReasons(book), { reason: 'price', stageId: 'contact', cell: 'lost' }],
  winRate: [book, { pipelineId, ...population }],
  salesCycle: [book, { pipelineId, ...population, calendar }],
  stageDurations: [book, { pipelineId, overlapping: during, calendar }],
  transitions: [book, { pipelineId, cohort: { stageId: 'contact', during } }],
  dealStatus: [book, { pipelineId, openedDuring: '2026-10' }],
  salesByPeriod: [book, { during, unit: 'week', pipelineId, changeOn: 'lastYear', owners: ['ola'] }],
  lossReasons: [book, { pipelineId, ...population, top: 3 }],
  stageEffectiveness: [book, { pipelineId, enteredDuring: during, calendar }],
  ownerScorecard: [
    book,
    {
      ...{ pipelineId, ...population, minEntered: 1, skips: 'jumps', returns: 'keep', credit: 'stage' },
      owners: ['eva'],
    },
  ],
  compareFunnels: [funnel, funnel, { published: [{ name: 'Rival', stageId: 'contact', rate: '0.5' }] }],
  forecast: [active, funnel],
  weightedPipeline: [book, { pipelineId, asOf: on(20), unit: 'quarter' }],
  salesVelocity: [book, { during, pipelineId, calendar }],
  staleDeals: [book, { pipelineId, asOf: on(20), since: 'activity', calendar }],
  planAttainment: [book, { plans: [{ during, ownerId: 'ola', amount: nok(100) }], pipelineId }],
  pipelineMovements: [book, { during, pipelineId, ownerId: 'ola', expectedDuring: during }],
  contactToPayment: [book, { pipelineId, paidDuring: during, calendar }],
  dealAmounts: [book, { pipelineId, ...population }],
  allAsBest: [dealbook.ownerScorecard(book, { pipelineId })],
  overduePayments: [book, { pipelineId, asOf: on(20), calendar }],
  demandSatisfaction: [book, { pipelineId, ...population }],
  reschedules: [book, { during, pipelineId }],
  dealJourney: [book, { dealId: 'd1' }],
  dealList: [
    book,
    {
      ...{ pipelineId, ...population, asOf: on(20), calendar },
      ...{ sort: { by: 'potential', order: 'descending' }, after: 'd1', limit: 2 },
    },
  ],
  dealBoard: [
    book,
    { pipelineId, sort: { by: 'age', order: 'ascending' }, limit: 2, asOf: on(20), calendar },
  ],
  dealPaths: [book, { pipelineId, ...population, strict: true }],
  funnelOfPaths: [paths, sales, { skips: 'count', returns: 'erase', strict: false }],
  mergePaths: [paths, paths],
  runReport: [book, variant, { at, reports: { winRate }, hierarchies: { ownerId: { ola: 'north' } } }],
  averageMoney: [nok(10), 3],
  stageRates: [funnel, { by: 'settledRate' }],
  requiredEntrants: [stages, { amount: nok(100), averageWonAmount: dealbook.averageMoney(nok(30), 3) }],
  feasiblePlan: [
    [{ ownerId: 'ola', leads: 5, rate: '0.5', averageWonAmount: dealbook.averageMoney(nok(30), 3) }],
  ],
  ownersNeeded: [
    {
      sales: { plan: nok(100), averagePerMonth: dealbook.averageMoney(nok(30), 3), months: 2 },
      leads: { needed: 50, perOwner: '20' },
    },
  ],
  whatIf: [stages, { change: 'growth', by: 2, loss: [{ stageId: 'offer', by: 0.1 }], leads: 100 }],
  keyStage: [stages, { raiseTo: 0.9 }],
  salesLag: [[10, 20, 10, 30].map((entered, index) => ({ entered, won: index * index })), { maxLag: 1 }],
  formatMoney: [nok(1), { locale: 'nb' }],
  formatNumber: [1.5, { locale: 'nb' }],
  formatRate: [{ value: 0.5, count: 1, of: 2 }, { locale: 'nb' }],
  reportTable: [funnel, { locale: 'nb', timeZone: 'Europe/Oslo', captions: { stage: 'S' } }],
  routeMapText: [map, { locale: 'nb', timeZone: 'Europe/Oslo', captions: { openSince: 'S' } }],
  markdownTable: [table],
  htmlTable: [table],
  csvTable: [table, { separator: ';' }],
  textTable: [table],
  encodeEvent: [running[0]],
  decodeEvent: [dealbook.encodeEvent(running[0]), {}],
  encodePipeline: [typicalSale],
  decodePipeline: [encodedPipeline, {}],
  encodeVariant: [variant],
  decodeVariant: [dealbook.encodeVariant(variant), {}],
  encodeBook: [book, { shared: true }],
  decodeBook: [dealbook.encodeBook(book)],
  reviveReport: [JSON.parse(JSON.stringify(funnel))],
  matchesQuery: [won, query],
  queryTest: [query],
  encodeAppend: ['d3', running, 0],
  decodeHistory: [running.map(dealbook.encodeEvent), {}],
  answerStale: [running, running, 0],
  createDeal: [{ append: async () => ({ status: 'appended', version: 1 }) }, running],
  loadDeal: [{ load: async () => running }, 'd3'],
  updateDeal: [
    { load: async () => running, append: async () => ({ status: 'appended', version: 9 }) },
    'd3',
    () => [],
    { retries: 1, pause: async () => undefined },
  ],
  followDeals: [
    {
      load: async () => running,
      histories: () => chunks(histories),
      changes: async () => ({ changes: [], cursor: '0' }),
    },
    bookOptions,
    { after: '0', limit: 5, onProgress: () => undefined, signal: new AbortController().signal },
  ],
  memoryDealRepository: [{ chunkSize: 2 }],
  kyselyRepositories: [sqlite, kept],
  kyselyReports: [sqlite, reported],
  rebuildProjections: [sqlite, kept],
  verifyProjections: [sqlite, kept],
  dealsChart: [funnel, { locale: 'nb', title: 'T', passed: 'W', lost: 'L', theme: charts.okabeIto }],
  potentialChart: [funnel, { locale: 'nb', title: 'T', passed: 'W', lost: 'L', theme: charts.okabeIto }],
  activeFunnelChart: [active, drawing],
  weightedPipelineChart: [dealbook.weightedPipeline(book), drawing],
  salesByPeriodChart: [dealbook.salesByPeriod(book, { during }), drawing],
  pipelineMovementsChart: [dealbook.pipelineMovements(book, { during }), drawing],
  ownerScorecardChart: [dealbook.ownerScorecard(book, { pipelineId }), drawing],
  stageDurationsChart: [dealbook.stageDurations(book, { pipelineId }), drawing],
  transitionsChart: [dealbook.transitions(book, { pipelineId }), { ...drawing, pipeline: sales }],
  winRateChart: [
    dealbook.series(book, [during], (part) => winRate(part)),
    { ...drawing, unit: 'week', startMonth: 4, timeZone: 'Europe/Oslo' },
  ],
  funnelChart: [funnel, { locale: 'nb', title: 'T', won: 'W', measure: 'potential', theme: charts.okabeIto }],
  ...crmTables,
};

/** Functions that take whatever there is, or nothing. */
const others = [
  'DealError',
  'isDealError',
  'memoryPipelineRepository',
  'memoryRateRepository',
  'memoryReportVariantRepository',
];

const inDatabase = kysely.kyselyRepositories(sqlite, kept).deals;

/** What a function of the library gives that takes arguments in its turn. */
const repositories: readonly Call[] = [
  {
    name: 'append',
    run: (...values) => memory.memoryDealRepository().append(...(values as unknown as ['', [], 0])),
    values: ['d3', running, 0],
  },
  {
    name: 'appendMany',
    run: (...values) => memory.memoryDealRepository().appendMany(...(values as unknown as [[]])),
    values: [[{ id: 'd3', events: running, expectedVersion: 0 }]],
  },
  {
    name: 'erase',
    run: (...values) => memory.memoryDealRepository().erase(...(values as unknown as [''])),
    values: ['d3'],
  },
  {
    name: 'histories',
    run: (...values) =>
      everything(memory.memoryDealRepository().histories(...(values as unknown as [object]))),
    values: [query, { signal: new AbortController().signal }],
  },
  {
    name: 'changes',
    run: (...values) => memory.memoryDealRepository().changes(...(values as unknown as ['', 0])),
    values: ['0', 5],
  },
  {
    name: 'save a pipeline',
    run: (...values) => memory.memoryPipelineRepository().save(...(values as unknown as [typeof sales, 0])),
    values: [sales, 0],
  },
  {
    name: 'save rates',
    run: (...values) => memory.memoryRateRepository().save(...(values as unknown as ['', []])),
    values: ['NOK', [{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }]],
  },
  {
    name: 'save a variant',
    run: (...values) =>
      memory.memoryReportVariantRepository().save(...(values as unknown as [typeof variant, 0])),
    values: [variant, 0],
  },
  ...[
    { name: 'append to a database', of: 'append', values: ['d3', running, 0] },
    {
      name: 'appendMany to a database',
      of: 'appendMany',
      values: [[{ id: 'd3', events: running, expectedVersion: 0 }]],
    },
    { name: 'erase in a database', of: 'erase', values: ['nobody'] },
    { name: 'load from a database', of: 'load', values: ['d3'] },
    { name: 'changes of a database', of: 'changes', values: ['0-0', 5] },
  ].map(({ name, of, values }): Call => {
    const run = inDatabase[of as 'load'] as (...values: unknown[]) => Promise<unknown>;
    return { name, run: (...given) => run(...given), values };
  }),
  {
    name: 'histories of a database',
    run: (...values) => everything(inDatabase.histories(...(values as unknown as [object]))),
    values: [query, { signal: new AbortController().signal }],
  },
  {
    name: 'open tasks of a database',
    run: (options) => kysely.kyselyRepositories(sqlite, kept).openTasks(options as never),
    values: [{ assigneeId: 'kari', dueBefore: on(3) }],
  },
  {
    name: 'a report inside a database',
    run: (options) => kysely.kyselyReports(sqlite, reported).salesFunnel(options as never),
    values: [{ pipelineId: 'sales', closedDuring: '2026-10', skips: 'ignore', strict: true }],
  },
  {
    name: 'a report inside a database of each group',
    run: (by, options) =>
      kysely
        .kyselyReports(sqlite, reported)
        .groupedBy(by as never)
        .winRate(options as never),
    values: [{ month: 'closedAt' }, { pipelineId: 'sales', openedDuring: '2026-10' }],
  },
  {
    name: 'supports of reports inside a database',
    run: async (name, options) =>
      kysely.kyselyReports(sqlite, reported).supports(name as never, options as never),
    values: ['winRate', { pipelineId: 'sales' }],
  },
  {
    name: 'save rates in a database',
    run: (...values) =>
      kysely.kyselyRepositories(sqlite, kept).rates.save(...(values as unknown as ['', []])),
    values: ['NOK', [{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }]],
  },
  {
    name: 'followDeals, whatever the feed tells',
    run: async (page, history) => {
      const repository = {
        load: async () => history,
        histories: () => chunks([]),
        changes: async () => page,
      };
      return (await dealbook.followDeals(repository as never, book)).refresh();
    },
    values: [
      {
        changes: [
          { dealId: 'd3', events: running, version: running.length },
          { dealId: 'd2', erased: true },
        ],
        cursor: '2',
      },
      running,
    ],
  },
  {
    name: 'dealBookFrom, chunk by chunk',
    run: (chunk, options) => dealbook.dealBookFrom(chunks(chunk) as never, options),
    values: [histories, bookOptions],
  },
];

const api: Readonly<Record<string, unknown>> = {
  ...dealbook,
  ...memory,
  ...testing,
  ...kysely,
  ...charts,
  ...crm,
};

/** The functions of all entry points. */
const functions: readonly string[] = Object.keys(api).filter((name) => typeof api[name] === 'function');

/** The functions whose arguments are not in the table. */
export const withoutArguments: readonly string[] = functions.filter(
  (name) => !Object.hasOwn(valuesOf, name) && !others.includes(name),
);

export const calls: readonly Call[] = [
  ...Object.entries(valuesOf).map(
    ([name, values]): Call => ({ name, run: api[name] as Call['run'], values }),
  ),
  ...repositories,
];
