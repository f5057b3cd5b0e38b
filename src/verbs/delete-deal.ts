import type { Deal } from '../deal/deal.ts';
import type { DealDeleted } from '../deal/event.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Deletes a deal: no report shows it from then on, reports as of an earlier date still do.
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-option`,
 * `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * deleteDeal(deal, sales, { at: on('12') }) // => [{ type: 'DealDeleted', dealId: 'd4', at: '2026-10-12T00:00:00.000Z' }]
 * ```
 */
export function deleteDeal(deal: Deal, pipeline: Pipeline, input: VerbInput): [DealDeleted] {
  const entry = entryOf(deal, pipeline, input, {}, anyDeal);
  return entered(entry, pipeline, [eventOf('DealDeleted', entry.common, {})]);
}
