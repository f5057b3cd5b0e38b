import type { OptionKind } from '../../options.ts';
import { dealBoardOptions } from '../deal/deal-board.ts';
import { dealJourneyOptions } from '../deal/deal-journey.ts';
import { dealListOptions } from '../deal/deal-list.ts';
import { dealPathsOptions } from '../funnel/deal-paths.ts';
import { salesFunnelOptions } from '../funnel/sales-funnel.ts';
import { pipelineMovementsOptions } from '../movements/pipeline-movements.ts';
import { activeFunnelOptions } from '../open-deals/active-funnel.ts';
import { reschedulesOptions } from '../open-deals/reschedules.ts';
import { staleDealsOptions } from '../open-deals/stale-deals.ts';
import { weightedPipelineOptions } from '../open-deals/weighted-pipeline.ts';
import { contactToPaymentOptions } from '../outcomes/contact-to-payment.ts';
import { dealAmountsOptions } from '../outcomes/deal-amounts.ts';
import { dealStatusOptions } from '../outcomes/deal-status.ts';
import { demandSatisfactionOptions } from '../outcomes/demand-satisfaction.ts';
import { lossReasonsOptions } from '../outcomes/loss-reasons.ts';
import { overduePaymentsOptions } from '../outcomes/overdue-payments.ts';
import { ownerScorecardOptions } from '../outcomes/owner-scorecard.ts';
import { planAttainmentOptions } from '../outcomes/plan-attainment.ts';
import { salesByPeriodOptions } from '../outcomes/sales-by-period.ts';
import { salesCycleOptions } from '../outcomes/sales-cycle.ts';
import { salesVelocityOptions } from '../outcomes/sales-velocity.ts';
import { winRateOptions } from '../outcomes/win-rate.ts';
import { stageDurationsOptions } from '../stages/stage-durations.ts';
import { stageEffectivenessOptions } from '../stages/stage-effectiveness.ts';
import { transitionsOptions } from '../stages/transitions.ts';

/** The reports of a book, and the options each takes: those that its saved variants may have. */
export const reportOptions: Readonly<Record<string, Readonly<Record<string, OptionKind>>>> = {
  activeFunnel: activeFunnelOptions,
  contactToPayment: contactToPaymentOptions,
  dealAmounts: dealAmountsOptions,
  dealBoard: dealBoardOptions,
  dealJourney: dealJourneyOptions,
  dealList: dealListOptions,
  dealPaths: dealPathsOptions,
  dealStatus: dealStatusOptions,
  demandSatisfaction: demandSatisfactionOptions,
  lossReasons: lossReasonsOptions,
  overduePayments: overduePaymentsOptions,
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
