import type { OptionKind } from '../options.ts';
import { activeFunnelOptions } from './active-funnel.ts';
import { contactToPaymentOptions } from './contact-to-payment.ts';
import { dealJourneyOptions } from './deal-journey.ts';
import { dealPathsOptions } from './deal-paths.ts';
import { dealStatusOptions } from './deal-status.ts';
import { demandSatisfactionOptions } from './demand-satisfaction.ts';
import { lossReasonsOptions } from './loss-reasons.ts';
import { ownerScorecardOptions } from './owner-scorecard.ts';
import { pipelineMovementsOptions } from './pipeline-movements.ts';
import { planAttainmentOptions } from './plan-attainment.ts';
import { reschedulesOptions } from './reschedules.ts';
import { salesByPeriodOptions } from './sales-by-period.ts';
import { salesCycleOptions } from './sales-cycle.ts';
import { salesFunnelOptions } from './sales-funnel.ts';
import { salesVelocityOptions } from './sales-velocity.ts';
import { stageDurationsOptions } from './stage-durations.ts';
import { stageEffectivenessOptions } from './stage-effectiveness.ts';
import { staleDealsOptions } from './stale-deals.ts';
import { transitionsOptions } from './transitions.ts';
import { weightedPipelineOptions } from './weighted-pipeline.ts';
import { winRateOptions } from './win-rate.ts';

/** The reports of a book, and the options each takes: those that its saved variants may have. */
export const reportOptions: Readonly<Record<string, Readonly<Record<string, OptionKind>>>> = {
  activeFunnel: activeFunnelOptions,
  contactToPayment: contactToPaymentOptions,
  dealJourney: dealJourneyOptions,
  dealPaths: dealPathsOptions,
  dealStatus: dealStatusOptions,
  demandSatisfaction: demandSatisfactionOptions,
  lossReasons: lossReasonsOptions,
  ownerScorecard: ownerScorecardOptions,
  pipelineMovements: pipelineMovementsOptions,
  planAttainment: planAttainmentOptions,
  reschedules: reschedulesOptions,
  salesByPeriod: salesByPeriodOptions,
  salesCycle: salesCycleOptions,
  salesFunnel: salesFunnelOptions,
  salesVelocity: salesVelocityOptions,
  stageDurations: stageDurationsOptions,
  stageEffectiveness: stageEffectivenessOptions,
  staleDeals: staleDealsOptions,
  transitions: transitionsOptions,
  weightedPipeline: weightedPipelineOptions,
  winRate: winRateOptions,
};
