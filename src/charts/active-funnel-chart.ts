import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, reading } from '../options.ts';
import type { ActiveFunnel } from '../reports/open-deals/active-funnel.ts';
import { type ReportChartOptions, reportChartOptions } from './chart.ts';
import type { StageItem } from './chart-item.ts';
import { drawableStage } from './drawable.ts';
import { openBars } from './open-bars.ts';
import type { RowBarsOption } from './row-bars.ts';

/**
 * The active funnel as options for ECharts: of each stage, from top to bottom, the potential of the deals that are open in it,
 * and that potential weighted with how likely they are.
 *
 * All rows of the report, in its order, in the management currency, which the title names. Deals without a potential, or
 * without a probability, are not in the bars; the report counts them.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis, series } = activeFunnelChart(activeFunnel(book, { pipelineId: 'sales', asOf: on('14') }))
 * yAxis[1].data // => ['0 / 0', '200 / 100', '0 / 0']
 * series.map(({ name, data }) => [name, data[1]?.exact, data[1]?.stageId]) // => [['Potential', '200', 'offer'], ['Weighted', '100', 'offer']]
 * ```
 */
export function activeFunnelChart(
  report: ActiveFunnel,
  options: ReportChartOptions = {},
): RowBarsOption<StageItem> {
  checkOptions(options, reportChartOptions);
  return reading('report', () => {
    const captions = captionsIn(options.locale);
    const rows = report.stages.map((row) => ({
      name: drawableStage(row, captions),
      figures: row,
      key: { stageId: row.stageId },
    }));
    return openBars(rows, report.currency, options);
  });
}
