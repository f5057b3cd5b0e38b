import {
  activeFunnel,
  contactToPayment,
  type DealBook,
  dealJourney,
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
  weightedPipeline,
} from '../../../src/index.ts';
import { pipelineId } from './deals.ts';

/** What a manager asks beyond the start page, each of a year. */
export const managerReports: Readonly<Record<string, (book: DealBook, year: Period) => unknown>> = {
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
