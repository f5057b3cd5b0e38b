import type { SalesFunnel } from '../reports/funnel.ts';
import type { Rate } from '../statistics/rate.ts';

export interface StageRatesOptions {
  /** Which rate of a stage; default `stepRate`. */
  readonly by?: 'stepRate' | 'settledRate' | undefined;
}

/**
 * The stages of a funnel with their conversions, as every planning function takes them.
 *
 * `stepRate` = of the deals that entered a stage, those that entered the next (last stage: won), so open deals count as not
 * gone on: right for a funnel of closed deals. `settledRate` = passed / (passed + lost) leaves open deals out. With the
 * default reading of skipped stages and closed deals only, the product of the step rates is `total.totalRate`.
 * Stages in pipeline order; stages the pipeline does not know are left out, since they have no place in it.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const deal = (id: string, status: 'won' | 'lost') => ({ id, ownerId: 'kari', pipelineId: 'sales', potential: money(10, 'NOK'), openedAt: new Date('2026-10-01'), outcome: { status, at: new Date('2026-10-09') } })
 * const book = dealBook(historiesOf([deal('d1', 'won'), deal('d2', 'lost')], [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * stageRates(salesFunnel(book, { pipelineId: 'sales' })) // => [{ stageId: 'contact', rate: { value: 0.5, count: 1, of: 2 } }, { stageId: 'offer', rate: { value: 1, count: 1, of: 1 } }]
 * ```
 */
export function stageRates(
  funnel: SalesFunnel,
  { by = 'stepRate' }: StageRatesOptions = {},
): { readonly stageId: string; readonly rate: Rate }[] {
  const known = funnel.stages.filter(({ unmapped }) => !unmapped);
  return known.map(({ stageId, [by]: rate }) => ({ stageId, rate: { ...rate } }));
}
