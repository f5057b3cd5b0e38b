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
 * A category says how it is forecast, for `weightedPipeline`.
 *
 * @throws DealError `invalid-probability`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * estimateDeal(deal, sales, { probability: 0.8, category: 'commit', at: on('12') })[0].category // => 'commit'
 * ```
 */
export function estimateDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** How probable a win is, 0 to 1; null takes the estimate back. */
    readonly probability: number | null;
    /** How it is forecast: `commit`, `best case` or any other; default as before, null takes it back. */
    readonly category?: string | null | undefined;
  },
): [DealEstimated] {
  const entry = entryOf(deal, pipeline, input, { probability: readLater, category: readLater }, assertOpen);
  const { probability, category } = input;
  return entered(entry, [eventOf('DealEstimated', entry.common, { probability, category })]);
}
