import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealRevalued } from '../deal/event.ts';
import type { Money } from '../money/money.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Gives an open deal another potential. Winning does not change it: what was sold is the win's own amount.
 *
 * @throws DealError `invalid-amount`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * revalueDeal(deal, sales, { potential: money(150, 'NOK'), at: on('12') })[0].potential // => { amount: '150', currency: 'NOK' }
 * ```
 */
export function revalueDeal(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** The new potential; null where it is not known any more. */
    readonly potential: Money | null;
  },
): [DealRevalued] {
  const entry = entryOf(deal, pipeline, input, { potential: readLater }, assertOpen);
  const { potential } = input;
  return entered(entry, [eventOf('DealRevalued', entry.common, { potential })]);
}
