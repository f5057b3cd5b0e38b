import { checkOptions, type OptionsOf, oneOf, reading } from '../options.ts';
import { activeStageRows, checkRatesLeadToWins } from '../reports/funnel/active-stages.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import type { CountRate } from '../statistics/rate.ts';

type StageRatesOptions = Parameters<typeof stageRates>[1];

const stageRatesOptions: OptionsOf<StageRatesOptions> = { by: oneOf('stepRate', 'settledRate') };

/**
 * The stages of a funnel with their conversions, as every planning function takes them.
 *
 * `stepRate` = of the deals that entered a stage, those that entered the next (last stage: won), so open deals count as not
 * gone on: right for a funnel of closed deals. `settledRate` = passed / (passed + lost) leaves open deals out. With the
 * default reading of skipped stages and closed deals only, the product of the step rates is `total.totalRate`.
 * Stages in pipeline order; stages retired, or not known to the pipeline, are left out, since deals do not go
 * through them.
 *
 * @throws DealError `invalid-option`, also for a funnel read with `skips: 'jumps'`: where an early win passes no later stages,
 * the product of the rates is not the share of wins.
 *
 * @example
 * ```ts
 * stageRates(salesFunnel(book, { pipelineId: 'sales' })).map(({ stageId, rate }) => [stageId, rate.count, rate.of]) // => [['contact', 3, 4], ['offer', 1, 3], ['terms', 1, 1]]
 * ```
 */
export function stageRates(
  funnel: SalesFunnel,
  options: {
    /** Which rate of a stage; default `stepRate`. */
    readonly by?: 'stepRate' | 'settledRate' | undefined;
  } = {},
): { readonly stageId: string; readonly rate: CountRate }[] {
  checkOptions(options, stageRatesOptions);
  const { by = 'stepRate' } = options;
  return reading('funnel', () => {
    checkRatesLeadToWins('funnel', funnel);
    return activeStageRows(funnel).map(({ stageId, [by]: rate }) => ({ stageId, rate: { ...rate } }));
  });
}
