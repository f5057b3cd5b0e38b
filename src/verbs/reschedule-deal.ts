import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealRescheduled } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Gives an open deal another expected closing.
 *
 * @throws DealError `invalid-date`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * rescheduleDeal(deal, sales, { expectedCloseAt: new Date('2026-11-15'), at: on('12') })[0].expectedCloseAt // => '2026-11-15T00:00:00.000Z'
 * ```
 */
export function rescheduleDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** When it is expected to be closed; null where nobody knows any more. */
    readonly expectedCloseAt: Date | null;
  },
): [DealRescheduled] {
  const entry = entryOf(deal, pipeline, input, { expectedCloseAt: readLater }, assertOpen);
  const { expectedCloseAt } = input;
  return entered(entry, [eventOf('DealRescheduled', entry.common, { expectedCloseAt })]);
}
