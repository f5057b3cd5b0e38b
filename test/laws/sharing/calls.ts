import * as charts from '../../../src/charts/index.ts';
import * as dealbook from '../../../src/index.ts';
import * as kysely from '../../../src/kysely/index.ts';
import * as memory from '../../../src/memory/index.ts';
import { sqlite } from '../../support/databases/sqlite.ts';
import { sales, simple } from '../../support/deals.ts';
import { demanding, guided } from '../../unit/verbs/given.ts';
import { type Given, given } from './given.ts';

const pipelineId = 'sales';

async function* streamOf<T>(chunk: T): AsyncIterable<T> {
  yield chunk;
}

/** Each public function, by its name, with something of everything it takes. */
export const calls: Readonly<Record<string, (given: Given) => unknown>> = {
  DealError: ({ at, later }) =>
    new dealbook.DealError('as-of-too-late', 'Too late.', { asOf: at, latest: later }),
  isDealError: () => dealbook.isDealError(new Error('no')),

  // Money and time
  money: ({ price }) => dealbook.money(price.amount, 'NOK'),
  addMoney: ({ price, other }) => dealbook.addMoney(price, other),
  subtractMoney: ({ price, other }) => dealbook.subtractMoney(price, other),
  multiplyMoney: ({ price, other }) => dealbook.multiplyMoney(price, other.amount),
  sumMoney: ({ price, other }) => dealbook.sumMoney([price, other], 'NOK'),
  compareMoney: ({ price, other }) => dealbook.compareMoney(price, other),
  roundMoney: ({ price }) => dealbook.roundMoney(price, 1),
  averageMoney: ({ price }) => dealbook.averageMoney(price, 3),
  period: ({ at, later }) => dealbook.period(at, later),
  contains: ({ during, at }) => dealbook.contains(during, at),
  day: () => dealbook.day('2026-10-05'),
  week: () => dealbook.week('2026-W41'),
  month: () => dealbook.month('2026-10'),
  quarter: () => dealbook.quarter('2026-Q4'),
  year: () => dealbook.year('2026'),
  eachPeriod: ({ during }) => dealbook.eachPeriod(during, 'month'),
  previousPeriod: ({ during }) => dealbook.previousPeriod(during),
  samePeriodLastYear: ({ during }) => dealbook.samePeriodLastYear(during),
  businessCalendar: ({ calendarInput }) => dealbook.businessCalendar(calendarInput),
  businessDays: ({ calendar, at, later }) => dealbook.businessDays(calendar, at, later),

  // Rates
  rateTable: ({ rateRows }) => dealbook.rateTable(rateRows, { base: 'EUR' }),
  rateOn: ({ rates }) =>
    [
      { from: 'SEK', to: 'NOK' },
      { from: 'EUR', to: 'NOK' },
      { from: 'NOK', to: 'NOK' },
    ].map((pair) => dealbook.rateOn(rates, { ...pair, on: '2026-10-02' })),
  convertMoney: ({ price, rates }) =>
    ['SEK', 'NOK'].map((currency) => dealbook.convertMoney(price, currency, { rates, on: '2026-10-02' })),

  // Pipelines
  definePipeline: ({ pipelines }) => pipelines.map((each) => dealbook.definePipeline(each)),
  revisePipeline: ({ pipelines: [, , , asking] }) =>
    dealbook.revisePipeline(asking ?? guided, {
      rename: { lead: 'First' },
      add: [{ id: 'more', name: 'More', requires: ['payment'] }],
      order: ['more', 'lead', 'demo', 'order'],
    }),

  // Histories
  historyOf: ({ row, pipelines }) => dealbook.historyOf(row, pipelines),
  historiesOf: ({ row: { visits: _, ...row }, changes, pipelines }) =>
    dealbook.historiesOf([row], changes, pipelines),
  importDeals: ({ row: { visits: _, ...row }, changes, pipelines }) =>
    dealbook.importDeals([row, row], changes, pipelines),
  rowsOf: ({ histories }) => dealbook.rowsOf(histories),
  instantOf: ({ at }) => dealbook.instantOf(at),
  problemTable: ({ row: { visits: _, ...row }, changes, pipelines }) =>
    dealbook.problemTable(dealbook.importDeals([row, row], changes, pipelines).problems),
  validateHistory: ({ histories, pipelines }) =>
    histories.map((history) => dealbook.validateHistory(history, pipelines)),
  replay: ({ histories }) => histories.map((history) => dealbook.replay(history)),
  dealAsOf: ({ open, at, later }) => dealbook.dealAsOf(open, at, { knownAt: later }),
  assertOpen: ({ openDeal }) => dealbook.assertOpen(openDeal),
  assertClosed: ({ wonDeal }) => dealbook.assertClosed(wonDeal),
  timelineOf: ({ histories, pipelines, at }) =>
    histories.map((history) => dealbook.timelineOf(history, pipelines, { asOf: at })),

  // The process
  isOverdue: ({ led, pipelines, later }) =>
    dealbook.tasksOf(led, pipelines).map((task) => dealbook.isOverdue(task, later)),
  tasksOf: ({ histories, pipelines, at }) =>
    histories.map((history) => dealbook.tasksOf(history, pipelines, { asOf: at })),
  openTasks: ({ histories, pipelines, at, later }) =>
    dealbook.openTasks(histories, pipelines, { asOf: at, dueBefore: later }),
  routeMap: ({ histories, pipelines, at }) =>
    histories.map((history) => dealbook.routeMap(history, pipelines, { asOf: at })),
  primaryDemand: ({ openDeal }) => dealbook.primaryDemand(openDeal),

  // Verbs
  openDeal: ({ pipelines: [, , , , asking], price, at, later, fields, demand }) =>
    dealbook.openDeal(asking ?? demanding, {
      ...{ id: 'd', ownerId: 'kari', potential: price, at, recordedAt: later },
      ...{ expectedCloseAt: later, fields, demand },
    }),
  openDealFromInteraction: ({ price, at, interaction, participant, fields }) =>
    dealbook.openDealFromInteraction(sales, {
      ...{ id: 'd', ownerId: 'kari', potential: price, at, fields },
      ...{ interaction, contacts: [participant] },
    }),
  moveDeal: ({ openDeal, at, later }) =>
    dealbook.moveDeal(openDeal, sales, { to: 'terms', at, recordedAt: later }),
  revalueDeal: ({ openDeal, price, at }) => dealbook.revalueDeal(openDeal, sales, { potential: price, at }),
  reassignDeal: ({ openDeal, at }) => dealbook.reassignDeal(openDeal, sales, { ownerId: 'eva', at }),
  rescheduleDeal: ({ openDeal, at, later }) =>
    dealbook.rescheduleDeal(openDeal, sales, { expectedCloseAt: later, at }),
  estimateDeal: ({ openDeal, at }) => dealbook.estimateDeal(openDeal, sales, { probability: 0.5, at }),
  describeDeal: ({ openDeal, fields, at }) => dealbook.describeDeal(openDeal, sales, { fields, at }),
  addParticipant: ({ openDeal, participant, at }) =>
    dealbook.addParticipant(openDeal, sales, { participant, at }),
  linkInteraction: ({ openDeal, interaction, at }) =>
    dealbook.linkInteraction(openDeal, sales, { interaction, at }),
  recordDemand: ({ openDeal, demand, at }) => dealbook.recordDemand(openDeal, sales, { demand, at }),
  addTask: ({ openDeal, task, at }) => dealbook.addTask(openDeal, sales, { task, at }),
  completeTask: ({ openDeal, at }) => dealbook.completeTask(openDeal, sales, { taskId: 't1', at }),
  reassignTask: ({ openDeal, at }) =>
    dealbook.reassignTask(openDeal, sales, { taskId: 't1', assigneeId: 'ola', at }),
  postponeTask: ({ openDeal, at, later }) =>
    dealbook.postponeTask(openDeal, sales, { taskId: 't1', dueAt: later, at }),
  cancelTask: ({ openDeal, at }) => dealbook.cancelTask(openDeal, sales, { taskId: 't1', at }),
  nextStage: ({ pipelines: [first] }) => first && dealbook.nextStage(first, 'contact'),
  previousStage: ({ pipelines: [first] }) => first && dealbook.previousStage(first, 'offer'),
  takeManualControl: ({ ledDeal, at }) => dealbook.takeManualControl(ledDeal, guided, { at }),
  transferDeal: ({ openDeal, at }) => dealbook.transferDeal(openDeal, sales, { to: simple, at }),
  winDeal: ({ openDeal, price, at, later }) =>
    dealbook.winDeal(openDeal, sales, { at, amount: price, paymentDueAt: later }),
  loseDeal: ({ openDeal, at }) => dealbook.loseDeal(openDeal, sales, { at, reason: 'price' }),
  explainLoss: ({ lostDeal, at }) => dealbook.explainLoss(lostDeal, sales, { at, reason: 'price' }),
  receivePayment: ({ wonDeal, price, at }) => dealbook.receivePayment(wonDeal, sales, { amount: price, at }),
  reopenDeal: ({ lostDeal, at }) => dealbook.reopenDeal(lostDeal, sales, { at }),
  deleteDeal: ({ lostDeal, at }) => dealbook.deleteDeal(lostDeal, sales, { at }),
  correctEvent: ({ openDeal, open, at }) =>
    dealbook.correctEvent(openDeal, sales, { version: 1, instead: open[0], at }),

  // Books
  dealBook: ({ histories, pipelines, rates, at, later }) =>
    dealbook.dealBook(histories, { pipelines, currency: 'NOK', rates, asOf: at, knownAt: later }),
  dealBookFrom: ({ histories, pipelines, rates }) =>
    dealbook.dealBookFrom(streamOf(histories), { pipelines, currency: 'NOK', rates }),
  bookAsOf: ({ book, at }) => dealbook.bookAsOf(book, at),
  appendToBook: ({ book, fresh }) => dealbook.appendToBook(book, 'new', fresh),
  putInBook: ({ book, open }) => dealbook.putInBook(book, open),
  removeFromBook: ({ book }) => dealbook.removeFromBook(book, 'open'),
  selectDeals: ({ book, filter, hierarchies }) => dealbook.selectDeals(book, filter, { hierarchies }),
  groupDeals: ({ book, at, price }) => [
    dealbook.groupDeals(book, 'closedAt', { keys: [at] }),
    dealbook.groupDeals(book, 'potential', { keys: [price.amount] }),
    dealbook.groupDeals(book, ['fields.since', { month: 'openedAt' }], { keys: [[at, '2026-10']] }),
  ],
  series: ({ book, during }) =>
    dealbook.series(book, [during], (whole, closedDuring) => dealbook.winRate(whole, { closedDuring })),
  unpricedDeals: ({ book }) => dealbook.unpricedDeals(book),

  // Reports
  salesFunnel: ({ book, during, calendar }) =>
    dealbook.salesFunnel(book, { pipelineId, overlapping: during, durations: true, calendar }),
  activeFunnel: ({ book, later, calendar }) =>
    dealbook.activeFunnel(book, { pipelineId, asOf: later, calendar }),
  dealsIn: ({ book }) => dealbook.dealsIn(book, { pipelineId }, { stageId: 'contact', cell: 'entered' }),
  winRate: ({ book, during }) => dealbook.winRate(book, { closedDuring: during }),
  salesCycle: ({ book, during, calendar }) => dealbook.salesCycle(book, { closedDuring: during, calendar }),
  stageDurations: ({ book, during, calendar }) =>
    dealbook.stageDurations(book, { pipelineId, openedDuring: during, calendar }),
  transitions: ({ book, during }) => dealbook.transitions(book, { pipelineId, openedDuring: during }),
  dealStatus: ({ book, during }) => dealbook.dealStatus(book, { openedDuring: during }),
  salesByPeriod: ({ book, during }) => dealbook.salesByPeriod(book, { during }),
  lossReasons: ({ book, during }) => dealbook.lossReasons(book, { closedDuring: during }),
  stageEffectiveness: ({ book, during, calendar }) =>
    dealbook.stageEffectiveness(book, { pipelineId, openedDuring: during, calendar }),
  ownerScorecard: ({ book, during }) => dealbook.ownerScorecard(book, { pipelineId, openedDuring: during }),
  compareFunnels: ({ funnel, book }) =>
    dealbook.compareFunnels(funnel, dealbook.salesFunnel(book, { pipelineId })),
  forecast: ({ book, funnel }) => dealbook.forecast(dealbook.activeFunnel(book, { pipelineId }), funnel),
  weightedPipeline: ({ book, later }) => dealbook.weightedPipeline(book, { pipelineId, asOf: later }),
  salesVelocity: ({ book, during, calendar }) => dealbook.salesVelocity(book, { during, calendar }),
  staleDeals: ({ book, later, calendar }) => dealbook.staleDeals(book, { pipelineId, asOf: later, calendar }),
  planAttainment: ({ book, plans }) => dealbook.planAttainment(book, { plans }),
  pipelineMovements: ({ book, during }) =>
    dealbook.pipelineMovements(book, { during, expectedDuring: during }),
  contactToPayment: ({ book, during, calendar }) =>
    dealbook.contactToPayment(book, { paidDuring: during, calendar }),
  dealAmounts: ({ book, during }) => dealbook.dealAmounts(book, { openedDuring: during }),
  allAsBest: ({ book }) => dealbook.allAsBest(dealbook.ownerScorecard(book, { pipelineId })),
  overduePayments: ({ book, later, calendar }) => dealbook.overduePayments(book, { asOf: later, calendar }),
  demandSatisfaction: ({ book, during }) => dealbook.demandSatisfaction(book, { openedDuring: during }),
  reschedules: ({ book, during }) => dealbook.reschedules(book, { during }),
  dealJourney: ({ book }) => ['open', 'won', 'lost'].map((dealId) => dealbook.dealJourney(book, { dealId })),
  dealList: ({ book, later, calendar }) =>
    dealbook.dealList(book, { asOf: later, sort: { by: 'potential' }, calendar }),
  dealBoard: ({ book, later, calendar }) => dealbook.dealBoard(book, { pipelineId, asOf: later, calendar }),
  dealPaths: ({ book, during }) => dealbook.dealPaths(book, { pipelineId, openedDuring: during }),
  funnelOfPaths: ({ paths }) => dealbook.funnelOfPaths(paths, sales),
  mergePaths: ({ paths, book }) => dealbook.mergePaths(paths, dealbook.dealPaths(book, { pipelineId })),
  runReport: ({ book, variant, at, hierarchies }) =>
    dealbook.runReport(book, variant, { at, hierarchies, reports: { winRate: dealbook.winRate } }),

  // Planning
  stageRates: ({ funnel }) => dealbook.stageRates(funnel),
  requiredEntrants: ({ stages, price, other }) => [
    dealbook.requiredEntrants(stages, { amount: price, averageWonAmount: dealbook.averageMoney(other, 3) }),
    dealbook.requiredEntrants(stages, { wins: price.amount }),
  ],
  feasiblePlan: ({ stages: [, stage], price, other }) =>
    dealbook.feasiblePlan([
      {
        ownerId: 'kari',
        leads: other.amount,
        rate: stage?.rate ?? null,
        averageWonAmount: dealbook.averageMoney(price, 3),
      },
    ]),
  ownersNeeded: ({ price, other }) =>
    dealbook.ownersNeeded({
      sales: { plan: price, averagePerMonth: dealbook.averageMoney(other, 3), months: other.amount },
      leads: { needed: price.amount, perOwner: other.amount },
    }),
  whatIf: ({ stages, other }) =>
    dealbook.whatIf(stages, {
      change: 'growth',
      by: 2,
      leads: other.amount,
      loss: [{ stageId: 'call', by: 0.1 }],
    }),
  salesLag: ({ months }) => dealbook.salesLag(months, { maxLag: 0 }),
  keyStage: ({ stages, other }) => dealbook.keyStage(stages, { raiseTo: { count: 1, of: other.amount } }),

  // Format
  formatMoney: ({ price }) => dealbook.formatMoney(price),
  formatNumber: () => dealbook.formatNumber(1.5),
  formatRate: ({ rate }) => dealbook.formatRate(rate.rate),
  reportTable: ({ funnel }) => dealbook.reportTable(funnel),
  routeMapText: ({ map }) => map && dealbook.routeMapText(map),
  textTable: ({ table }) => dealbook.textTable(table),
  htmlTable: ({ table }) => dealbook.htmlTable(table),
  csvTable: ({ table }) => dealbook.csvTable(table),
  markdownTable: ({ table }) => dealbook.markdownTable(table),

  // Stored forms and repositories
  encodeEvent: ({ histories }) => histories.flat().map(dealbook.encodeEvent),
  decodeEvent: ({ storedEvent }) => dealbook.decodeEvent(storedEvent),
  encodePipeline: ({ pipelines }) => pipelines.map(dealbook.encodePipeline),
  decodePipeline: ({ storedPipeline }) => dealbook.decodePipeline(storedPipeline),
  encodeVariant: ({ variant }) => dealbook.encodeVariant(variant),
  decodeVariant: ({ storedVariant }) => dealbook.decodeVariant(storedVariant),
  dealBookFromColumns: ({ at, later, price, fields, pipelines, rates }) =>
    dealbook.dealBookFromColumns(
      {
        deals: {
          ...{ id: ['d1', 'd2'], pipelineId, openedAt: [at, at], potential: [price.amount, null] },
          ...{ currency: 'NOK', 'fields.seen': { values: [0, -1], dictionary: [fields.seen] } },
        },
        changes: { dealId: ['d2'], at: [later], stageId: ['offer'], expectedCloseAt: [later] },
      },
      { pipelines, currency: 'NOK', rates },
    ),
  encodeBook: ({ book }) => dealbook.encodeBook(book),
  decodeBook: ({ book }) => dealbook.decodeBook(dealbook.encodeBook(book)),
  reviveReport: ({ reportJson }) => dealbook.reviveReport(reportJson),
  encodeAppend: ({ open }) => dealbook.encodeAppend('open', open, 0),
  decodeHistory: ({ storedEvent }) => dealbook.decodeHistory([storedEvent]),
  answerStale: ({ open }) => dealbook.answerStale(open, open, 0),
  matchesQuery: ({ open, during }) =>
    dealbook.matchesQuery(open, { openedDuring: during, expectedDuring: during, ids: ['open'] }),
  queryTest: ({ during }) => {
    const isMeant = dealbook.queryTest({
      openedDuring: during,
      ids: ['open'],
      changedDuring: during,
      expectedDuring: during,
    });
    return {
      get isMeant() {
        return isMeant(given().open);
      },
    };
  },
  createDeal: ({ fresh }) => dealbook.createDeal(memory.memoryDealRepository(), fresh),
  loadDeal: async ({ open }) => {
    const repository = memory.memoryDealRepository();
    await repository.append('open', open, 0);
    return dealbook.loadDeal(repository, 'open');
  },
  updateDeal: async ({ open, price, at }) => {
    const repository = memory.memoryDealRepository();
    await repository.append('open', open, 0);
    return dealbook.updateDeal(repository, 'open', (deal) => {
      dealbook.assertOpen(deal);
      return [{ type: 'DealWon', dealId: 'open', at, amount: price, paymentDueAt: at }];
    });
  },
  followDeals: async ({ open, fresh, pipelines, rates, at, later }) => {
    const repository = memory.memoryDealRepository();
    await repository.append('open', open, 0);
    const live = await dealbook.followDeals(repository, {
      ...{ pipelines, currency: 'NOK', rates, asOf: at, knownAt: later },
    });
    await repository.append('new', fresh, 0);
    return { live, refresh: await live.refresh() };
  },
  memoryDealRepository: () => memory.memoryDealRepository(),
  memoryPipelineRepository: () => memory.memoryPipelineRepository(),
  memoryRateRepository: () => memory.memoryRateRepository(),
  memoryReportVariantRepository: () => memory.memoryReportVariantRepository(),

  // Databases
  kyselyRepositories: async ({ fresh, pipelines }) => {
    const { deals, openTasks } = kysely.kyselyRepositories(sqlite, { tenantId: 'sharing', pipelines });
    await deals.append('new', fresh, 0);
    return openTasks();
  },
  kyselyReports: async ({ fresh, pipelines, rates, at }) => {
    const { deals } = kysely.kyselyRepositories(sqlite, { tenantId: 'reports', pipelines });
    await deals.append('new', fresh, 0);
    const options = { tenantId: 'reports', pipelines, currency: 'NOK', rates };
    const [pipeline] = pipelines;
    const reports = kysely.kyselyReports(sqlite, options);
    const [winRate, funnel] = [
      reports.groupedBy('ownerId').winRate(),
      reports.salesFunnel({ pipelineId: `${pipeline?.id}` }),
    ];
    return [await winRate, await funnel, kysely.kyselyReports(sqlite, { ...options, asOf: at })];
  },
  rebuildProjections: ({ pipelines }) =>
    kysely.rebuildProjections(sqlite, { tenantId: 'sharing', pipelines }),
  verifyProjections: ({ pipelines }) => kysely.verifyProjections(sqlite, { tenantId: 'sharing', pipelines }),

  // Charts
  dealsChart: ({ funnel }) => charts.dealsChart(funnel),
  potentialChart: ({ funnel }) => charts.potentialChart(funnel),
  funnelChart: ({ funnel }) => charts.funnelChart(funnel),
  activeFunnelChart: ({ book }) => charts.activeFunnelChart(dealbook.activeFunnel(book, { pipelineId })),
  weightedPipelineChart: ({ book }) => charts.weightedPipelineChart(dealbook.weightedPipeline(book)),
  salesByPeriodChart: ({ book, during }) =>
    charts.salesByPeriodChart(dealbook.salesByPeriod(book, { during })),
  pipelineMovementsChart: ({ book, during }) =>
    charts.pipelineMovementsChart(dealbook.pipelineMovements(book, { during })),
  ownerScorecardChart: ({ book }) =>
    charts.ownerScorecardChart(dealbook.ownerScorecard(book, { pipelineId })),
  stageDurationsChart: ({ book }) =>
    charts.stageDurationsChart(dealbook.stageDurations(book, { pipelineId })),
  transitionsChart: ({ book, pipelines: [pipeline] }) =>
    charts.transitionsChart(dealbook.transitions(book, { pipelineId }), { pipeline }),
  winRateChart: ({ book, during }) =>
    charts.winRateChart(dealbook.series(book, [during], (whole) => dealbook.winRate(whole))),
};
