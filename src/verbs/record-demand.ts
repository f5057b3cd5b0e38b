import type { Deal } from '../deal/deal.ts';
import type { DemandLine, DemandRecorded } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDemandExplained, checkDemandGiven } from '../process/primary-demand.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Records what the client asked for and how far the deal meets it. Where the pipeline records demand, at least one line
 * is needed, and once the deal is closed a reason for each line not wholly satisfied.
 *
 * @throws DealError `demand-required`, `demand-unexplained` (a closed deal), `invalid-percent`, `invalid-amount`,
 * `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`,
 * `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const demand = [{ text: 'Chairs', amount: money(200, 'NOK'), percentSatisfied: 75, reason: 'out of stock' }]
 * const recorded = recordDemand(deal, sales, { demand, at: on('12') })
 * primaryDemand(replay([...histories[3], ...recorded])).totals[0].unsatisfied // => { amount: '50', currency: 'NOK' }
 * ```
 */
export function recordDemand(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** All lines: they take the place of those recorded before. */
    readonly demand: readonly DemandLine[];
  },
): [DemandRecorded] {
  const entry = entryOf(deal, pipeline, input, { demand: readLater }, anyDeal);
  const { deal: then, now, common } = entry;
  const { demand } = input;
  const event = eventOf('DemandRecorded', common, { demand });
  checkDemandGiven(pipeline, deal.id, demand);
  if (then.status !== 'open' || now.status !== 'open') checkDemandExplained(pipeline, deal.id, demand);
  return entered(entry, [event]);
}
