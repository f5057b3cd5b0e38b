import { checkEvent } from '../deal/check-history.ts';
import { copyEvent } from '../deal/copy-event.ts';
import type { Deal } from '../deal/deal.ts';
import type { DemandLine, DemandRecorded } from '../deal/event.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDemandExplained, checkDemandGiven } from '../process/primary-demand.ts';
import { recordedFor, type VerbInput } from './recorded.ts';

export interface RecordDemandInput extends VerbInput {
  /** All lines: they take the place of those recorded before. */
  readonly demand: readonly DemandLine[];
}

/**
 * Records what the client asked for and how far the deal meets it. Where the pipeline records demand, at least one line
 * is needed, and once the deal is closed a reason for each line not wholly satisfied.
 *
 * @throws DealError `demand-required`, `demand-unexplained` (a closed deal), `invalid-percent`, `invalid-amount`,
 * `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`.
 *
 * @example
 * ```ts
 * const opened = openDeal(manualSale, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') })
 * const demand = [{ text: 'Chairs', amount: money(200, 'NOK'), percentSatisfied: 75, reason: 'out of stock' }]
 * const recorded = recordDemand(replay(opened), manualSale, { demand, at: new Date('2026-10-05') })
 * primaryDemand(replay([...opened, ...recorded])).totals[0].unsatisfied // => { amount: '50', currency: 'NOK' }
 * ```
 */
export function recordDemand(deal: Deal, pipeline: Pipeline, input: RecordDemandInput): [DemandRecorded] {
  const { demand } = input;
  const event: DemandRecorded = { type: 'DemandRecorded', ...recordedFor(deal, pipeline, input), demand };
  checkEvent(event);
  checkDemandGiven(pipeline, deal.id, demand);
  if (deal.status !== 'open') checkDemandExplained(pipeline, deal.id, demand);
  return [copyEvent(event) as DemandRecorded];
}
