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
export { instantOf, type TimeInput } from './time/calendar/instant-of.ts';
export { day } from './time/calendar/day.ts';
export { week } from './time/calendar/week.ts';
export { month } from './time/calendar/month.ts';
export { quarter } from './time/calendar/quarter.ts';
export { year } from './time/calendar/year.ts';
export type { CalendarUnit } from './time/calendar/calendar-unit.ts';
export { eachPeriod } from './time/calendar/each-period.ts';
export { previousPeriod } from './time/calendar/previous-period.ts';
export { samePeriodLastYear } from './time/calendar/same-period-last-year.ts';
export type { RelativePeriod } from './time/calendar/relative-period.ts';
export {
  type BusinessCalendar,
  type BusinessCalendarInput,
  type BusinessHours,
  businessCalendar,
} from './time/business-calendar.ts';
export { businessDays } from './time/business-days.ts';

// Rates: dated, between any two currencies
export { type RateRow, type RateTable, rateTable } from './rates/rate-table.ts';
export { type ExchangeRate, rateOn } from './rates/rate-on.ts';
export { convertMoney } from './rates/convert-money.ts';

// Statistics: the shapes figures come in
export type { CountRate } from './statistics/rate.ts';
export type { MoneyRate } from './statistics/money-rate.ts';
export type { MoneyAverage } from './statistics/money-average.ts';
export type { Summary } from './statistics/summarize.ts';
export type { MoneySummary } from './statistics/summarize-money.ts';

// Pipelines: the stages deals go through
export type { Pipeline, Progression, Stage, StageTask, TaskAssignee } from './pipeline/pipeline.ts';
export { definePipeline, type PipelineInput } from './pipeline/define-pipeline.ts';
export { type PredefinedStageId, predefinedStages } from './pipeline/predefined-stages.ts';
export {
  aida,
  directSale,
  manualSale,
  nonProcessSale,
  typicalSale,
} from './pipeline/presets.ts';
export type { PipelineRevision, StageChange } from './pipeline/pipeline-revision.ts';
export { revisePipeline } from './pipeline/revise-pipeline.ts';
export { nextStage, previousStage } from './pipeline/next-stage.ts';

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
  EventCorrected,
  EventHead,
  Fields,
  Interaction,
  InteractionLinked,
  LossExplained,
  ManualControlTaken,
  Participant,
  ParticipantAdded,
  PaymentReceived,
  TaskAdded,
  TaskChanged,
  TaskCompleted,
  TaskInput,
} from './deal/event.ts';
export type { DealDescription, DescriptionOf } from './deal/description.ts';

export type { CorrectionIssue } from './deal/corrected-events.ts';
export { type HistoryIssue, type HistoryIssueCode, validateHistory } from './deal/validate-history.ts';
export {
  assertClosed,
  assertOpen,
  type Deal,
  type DealFacts,
  type LostDeal,
  type OpenDeal,
  type WonDeal,
} from './deal/deal.ts';
export type { AsOf } from './deal/as-of.ts';
export { dealAsOf, replay } from './deal/replay.ts';

// Timelines: a deal as its stays in stages
export type { StageHead } from './timeline/stage-head.ts';
export { type DealTimeline, timelineOf } from './timeline/timeline-of.ts';

// Rows of a CRM: histories from what a CRM has, and what was wrong with it
export type {
  DealRow,
  InteractionRow,
  OutcomeFacts,
  OutcomeRow,
  PaymentRow,
} from './import/rows/deal-row.ts';
export type { ChangedFacts, ChangeRow } from './import/rows/change-row.ts';
export type { ImportProblem, ImportProblemCode } from './import/rows/import-problem.ts';
export type { ImportOptions } from './import/rows/import-rules.ts';
export type { DealImport } from './import/deal-import.ts';
export { importDeals } from './import/import-deals.ts';
export { historiesOf } from './import/histories-of.ts';
export { historyOf, type VisitedDeal } from './import/history-of.ts';
export { rowsOf } from './import/rows-of.ts';

// The process: where a deal is on its way, what must be done next, what the client asked for
export { type DealTask, isOverdue } from './process/task.ts';
export type { Assign, TaskOptions } from './process/assign.ts';
export { tasksOf } from './process/tasks-of.ts';
export { type OpenTasksOptions, openTasks } from './process/open-tasks.ts';
export { type RouteMap, routeMap } from './process/route-map.ts';
export type { CheckOptions } from './process/requirements.ts';
export { lostToCompetitor } from './process/loss-reason.ts';
export { type PrimaryDemand, primaryDemand } from './process/primary-demand.ts';

// Verbs: what one does to a deal, answered with the events to record
export type { VerbInput } from './verbs/verb-input.ts';
export { type OpenDealInput, openDeal } from './verbs/open-deal.ts';
export { openDealFromInteraction } from './verbs/open-deal-from-interaction.ts';
export { moveDeal } from './verbs/move-deal.ts';
export { revalueDeal } from './verbs/revalue-deal.ts';
export { reassignDeal } from './verbs/reassign-deal.ts';
export { rescheduleDeal } from './verbs/reschedule-deal.ts';
export { estimateDeal } from './verbs/estimate-deal.ts';
export { describeDeal } from './verbs/describe-deal.ts';
export { addParticipant } from './verbs/add-participant.ts';
export { linkInteraction } from './verbs/link-interaction.ts';
export { recordDemand } from './verbs/record-demand.ts';
export { addTask } from './verbs/add-task.ts';
export { completeTask } from './verbs/complete-task.ts';
export { reassignTask } from './verbs/reassign-task.ts';
export { postponeTask } from './verbs/postpone-task.ts';
export { cancelTask } from './verbs/cancel-task.ts';
export { takeManualControl } from './verbs/take-manual-control.ts';
export { transferDeal } from './verbs/transfer-deal.ts';
export { winDeal } from './verbs/win-deal.ts';
export { loseDeal } from './verbs/lose-deal.ts';
export { explainLoss } from './verbs/explain-loss.ts';
export { receivePayment } from './verbs/receive-payment.ts';
export { reopenDeal } from './verbs/reopen-deal.ts';
export { deleteDeal } from './verbs/delete-deal.ts';
export { correctEvent } from './verbs/correct-event.ts';

// Books: many deals in one currency, as of a date
export type { DealBook } from './book/book.ts';
export type { BookWarning } from './book/book.ts';
export { dealBook, dealBookFrom } from './book/deal-book.ts';
export { dealBookFromColumns } from './book/deal-book-from-columns.ts';
export type { CodedColumn, TableColumn, VectorColumn } from './import/columns/column.ts';
export type {
  ChangeColumns,
  DealColumns,
  MoneyColumn,
  TextColumn,
  TimeColumn,
} from './import/columns/deal-columns.ts';
export type { DealBookOptions } from './book/deal-book-options.ts';
export type { ReadingOptions } from './book/reading.ts';
export type { RateDate } from './book/prices/pricing.ts';
export { bookAsOf } from './book/book-as-of.ts';
export { appendToBook } from './book/append-to-book.ts';
export { putInBook } from './book/put-in-book.ts';
export { removeFromBook } from './book/remove-from-book.ts';
export type { FieldName } from './book/selection/fields.ts';
export type { FilterValue } from './book/selection/comparison.ts';
export type { Filter, Hierarchies } from './book/selection/filter.ts';
export { selectDeals } from './book/select-deals.ts';
export {
  type DealGroup,
  type Grouping,
  groupDeals,
} from './book/group-deals.ts';
export type { GroupKey } from './book/selection/group-keys.ts';
export { series } from './book/series.ts';
export { type UnpricedDeal, unpricedDeals } from './book/unpriced-deals.ts';
export type { PeriodInput, Population, PopulationOptions } from './book/selection/population.ts';

// Reports: pure functions of a book
export { type SalesFunnelOptions, salesFunnel } from './reports/funnel/sales-funnel.ts';
export type { SalesFunnel, StageRow } from './reports/funnel/funnel.ts';
export type {
  PipelinePopulation,
  PipelinePopulationOptions,
} from './reports/funnel/pipeline-population.ts';
export type {
  FunnelPopulation,
  FunnelPopulationOptions,
  StageReportEcho,
  StageReportOptions,
} from './reports/funnel/funnel-deals.ts';
export type { StageReading } from './timeline/read-path.ts';
export type { FunnelReading } from './reports/funnel/funnel-reading.ts';
export { readings } from './reports/funnel/readings.ts';
export type { ActiveFigures } from './reports/open-deals/active-figures.ts';
export {
  type ActiveFunnel,
  activeFunnel,
} from './reports/open-deals/active-funnel.ts';
export { dealsIn } from './reports/deal/deals-in.ts';
export type { FigureKind, FigurePlaces } from './reports/deal/figure-place.ts';
export type { FunnelCell } from './reports/funnel/deals-in-cell.ts';
export { type WinRate, winRate } from './reports/outcomes/win-rate.ts';
export { type SalesCycle, salesCycle } from './reports/outcomes/sales-cycle.ts';
export type { DaysPerDeal } from './reports/stages/days-per-deal.ts';
export {
  type StageDurations,
  stageDurations,
} from './reports/stages/stage-durations.ts';
export {
  type Transitions,
  transitions,
} from './reports/stages/transitions.ts';
export {
  type OverduePayments,
  type OverduePaymentsOptions,
  overduePayments,
} from './reports/outcomes/overdue-payments.ts';
export { type DealAmounts, type DealAmountsOptions, dealAmounts } from './reports/outcomes/deal-amounts.ts';
export { type DealStatus, dealStatus } from './reports/outcomes/deal-status.ts';
export {
  type SalesByPeriod,
  type SalesByPeriodOptions,
  salesByPeriod,
} from './reports/outcomes/sales-by-period.ts';
export {
  type LossReasons,
  lossReasons,
} from './reports/outcomes/loss-reasons.ts';
export {
  type StageEffectiveness,
  stageEffectiveness,
} from './reports/stages/stage-effectiveness.ts';
export {
  type OwnerScorecard,
  type OwnerScorecardOptions,
  ownerScorecard,
} from './reports/outcomes/owner-scorecard.ts';
export {
  compareFunnels,
  type FunnelComparison,
} from './reports/stages/compare-funnels.ts';
export type { PublishedComparison, PublishedRate } from './reports/stages/published-rates.ts';
export { type Forecast, forecast } from './reports/open-deals/forecast.ts';
export {
  type WeightedPipeline,
  weightedPipeline,
} from './reports/open-deals/weighted-pipeline.ts';
export {
  type SalesVelocity,
  type SalesVelocityOptions,
  salesVelocity,
} from './reports/outcomes/sales-velocity.ts';
export {
  type StaleDeals,
  staleDeals,
} from './reports/open-deals/stale-deals.ts';
export {
  type PlanAttainment,
  planAttainment,
  type SalesPlan,
} from './reports/outcomes/plan-attainment.ts';
export type { MovementLine } from './reports/movements/movements.ts';
export {
  type PipelineMovements,
  type PipelineMovementsOptions,
  pipelineMovements,
} from './reports/movements/pipeline-movements.ts';
export {
  type ContactToPayment,
  contactToPayment,
} from './reports/outcomes/contact-to-payment.ts';
export {
  type DemandSatisfaction,
  demandSatisfaction,
} from './reports/outcomes/demand-satisfaction.ts';
export {
  type Reschedules,
  reschedules,
} from './reports/open-deals/reschedules.ts';
export { type DealBoard, type DealBoardOptions, dealBoard } from './reports/deal/deal-board.ts';
export { type DealList, type DealListOptions, dealList } from './reports/deal/deal-list.ts';
export type { DealSort, DealSortField, DealSortInput } from './reports/deal/deal-order.ts';
export type { DealLine } from './reports/deal/deal-row.ts';
export {
  type DealJourney,
  dealJourney,
} from './reports/deal/deal-journey.ts';
export {
  type DealPaths,
  dealPaths,
} from './reports/funnel/deal-paths.ts';
export { type FunnelOfPathsOptions, funnelOfPaths } from './reports/funnel/funnel-of-paths.ts';
export { mergePaths } from './reports/funnel/merge-paths.ts';

// Saved reports: a report by its name, with its options as plain data
export type { ReportVariant } from './reports/saved/report-variant.ts';
export {
  type BookReport,
  type ReportGroup,
  type RunReportOptions,
  runReport,
} from './reports/saved/run-report.ts';

// Planning: arithmetic on conversion rates
export type { PlanObstacle } from './planning/obstacle.ts';
export type { WhatIfOptions } from './planning/change.ts';
export type { Figure } from './planning/figure.ts';
export type { StageConversion } from './planning/conversion.ts';
export type { ExactRate } from './planning/ratio.ts';
export { averageMoney } from './planning/average-money.ts';
export { stageRates } from './planning/stage-rates.ts';
export {
  type RequiredEntrants,
  requiredEntrants,
} from './planning/required-entrants.ts';
export {
  type FeasiblePlan,
  feasiblePlan,
  type OwnerCapacity,
} from './planning/feasible-plan.ts';
export {
  type OwnersNeeded,
  type OwnersNeededOptions,
  ownersNeeded,
} from './planning/owners-needed.ts';
export { type WhatIf, whatIf } from './planning/what-if.ts';
export { type AllAsBest, allAsBest } from './planning/all-as-best.ts';
export { type KeyStage, keyStage } from './planning/key-stage.ts';
export { type SalesLag, salesLag } from './planning/sales-lag.ts';

// Format: figures and tables for people
export { type FormatOptions, formatMoney, formatNumber, formatRate } from './format/figures.ts';
export type { Captions, OtherCaptions } from './format/captions/captions.ts';
export { problemTable } from './format/problem-table.ts';
export { reportTable, type TabularReport } from './format/report-table.ts';
export { routeMapText } from './format/route-map-text.ts';
export { markdownTable, type ReportTable, textTable } from './format/table.ts';
export { type CsvTableOptions, csvTable } from './format/csv-table.ts';
export { htmlTable } from './format/html-table.ts';

// Stored forms: what a store keeps, and back
export type { StoredValue } from './codec/json.ts';
export type { DecodeOptions, StoredForm } from './codec/stored-form.ts';
export { decodeEvent, encodeEvent } from './codec/event-codec.ts';
export { decodePipeline, encodePipeline } from './codec/pipeline-codec.ts';
export { decodeVariant, encodeVariant } from './codec/variant-codec.ts';
export { encodeBook } from './codec/encode-book.ts';
export { decodeBook } from './codec/decode-book.ts';
export type { Report } from './codec/report-places.ts';
export { type JsonOf, reviveReport } from './codec/revive-report.ts';

// Repositories: where histories, pipelines, rates and report variants are kept
export type {
  AppendResult,
  DealAppend,
  DealChanges,
  DealFeed,
  DealRepository,
} from './repository/deal-repository.ts';
export { type DealQuery, matchesQuery, queryTest } from './repository/deal-query.ts';
export { createDeal } from './repository/create-deal.ts';
export { loadDeal } from './repository/load-deal.ts';
export { updateDeal } from './repository/update-deal.ts';
export { followDeals } from './repository/follow-deals.ts';
export type { BookRefresh, FollowedBook, FollowOptions } from './repository/followed-book.ts';
export type { PipelineRepository, SavedPipeline, SaveResult } from './repository/pipeline-repository.ts';
export type { RateRepository } from './repository/rate-repository.ts';
export type { ReportVariantRepository, SavedVariant } from './repository/report-variant-repository.ts';

// For implementors of a repository; dealbook/testing tells whether it is right
export { encodeAppend } from './repository/encode-append.ts';
export { decodeHistory } from './repository/decode-history.ts';
export { answerStale } from './repository/answer-stale.ts';
