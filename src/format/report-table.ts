import { checkOption, checkOptions, notPossible, object, reading } from '../options.ts';
import type { DealBoard } from '../reports/deal/deal-board.ts';
import type { DealJourney } from '../reports/deal/deal-journey.ts';
import type { DealList } from '../reports/deal/deal-list.ts';
import type { DealPaths } from '../reports/funnel/deal-paths.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import type { PipelineMovements } from '../reports/movements/pipeline-movements.ts';
import type { ActiveFunnel } from '../reports/open-deals/active-funnel.ts';
import type { Forecast } from '../reports/open-deals/forecast.ts';
import type { Reschedules } from '../reports/open-deals/reschedules.ts';
import type { StaleDeals } from '../reports/open-deals/stale-deals.ts';
import type { WeightedPipeline } from '../reports/open-deals/weighted-pipeline.ts';
import type { ContactToPayment } from '../reports/outcomes/contact-to-payment.ts';
import type { DealAmounts } from '../reports/outcomes/deal-amounts.ts';
import type { DealStatus } from '../reports/outcomes/deal-status.ts';
import type { DemandSatisfaction } from '../reports/outcomes/demand-satisfaction.ts';
import type { LossReasons } from '../reports/outcomes/loss-reasons.ts';
import type { OverduePayments } from '../reports/outcomes/overdue-payments.ts';
import type { OwnerScorecard } from '../reports/outcomes/owner-scorecard.ts';
import type { PlanAttainment } from '../reports/outcomes/plan-attainment.ts';
import type { SalesByPeriod } from '../reports/outcomes/sales-by-period.ts';
import type { SalesCycle } from '../reports/outcomes/sales-cycle.ts';
import type { SalesVelocity } from '../reports/outcomes/sales-velocity.ts';
import type { WinRate } from '../reports/outcomes/win-rate.ts';
import type { FunnelComparison } from '../reports/stages/compare-funnels.ts';
import type { StageDurations } from '../reports/stages/stage-durations.ts';
import type { StageEffectiveness } from '../reports/stages/stage-effectiveness.ts';
import type { Transitions } from '../reports/stages/transitions.ts';
import type { OtherCaptions } from './captions/captions.ts';
import { reportTableOptions, type Writer, writerIn } from './columns.ts';
import {
  contactToPaymentTable,
  dealJourneyTable,
  demandSatisfactionTable,
  reschedulesTable,
  staleDealsTable,
} from './deal-tables.ts';
import type { FormatOptions } from './figures.ts';
import { dealAmountsTable, dealBoardTable, dealListTable, overduePaymentsTable } from './list-tables.ts';
import {
  dealStatusTable,
  lossReasonsTable,
  pipelineMovementsTable,
  planAttainmentTable,
  salesByPeriodTable,
  salesCycleTable,
  salesVelocityTable,
  weightedPipelineTable,
  winRateTable,
} from './sales-tables.ts';
import {
  activeFunnelTable,
  compareFunnelsTable,
  dealPathsTable,
  forecastTable,
  ownerScorecardTable,
  salesFunnelTable,
  stageDurationsTable,
  stageEffectivenessTable,
  transitionsTable,
} from './stage-tables.ts';
import type { ReportTable } from './table.ts';

/** The reports that have a table: all of them. */
export type TabularReport =
  | ActiveFunnel
  | ContactToPayment
  | DealAmounts
  | DealBoard
  | DealJourney
  | DealList
  | DealPaths
  | DealStatus
  | DemandSatisfaction
  | Forecast
  | FunnelComparison
  | LossReasons
  | OverduePayments
  | OwnerScorecard
  | PipelineMovements
  | PlanAttainment
  | Reschedules
  | SalesByPeriod
  | SalesCycle
  | SalesFunnel
  | SalesVelocity
  | StageDurations
  | StageEffectiveness
  | StaleDeals
  | Transitions
  | WeightedPipeline
  | WinRate;

type Tables = {
  readonly [K in TabularReport['kind']]: (
    report: Extract<TabularReport, { readonly kind: K }>,
    write: Writer,
  ) => ReportTable;
};

const tables: Tables = {
  activeFunnel: activeFunnelTable,
  compareFunnels: compareFunnelsTable,
  contactToPayment: contactToPaymentTable,
  dealAmounts: dealAmountsTable,
  dealBoard: dealBoardTable,
  dealJourney: dealJourneyTable,
  dealList: dealListTable,
  dealPaths: dealPathsTable,
  dealStatus: dealStatusTable,
  demandSatisfaction: demandSatisfactionTable,
  forecast: forecastTable,
  lossReasons: lossReasonsTable,
  overduePayments: overduePaymentsTable,
  ownerScorecard: ownerScorecardTable,
  pipelineMovements: pipelineMovementsTable,
  planAttainment: planAttainmentTable,
  reschedules: reschedulesTable,
  salesByPeriod: salesByPeriodTable,
  salesCycle: salesCycleTable,
  salesFunnel: salesFunnelTable,
  salesVelocity: salesVelocityTable,
  stageDurations: stageDurationsTable,
  stageEffectiveness: stageEffectivenessTable,
  staleDeals: staleDealsTable,
  transitions: transitionsTable,
  weightedPipeline: weightedPipelineTable,
  winRate: winRateTable,
};

/**
 * A report as a table for people. This is where figures are rounded, and nowhere else.
 *
 * A report that is more than one table gives the one that answers its question: loss reasons those by reason, an owner
 * scorecard owner by stage, with ranks, and the open deals where these make ranks provisional; a waterfall the lines in which something moved. A forecast
 * marks a probability known from few deals, a comparison of funnels has a column for each publisher of rates. What it holds beside stays in it.
 * A sales funnel gives the columns of 1C's report, stage, passed (1C says won), lost, passed potential, lost potential, where
 * all deals that were won have passed; then open, conversion (the step rate) and, with durations, median days; the last row
 * is all deals.
 *
 * Headings and other captions are in the language of the `locale`: English, Norwegian (`nb`, `no`) or Russian (`ru`), else
 * English; each can be replaced by its name. Names from the book (of stages, owners, reasons) stay as they are.
 *
 * @throws DealError `invalid-option` (also for a caption there is not), `invalid-time-zone`.
 *
 * @example
 * ```ts
 * const { columns, rows } = reportTable(salesFunnel(book, { pipelineId: 'sales' }))
 * columns.map(({ name }) => name) // => ['Stage', 'Passed', 'Lost', 'Passed potential', 'Lost potential', 'Open', 'Conversion']
 * reportTable(winRate(book), { locale: 'nb', captions: { sold: 'Omsetning' } }).columns.map(({ name }) => name) // => ['Vunnet', 'Tapt', 'Åpne', 'Vinnrate', 'Etter potensial', 'Omsetning']
 * rows[0] // => ['Contact', '3', '1', 'NOK\u00a0360.00', 'NOK\u00a040.00', '0', '75%']
 * ```
 */
export function reportTable(
  report: TabularReport,
  options: FormatOptions & {
    /** Whose days are shown; default UTC. */
    readonly timeZone?: string | undefined;
    /** Captions in place of the language's own, by name. */
    readonly captions?: OtherCaptions | undefined;
  } = {},
): ReportTable {
  checkOptions(options, reportTableOptions);
  const write = writerIn(options);
  checkOption('report', report, object);
  const table =
    typeof report.kind === 'string' && Object.hasOwn(tables, report.kind) ? tables[report.kind] : undefined;
  if (table === undefined) throw notPossible('report', 'a report of this library', report.kind);
  return reading('report', () =>
    (table as (report: TabularReport, write: Writer) => ReportTable)(report, write),
  );
}
