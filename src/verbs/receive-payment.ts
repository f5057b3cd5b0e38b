import type { Deal } from '../deal/deal.ts';
import type { PaymentReceived } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Money } from '../money/money.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Records a payment of the client for a deal, open or closed: an advance, a part, the rest.
 *
 * @throws DealError `invalid-amount` (also of nothing, or less), `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * const received = receivePayment(deal, sales, { amount: money(50, 'NOK'), at: on('12') })
 * replay([...histories[3], ...received]).payments.map(({ amount }) => amount) // => [{ amount: '50', currency: 'NOK' }]
 * ```
 */
export function receivePayment(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** More than nothing, in any currency. */
    readonly amount: Money;
  },
): [PaymentReceived] {
  const entry = entryOf(deal, pipeline, input, { amount: readLater }, anyDeal);
  const { amount } = input;
  const event = eventOf('PaymentReceived', entry.common, { amount });
  if (!amount.amount.greaterThan(0)) {
    const text = amount.amount.toFixed();
    throw new DealError('invalid-amount', `A payment is more than nothing, not ${text}.`, { input: text });
  }
  return entered(entry, [event]);
}
