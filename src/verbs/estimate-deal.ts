import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealEstimated } from '../deal/event.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Says how probable it is that an open deal will be won. It goes before the probability of the stage; zero is a value.
 *
 * @throws DealError `invalid-probability`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * estimateDeal(deal, sales, { probability: 0.8, at: on('12') })[0].probability // => 0.8
 * ```
 */
export function estimateDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** How probable a win is, 0 to 1; null takes the estimate back. */
    readonly probability: number | null;
  },
): [DealEstimated] {
  const entry = entryOf(deal, pipeline, input, { probability: readLater }, assertOpen);
  const { probability } = input;
  return entered(entry, pipeline, [eventOf('DealEstimated', entry.common, { probability })]);
}
