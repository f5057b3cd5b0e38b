/**
 * dealbook: deals, stages and exact sales funnels from what really happened.
 *
 * Read it top to bottom: what the words mean, how histories come about and are read, then books and reports.
 *
 * Each function has an example. They presuppose a pipeline, four deals of it, one won, two lost, one open, and a book
 * of them (src/README.md has them as well):
 *
 * ```ts
 * const on = (day: string) => new Date(`2026-10-${day}`)
 * const sales = definePipeline({
 *   id: 'sales', name: 'Sales', progression: 'manual',
 *   stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer', probability: 0.5, staleAfterDays: 7 }, { id: 'terms', name: 'Terms' }],
 * })
 * const row = (id: string, ownerId: string, amount: number, day: string) => ({ id, ownerId, pipelineId: 'sales', potential: money(amount, 'NOK'), openedAt: on(day) })
 * const rows = [
 *   { ...row('d1', 'kari', 100, '01'), outcome: { status: 'won' as const, at: on('11') } },
 *   { ...row('d2', 'kari', 60, '01'), outcome: { status: 'lost' as const, at: on('09'), reason: 'price' } },
 *   { ...row('d3', 'ola', 40, '02'), outcome: { status: 'lost' as const, at: on('06'), reason: 'no need' } },
 *   { ...row('d4', 'ola', 200, '05'), expectedCloseAt: on('31') },
 * ]
 * const changes = [
 *   { dealId: 'd1', stageId: 'offer', at: on('03') }, { dealId: 'd1', stageId: 'terms', at: on('07') },
 *   { dealId: 'd2', stageId: 'offer', at: on('05') }, { dealId: 'd4', stageId: 'offer', at: on('08') },
 * ]
 * const [won, ...others] = historiesOf(rows, changes, [sales])
 * const paid = receivePayment(replay(won), sales, { amount: money(100, 'NOK'), at: on('21') })
 * const histories: DealHistory[] = [[...won, ...paid], ...others]
 * const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' })
 * const deal = replay(histories[3]) // open, in the offer
 * ```
 */

// Errors
export { DealError, type DealErrorCode, type DealErrorDetails, isDealError } from './errors.ts';

// Money: exact amounts
export { addMoney, compareMoney, multiplyMoney, subtractMoney, sumMoney } from './money/arithmetic.ts';
export { type Money, money } from './money/money.ts';
export { roundMoney } from './money/round-money.ts';

// Time: half-open periods, calendars and business time
export { type Period, period } from './time/period.ts';
export { contains } from './time/contains.ts';
export type { CalendarOptions, FiscalOptions } from './time/calendar/calendar.ts';
export { month } from './time/calendar/month.ts';
export { quarter } from './time/calendar/quarter.ts';
export { year } from './time/calendar/year.ts';
export { type CalendarUnit, eachPeriod } from './time/calendar/each-period.ts';
export type { RelativePeriod, RelativeUnit } from './time/calendar/relative-period.ts';
export {
  type BusinessCalendar,
  type BusinessCalendarInput,
  type BusinessHours,
  businessCalendar,
} from './time/business-calendar.ts';
export { businessDays } from './time/business-days.ts';

// Rates: dated, between any two currencies
export { type CurrencyRates, type RateRow, type RateTable, rateTable } from './rates/rate-table.ts';
export { type ExchangeRate, type RateQuery, rateOn } from './rates/rate-on.ts';
export { type ConvertOptions, convertMoney } from './rates/convert-money.ts';

// Statistics: the shapes figures come in
export type { Rate } from './statistics/rate.ts';
export type { MoneyRate } from './statistics/money-rate.ts';
export type { MoneyAverage } from './statistics/money-average.ts';
export type { Summary } from './statistics/summarize.ts';

// Pipelines: the stages deals go through
export type { Pipeline, Progression, Stage, StageTask } from './pipeline/pipeline.ts';
export { definePipeline, type PipelineInput } from './pipeline/define-pipeline.ts';
export { type PredefinedStageId, predefinedStages } from './pipeline/predefined-stages.ts';
export {
  aida,
  directSale,
  manualSale,
  nonProcessSale,
  type TypicalStageId,
  typicalSale,
} from './pipeline/presets.ts';
export type { PipelineRevision } from './pipeline/pipeline-revision.ts';
export { revisePipeline } from './pipeline/revise-pipeline.ts';

// Histories: what happened to a deal, and the deal it leads to
export type {
  DealDeleted,
  DealDescribed,
  DealEstimated,
  DealEvent,
  DealHistory,
  DealLost,
  DealMoved,
  DealOpened,
  DealReassigned,
  DealReopened,
  DealRescheduled,
  DealRevalued,
  DealTransferred,
  DealWon,
  DemandLine,
  DemandRecorded,
  Fields,
  FieldValue,
  Interaction,
  InteractionLinked,
  LossExplained,
  ManualControlTaken,
  Participant,
  ParticipantAdded,
  PaymentReceived,
  TaskAdded,
  TaskCompleted,
  TaskInput,
} from './deal/event.ts';
export { type ChangeRow, historiesOf } from './deal/histories-of.ts';
export { type DealRow, historyOf, type OutcomeRow, type VisitRow } from './deal/history-of.ts';
export { type HistoryIssue, type HistoryIssueCode, validateHistory } from './deal/validate-history.ts';
export {
  type AddedTask,
  assertClosed,
  assertOpen,
  type Deal,
  type LostDeal,
  type OpenDeal,
  type StageVisits,
  type TaskCompletion,
  type WonDeal,
} from './deal/deal.ts';
export type { AsOf } from './deal/as-of.ts';
export { dealAsOf, replay } from './deal/replay.ts';

// Timelines: a deal as its stays in stages
export type { StageHead } from './timeline/stage-head.ts';
export { type DealTimeline, type StageVisit, timelineOf } from './timeline/timeline-of.ts';

// The process: where a deal is on its way, what must be done next, what the client asked for
export { type DealTask, isOverdue, type TaskKind } from './process/task.ts';
export { tasksOf } from './process/tasks-of.ts';
export { type OpenTasksOptions, openTasks } from './process/open-tasks.ts';
export { type RouteMap, type RouteStage, type RouteState, routeMap } from './process/route-map.ts';
export type { CheckOptions, DealChecks } from './process/requirements.ts';
export { lostToCompetitor } from './process/loss-reason.ts';
export { type DemandFigures, type PrimaryDemand, primaryDemand } from './process/primary-demand.ts';

// Verbs: what one does to a deal, answered with the events to record
export type { VerbInput } from './verbs/verb-input.ts';
export { type OpenDealInput, openDeal } from './verbs/open-deal.ts';
export {
  type OpenDealFromInteractionInput,
  openDealFromInteraction,
} from './verbs/open-deal-from-interaction.ts';
export { type MoveDealInput, moveDeal } from './verbs/move-deal.ts';
export { type RevalueDealInput, revalueDeal } from './verbs/revalue-deal.ts';
export { type ReassignDealInput, reassignDeal } from './verbs/reassign-deal.ts';
export { type RescheduleDealInput, rescheduleDeal } from './verbs/reschedule-deal.ts';
export { type EstimateDealInput, estimateDeal } from './verbs/estimate-deal.ts';
export { type DescribeDealInput, describeDeal } from './verbs/describe-deal.ts';
export { type AddParticipantInput, addParticipant } from './verbs/add-participant.ts';
export { type LinkInteractionInput, linkInteraction } from './verbs/link-interaction.ts';
export { type RecordDemandInput, recordDemand } from './verbs/record-demand.ts';
export { type AddTaskInput, addTask } from './verbs/add-task.ts';
export { type CompleteTaskInput, completeTask } from './verbs/complete-task.ts';
export { takeManualControl } from './verbs/take-manual-control.ts';
export { type TransferDealInput, transferDeal } from './verbs/transfer-deal.ts';
export { type WinDealInput, winDeal } from './verbs/win-deal.ts';
export { type LoseDealInput, loseDeal } from './verbs/lose-deal.ts';
export { type ExplainLossInput, explainLoss } from './verbs/explain-loss.ts';
export { type ReceivePaymentInput, receivePayment } from './verbs/receive-payment.ts';
export { type ReopenDealInput, reopenDeal } from './verbs/reopen-deal.ts';
export { deleteDeal } from './verbs/delete-deal.ts';

// Books: many deals in one currency, as of a date
export type { DealBook } from './book/book.ts';
export type { BookWarning } from './book/book.ts';
export { type DealBookOptions, dealBook, dealBookFrom } from './book/deal-book.ts';
export type { ReadingOptions, ReadingProgress, Signal } from './book/reading.ts';
export type { RateDate } from './book/prices/pricing.ts';
export { bookAsOf } from './book/book-as-of.ts';
export { appendToBook } from './book/append-to-book.ts';
export type { FieldName } from './book/selection/fields.ts';
export type { Scalar } from './book/book.ts';
export type { FilterValue } from './book/selection/comparison.ts';
export type { Filter, Hierarchies } from './book/selection/filter.ts';
export { type SelectDealsOptions, selectDeals } from './book/select-deals.ts';
export {
  type DealGroup,
  type GroupDealsOptions,
  type Grouping,
  groupDeals,
} from './book/group-deals.ts';
export type { GroupKey } from './book/selection/group-keys.ts';
export { type SeriesPoint, series } from './book/series.ts';
export { type UnpricedDeal, type UnpricedReason, unpricedDeals } from './book/unpriced-deals.ts';
export type { PeriodInput, Population, PopulationOptions } from './book/selection/population.ts';

// Reports: pure functions of a book
export { type SalesFunnelOptions, salesFunnel } from './reports/funnel/sales-funnel.ts';
export type { FunnelTotal, SalesFunnel, StageRow } from './reports/funnel/funnel.ts';
export type {
  FunnelPopulation,
  FunnelPopulationOptions,
  StageReportOptions,
} from './reports/funnel/funnel-deals.ts';
export type { FunnelReading } from './reports/funnel/funnel-reading.ts';
export type { ActiveFigures } from './reports/open-deals/active-figures.ts';
export {
  type ActiveFunnel,
  type ActiveFunnelOptions,
  type ActiveStageRow,
  activeFunnel,
} from './reports/open-deals/active-funnel.ts';
export { dealsIn, type FunnelCell } from './reports/funnel/deals-in.ts';
export { type WinRate, type WinRateOptions, winRate } from './reports/outcomes/win-rate.ts';
export { type SalesCycle, type SalesCycleOptions, salesCycle } from './reports/outcomes/sales-cycle.ts';
export {
  type StageDuration,
  type StageDurations,
  type StageDurationsOptions,
  stageDurations,
} from './reports/stages/stage-durations.ts';
export {
  type Transition,
  type Transitions,
  type TransitionsOptions,
  transitions,
} from './reports/funnel/transitions.ts';
export {
  type DealStatus,
  type DealStatusOptions,
  dealStatus,
  type StatusRow,
} from './reports/outcomes/deal-status.ts';
export {
  type PeriodSales,
  type SalesByPeriod,
  type SalesByPeriodOptions,
  type SalesSeries,
  salesByPeriod,
} from './reports/outcomes/sales-by-period.ts';
export {
  type Losses,
  type LossPlace,
  type LossReason,
  type LossReasons,
  type LossReasonsOptions,
  lossReasons,
} from './reports/outcomes/loss-reasons.ts';
export {
  type StageEffect,
  type StageEffectiveness,
  type StageEffectivenessOptions,
  stageEffectiveness,
} from './reports/stages/stage-effectiveness.ts';
export {
  type OwnerScore,
  type OwnerScorecard,
  type OwnerScorecardOptions,
  type OwnerStageScore,
  ownerScorecard,
  type Score,
  type StageRange,
  type StageScore,
} from './reports/outcomes/owner-scorecard.ts';
export {
  compareFunnels,
  type FunnelComparison,
  type StageComparison,
  type Worth,
} from './reports/funnel/compare-funnels.ts';
export { type Forecast, forecast, type StageForecast } from './reports/open-deals/forecast.ts';
export {
  type ExpectedDeals,
  type WeightedPipeline,
  type WeightedPipelineOptions,
  weightedPipeline,
} from './reports/open-deals/weighted-pipeline.ts';
export {
  type SalesVelocity,
  type SalesVelocityOptions,
  salesVelocity,
} from './reports/outcomes/sales-velocity.ts';
export {
  type StaleDeal,
  type StaleDeals,
  type StaleDealsOptions,
  staleDeals,
} from './reports/open-deals/stale-deals.ts';
export {
  type PlanAttainment,
  type PlanAttainmentOptions,
  type PlanResult,
  planAttainment,
  type SalesPlan,
} from './reports/outcomes/plan-attainment.ts';
export type { Moved, Movement, MovementLine, PipelineScope } from './reports/movements/movements.ts';
export {
  type PipelineMovements,
  type PipelineMovementsOptions,
  pipelineMovements,
} from './reports/movements/pipeline-movements.ts';
export {
  type ContactToPayment,
  type ContactToPaymentOptions,
  contactToPayment,
} from './reports/outcomes/contact-to-payment.ts';
export {
  type Demand,
  type DemandSatisfaction,
  type DemandSatisfactionOptions,
  demandSatisfaction,
  type UnmetDemand,
} from './reports/outcomes/demand-satisfaction.ts';
export {
  type RescheduleCounts,
  type Reschedules,
  type ReschedulesOptions,
  reschedules,
} from './reports/open-deals/reschedules.ts';
export {
  type DealJourney,
  type DealJourneyOptions,
  dealJourney,
  type JourneyStep,
} from './reports/deal/deal-journey.ts';
export {
  type DealPath,
  type DealPaths,
  type DealPathsOptions,
  dealPaths,
} from './reports/funnel/deal-paths.ts';
export { funnelOfPaths } from './reports/funnel/funnel-of-paths.ts';
export { mergePaths } from './reports/funnel/merge-paths.ts';

// Saved reports: a report by its name, with its options as plain data
export type { ReportVariant } from './reports/saved/report-variant.ts';
export {
  type BookReport,
  type KeyKind,
  type ReportGroup,
  type RunReportOptions,
  runReport,
} from './reports/saved/run-report.ts';

// Planning: arithmetic on conversion rates
export type { Figure } from './planning/figure.ts';
export type { Conversion, StageConversion } from './planning/conversion.ts';
export type { Ratio } from './planning/ratio.ts';
export type { Obstacle } from './planning/obstacle.ts';
export { averageMoney } from './planning/average-money.ts';
export { type StageRatesOptions, stageRates } from './planning/stage-rates.ts';
export {
  type Plan,
  type RequiredEntrants,
  type RequiredStage,
  requiredEntrants,
} from './planning/required-entrants.ts';
export {
  type FeasibleFigures,
  type FeasiblePlan,
  feasiblePlan,
  type OwnerCapacity,
  type OwnerPlan,
} from './planning/feasible-plan.ts';
export {
  type OwnerCount,
  type OwnersNeeded,
  type OwnersNeededOptions,
  ownersNeeded,
} from './planning/owners-needed.ts';
export type { AtStage, Growth, Improvement, NewRate } from './planning/change.ts';
export { type Flow, type StageFlow, type WhatIf, type WhatIfOptions, whatIf } from './planning/what-if.ts';
export { type KeyStage, type KeyStageOptions, keyStage, type StageHeadroom } from './planning/key-stage.ts';

// Format: figures and tables for people
export { type FormatOptions, formatMoney, formatNumber, formatRate } from './format/figures.ts';
export type { ReportTableOptions } from './format/columns.ts';
export { reportTable, type TabularReport } from './format/report-table.ts';
export { type RouteMapTextOptions, routeMapText } from './format/route-map-text.ts';
export { type Heading, markdownTable, type Table, textTable } from './format/table.ts';

// Stored forms: what a store keeps, and back
export type { Json } from './codec/json.ts';
export type { DecodeOptions, StoredForm } from './codec/stored-form.ts';
export { decodeEvent, encodeEvent } from './codec/event-codec.ts';
export { decodePipeline, encodePipeline } from './codec/pipeline-codec.ts';
export { decodeVariant, encodeVariant } from './codec/variant-codec.ts';
export type { Report } from './codec/report-places.ts';
export { type JsonOf, type ReportJson, reviveReport } from './codec/revive-report.ts';

// Repositories: where histories, pipelines, rates and report variants are kept
export type {
  AppendResult,
  DealChange,
  DealChanges,
  DealFeed,
  DealRepository,
  HistoriesOptions,
} from './repository/deal-repository.ts';
export { type DealQuery, matchesQuery, queryTest } from './repository/deal-query.ts';
export { type UpdateDealOptions, updateDeal } from './repository/update-deal.ts';
export type { PipelineRepository, SavedPipeline, SaveResult } from './repository/pipeline-repository.ts';
export type { RateRepository, SavedRate } from './repository/rate-repository.ts';
export type {
  RemoveResult,
  ReportVariantRepository,
  SavedVariant,
} from './repository/report-variant-repository.ts';

// For implementors of a repository; dealbook/testing tells whether it is right
export { encodeAppend } from './repository/encode-append.ts';
export { decodeHistory } from './repository/decode-history.ts';
export { answerStale } from './repository/answer-stale.ts';
