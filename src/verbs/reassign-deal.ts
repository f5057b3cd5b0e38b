import type { Deal } from '../deal/deal.ts';
import type { DealReassigned } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Gives a deal to another owner. A closed deal may change hands too; the win or loss stays with the owner at the
 * closing (`closedBy`).
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = replay(openDeal(sales, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') }))
 * reassignDeal(deal, sales, { ownerId: 'ola', at: new Date('2026-10-05') })[0].ownerId // => 'ola'
 * ```
 */
export function reassignDeal(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly ownerId: string;
  },
): [DealReassigned] {
  const entry = entryOf(deal, pipeline, input, { ownerId: readLater }, anyDeal);
  const { ownerId } = input;
  return entered(entry, pipeline, [eventOf('DealReassigned', entry.common, { ownerId })]);
}
