import {
  activeFunnel,
  contactToPayment,
  type DealBook,
  dealJourney,
  dealList,
  demandSatisfaction,
  forecast,
  lossReasons,
  ownerScorecard,
  type Period,
  pipelineMovements,
  planAttainment,
  reschedules,
  salesFunnel,
  salesVelocity,
  stageEffectiveness,
  staleDeals,
  transitions,
  weightedPipeline,
} from '../../../src/index.ts';
import { ownerId, pipelineId } from './deals.ts';

/** What a manager asks beyond the start page, each of a year. */
export const managerReports: Readonly<Record<string, (book: DealBook, year: Period) => unknown>> = {
  'funnel of visits begun': (book, enteredDuring) => salesFunnel(book, { pipelineId, enteredDuring }),
  'funnel of one worker': (book, { start }) =>
    salesFunnel(book, { pipelineId, stageOwnerId: ownerId(start.getUTCMonth()) }),
  'funnel of going on soon': (book, { start }) =>
    salesFunnel(book, { pipelineId, within: { days: 10 + start.getUTCMonth() } }),
  transitions: (book, closedDuring) => transitions(book, { pipelineId, closedDuring }),
  'page of deals': (book, closedDuring) =>
    dealList(book, { closedDuring, sort: { by: 'potential', order: 'descending' }, limit: 50 }),
  'loss reasons': (book, closedDuring) => lossReasons(book, { pipelineId, closedDuring }),
  'stage effectiveness': (book, closedDuring) => stageEffectiveness(book, { pipelineId, closedDuring }),
  'owner scorecard': (book, closedDuring) => ownerScorecard(book, { pipelineId, closedDuring }),
  forecast: (book, closedDuring) =>
    forecast(activeFunnel(book, { pipelineId }), salesFunnel(book, { pipelineId, closedDuring })),
  'weighted pipeline': (book) => weightedPipeline(book, { pipelineId }),
  'stale deals': (book) => staleDeals(book, { pipelineId }),
  'sales velocity': (book, during) => salesVelocity(book, { pipelineId, during }),
  'pipeline movements': (book, during) => pipelineMovements(book, { pipelineId, during }),
  reschedules: (book, during) => reschedules(book, { pipelineId, during }),
  'plan attainment': (book, during) =>
    planAttainment(book, {
      plans: [{ during, amount: salesFunnel(book, { pipelineId }).total.potential.won }],
    }),
  'contact to payment': (book, closedDuring) => contactToPayment(book, { pipelineId, closedDuring }),
  'demand satisfaction': (book, closedDuring) => demandSatisfaction(book, { pipelineId, closedDuring }),
  'deal journey': (book) => dealJourney(book, { dealId: 'd7' }),
};
