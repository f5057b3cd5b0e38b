import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, reading } from '../options.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import { type ChartOptions, chartOptions, type StageBarsOption, stageBars } from './stage-bars.ts';

/**
 * The chart "number of deals" of a sales funnel, as options for ECharts: stages from top to bottom, and of each a
 * horizontal bar of the deals that passed it (went on, or were won) and those lost there, with both figures beside it. Losses
 * make it narrow down to a funnel.
 *
 * All rows of the report, in its order; open, returned and transferred deals are not in the bars. Plain data, without
 * functions: send it as JSON to wherever ECharts draws it, at 360 pixels or more. Names are escaped in tooltips, so a stage
 * called `{b}` or `<script>` is shown as just that; a long one is cut in the picture only.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { yAxis, series } = dealsChart(salesFunnel(book, { pipelineId: 'sales' }))
 * yAxis[0].data // => ['Contact', 'Offer', 'Terms']
 * series.map(({ name, data }) => [name, ...data.map(({ value }) => value)]) // => [['Passed', 3, 1, 1], ['Lost', 1, 1, 0]]
 * ```
 */
export function dealsChart(funnel: SalesFunnel, options: ChartOptions = {}): StageBarsOption {
  checkOptions(options, chartOptions);
  return reading('funnel', () =>
    stageBars(
      funnel,
      (row, cell) => row[cell],
      { title: options.title ?? captionsIn(options.locale).numberOfDeals },
      options,
    ),
  );
}
