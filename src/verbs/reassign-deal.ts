import type { Deal } from '../deal/deal.ts';
import type { DealReassigned } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Gives a deal to another owner, or to none. A closed deal may change hands too; the win or loss stays with the owner at the
 * closing (`closedBy`).
 *
 * @throws DealError `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`, `invalid-text`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * reassignDeal(deal, sales, { ownerId: 'kari', at: on('12') })[0].ownerId // => 'kari'
 * ```
 */
export function reassignDeal(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** Null: from then on the deal has no owner. */
    readonly ownerId: string | null;
  },
): [DealReassigned] {
  const entry = entryOf(deal, pipeline, input, { ownerId: readLater }, anyDeal);
  const { ownerId } = input;
  return entered(entry, [eventOf('DealReassigned', entry.common, { ownerId })]);
}
