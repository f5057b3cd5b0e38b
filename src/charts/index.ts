/**
 * dealbook/charts: reports as options for Apache ECharts. Plain data; this package does not depend on ECharts.
 */

export { activeFunnelChart } from './active-funnel-chart.ts';
export type { ByWidth, ChartFrame, ChartLegend, ReportChartOptions } from './chart.ts';
export type { ChartItem, OwnerItem, PeriodItem, StageItem } from './chart-item.ts';
export { dealsChart } from './deals-chart.ts';
export {
  type FunnelChartOption,
  type FunnelChartOptions,
  type FunnelSeries,
  funnelChart,
} from './funnel-chart.ts';
export type { ItemTooltip } from './item-tooltip.ts';
export {
  type FieldAxis,
  type FieldLabel,
  type OwnerScorecardChartOption,
  ownerScorecardChart,
  type ScorecardItem,
} from './owner-scorecard-chart.ts';
export {
  type MovementItem,
  type PipelineMovementsChartOption,
  pipelineMovementsChart,
  type WaterfallSeries,
} from './pipeline-movements-chart.ts';
export { potentialChart } from './potential-chart.ts';
export type { RowBars, RowBarsOption } from './row-bars.ts';
export type { RowAxis, RowFrame } from './row-frame.ts';
export { salesByPeriodChart } from './sales-by-period-chart.ts';
export type { ChartOptions, StageBars, StageBarsOption } from './stage-bars.ts';
export {
  type DurationItem,
  type StageDurationsChartOption,
  stageDurationsChart,
} from './stage-durations-chart.ts';
export { type ChartTheme, okabeIto, okabeItoDark, redAndYellow } from './theme.ts';
export {
  type FlowNode,
  type TransitionsChartOption,
  type TransitionsChartOptions,
  transitionsChart,
} from './transitions-chart.ts';
export { weightedPipelineChart } from './weighted-pipeline-chart.ts';
export {
  type CountBars,
  type PeriodAxis,
  type RateItem,
  type RateLine,
  type WinRateChartOption,
  type WinRateChartOptions,
  type WinRatePoint,
  winRateChart,
} from './win-rate-chart.ts';
