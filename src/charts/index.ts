/**
 * dealbook/charts: reports as options for Apache ECharts. Plain data; this package does not depend on ECharts.
 */

export type { ChartItem, ChartOptions, FigureLabel } from './chart.ts';
export { dealsChart } from './deals-chart.ts';
export {
  type FunnelChartOption,
  type FunnelChartOptions,
  type FunnelSeries,
  funnelChart,
} from './funnel-chart.ts';
export { potentialChart } from './potential-chart.ts';
export type { StageBars, StageBarsOption } from './stage-bars.ts';
export { type ChartTheme, okabeIto, redAndYellow } from './theme.ts';
