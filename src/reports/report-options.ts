import type { PopulationOptions } from '../book/population.ts';
import type { ActiveFunnelOptions } from './active-funnel.ts';
import type { ContactToPaymentOptions } from './contact-to-payment.ts';
import type { DealJourneyOptions } from './deal-journey.ts';
import type { DealPathsOptions } from './deal-paths.ts';
import type { DemandSatisfactionOptions } from './demand-satisfaction.ts';
import type { LossReasonsOptions } from './loss-reasons.ts';
import type { OwnerScorecardOptions } from './owner-scorecard.ts';
import type { PipelineMovementsOptions } from './pipeline-movements.ts';
import type { PlanAttainmentOptions } from './plan-attainment.ts';
import type { ReschedulesOptions } from './reschedules.ts';
import type { SalesByPeriodOptions } from './sales-by-period.ts';
import type { SalesCycleOptions } from './sales-cycle.ts';
import type { SalesFunnelOptions } from './sales-funnel.ts';
import type { SalesVelocityOptions } from './sales-velocity.ts';
import type { StageDurationsOptions } from './stage-durations.ts';
import type { StageEffectivenessOptions } from './stage-effectiveness.ts';
import type { StaleDealsOptions } from './stale-deals.ts';
import type { TransitionsOptions } from './transitions.ts';
import type { WeightedPipelineOptions } from './weighted-pipeline.ts';

/** The reports of a book, and the options each takes. */
interface ReportOptions {
  readonly activeFunnel: ActiveFunnelOptions;
  readonly contactToPayment: ContactToPaymentOptions;
  readonly dealJourney: DealJourneyOptions;
  readonly dealPaths: DealPathsOptions;
  readonly dealStatus: PopulationOptions;
  readonly demandSatisfaction: DemandSatisfactionOptions;
  readonly lossReasons: LossReasonsOptions;
  readonly ownerScorecard: OwnerScorecardOptions;
  readonly pipelineMovements: PipelineMovementsOptions;
  readonly planAttainment: PlanAttainmentOptions;
  readonly reschedules: ReschedulesOptions;
  readonly salesByPeriod: SalesByPeriodOptions;
  readonly salesCycle: SalesCycleOptions;
  readonly salesFunnel: SalesFunnelOptions;
  readonly salesVelocity: SalesVelocityOptions;
  readonly stageDurations: StageDurationsOptions;
  readonly stageEffectiveness: StageEffectivenessOptions;
  readonly staleDeals: StaleDealsOptions;
  readonly transitions: TransitionsOptions;
  readonly weightedPipeline: WeightedPipelineOptions;
  readonly winRate: PopulationOptions;
}

/** What an option holds: plain data, a period, which may be told from a date, or plans, each for a period. */
export type StoredOption = 'plain' | 'period' | 'plans';

type Names<O> = Readonly<Record<keyof O, StoredOption>>;

const population = { closedDuring: 'period', openedDuring: 'period' } as const;
const reading = { skips: 'plain', returns: 'plain' } as const;
const pipelineId = 'plain';
const calendar = 'plain';
const asOf = 'plain';
const during = 'period';
const stages = { pipelineId, ...population, overlapping: 'period', ...reading } as const;

/** The options that saved variants of the reports may have. */
export const reportOptions: { readonly [R in keyof ReportOptions]: Names<ReportOptions[R]> } = {
  activeFunnel: { pipelineId, asOf, calendar },
  contactToPayment: { pipelineId, ...population, paidDuring: 'period', calendar },
  dealJourney: { dealId: 'plain' },
  dealPaths: { pipelineId, ...population },
  dealStatus: population,
  demandSatisfaction: { pipelineId, ...population },
  lossReasons: { pipelineId, ...population, top: 'plain' },
  ownerScorecard: { pipelineId, ...population, ...reading, minEntered: 'plain' },
  pipelineMovements: { during, pipelineId, ownerId: 'plain', expectedDuring: 'period' },
  planAttainment: { plans: 'plans' },
  reschedules: { during, pipelineId },
  salesByPeriod: { during, unit: 'plain' },
  salesCycle: { ...population, calendar },
  salesFunnel: { ...stages, durations: 'plain', calendar },
  salesVelocity: { during, pipelineId, calendar },
  stageDurations: { ...stages, calendar },
  stageEffectiveness: { ...stages, calendar },
  staleDeals: { pipelineId, asOf, since: 'plain', calendar },
  transitions: { pipelineId, ...population },
  weightedPipeline: { pipelineId, asOf, unit: 'plain' },
  winRate: population,
};
