import { captionsIn } from '../format/captions/captions-in.ts';
import { checkOptions, reading } from '../options.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import { type ChartOptions, chartOptions, type StageBarsOption, stageBars } from './stage-bars.ts';

/**
 * The chart "potential" of a sales funnel, as options for ECharts: `dealsChart` in money. Of each stage, from top to bottom,
 * the potential of the deals that passed it and of those lost there, in the management currency, which the title names.
 *
 * Deals without a potential are not in it; the report counts them as `unpriced`. The bars are as long as the nearest
 * number, the exact amount is in each item as text (`exact`) and in its tooltip; beside the bars amounts are compact where
 * one of them is long.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const { title, yAxis, series } = potentialChart(salesFunnel(book, { pipelineId: 'sales' }))
 * title.text // => 'Potential, NOK'
 * yAxis[1].data // => ['360 / 40', '100 / 60', '100 / 0']
 * series[1]?.data[0]?.exact // => '40'
 * ```
 */
export function potentialChart(funnel: SalesFunnel, options: ChartOptions = {}): StageBarsOption {
  checkOptions(options, chartOptions);
  return reading('funnel', () => {
    const { currency } = funnel;
    const { title = `${captionsIn(options.locale).potential}, ${currency}` } = options;
    return stageBars(
      funnel,
      ({ potential }, cell) => potential[cell].amount,
      { title, unit: currency },
      options,
    );
  });
}
