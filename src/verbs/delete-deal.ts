import type { Deal } from '../deal/deal.ts';
import type { DealDeleted } from '../deal/event.ts';
import { invalidValue } from '../deal/event-values.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Deletes a deal, or merges it into another one: no report shows it from then on, reports as of an earlier date still do.
 * `pipelineMovements` has a line for the merged ones.
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-option`,
 * `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * deleteDeal(deal, sales, { mergedInto: 'd3', at: on('12') })[0].mergedInto // => 'd3'
 * deleteDeal(deal, sales, { at: on('12') }) // => [{ type: 'DealDeleted', dealId: 'd4', at: '2026-10-12T00:00:00.000Z' }]
 * ```
 */
export function deleteDeal(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** The deal that goes on in its place, where two were one: what this one knew and that one should know is recorded there. */
    readonly mergedInto?: string | undefined;
  },
): [DealDeleted] {
  const entry = entryOf(deal, pipeline, input, { mergedInto: readLater }, anyDeal);
  const { mergedInto } = input;
  const event = eventOf('DealDeleted', entry.common, { mergedInto });
  if (mergedInto === deal.id) throw invalidValue('mergedInto', 'the deal itself', mergedInto, deal.id);
  return entered(entry, [event]);
}
