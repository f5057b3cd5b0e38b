import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, reading } from '../options.ts';
import type { WeightedPipeline } from '../reports/open-deals/weighted-pipeline.ts';
import { type ReportChartOptions, reportChartOptions } from './chart.ts';
import type { PeriodItem } from './chart-item.ts';
import { openBars } from './open-bars.ts';
import type { RowBarsOption } from './row-bars.ts';

/**
 * What is expected when, as options for ECharts: of each period, from top to bottom, the potential of the open deals expected
 * to close in it, and that potential weighted with how likely they are. Before the periods what is overdue, after them what
 * has no date.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis } = weightedPipelineChart(weightedPipeline(book))
 * yAxis.map(({ data }) => data) // => [['Overdue', '2026-10', 'Not scheduled'], ['0 / 0', '200 / 100', '0 / 0']]
 * ```
 */
export function weightedPipelineChart(
  report: WeightedPipeline,
  options: ReportChartOptions = {},
): RowBarsOption<PeriodItem> {
  checkOptions(options, reportChartOptions);
  return reading('report', () => {
    const { overdue, notScheduled } = captionsIn(options.locale);
    const rows = [
      { name: overdue, figures: report.overdue, key: { period: null } },
      ...report.periods.map((row) => ({ name: row.name, figures: row, key: { period: row.name } })),
      { name: notScheduled, figures: report.unscheduled, key: { period: null } },
    ];
    return openBars<Pick<PeriodItem, 'period'>>(rows, report.currency, options);
  });
}
