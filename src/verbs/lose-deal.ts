import { checkEvent } from '../deal/check-history.ts';
import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealLost } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { recordedFor, type VerbInput } from './recorded.ts';
import { isLed } from './stage-of.ts';

export interface LoseDealInput extends VerbInput {
  /** Why; may be left out only where an automatic pipeline leads the deal and asks for it afterwards. */
  readonly reason?: string | null | undefined;
  readonly competitorId?: string | undefined;
}

/**
 * Loses an open deal in the stage it is in. Lost is an outcome, not a stage.
 *
 * @throws DealError `reason-required`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`,
 * `invalid-date`, `invalid-text`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = replay(openDeal(sales, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') }))
 * assertOpen(deal)
 * loseDeal(deal, sales, { reason: 'price', at: new Date('2026-10-05') })[0].reason // => 'price'
 * ```
 */
export function loseDeal(deal: OpenDeal, pipeline: Pipeline, input: LoseDealInput): [DealLost] {
  assertOpen(deal);
  const { reason = null, competitorId } = input;
  const event: DealLost = {
    type: 'DealLost',
    ...recordedFor(deal, pipeline, input),
    reason,
    ...(competitorId === undefined ? {} : { competitorId }),
  };
  checkEvent(event);
  if (reason === null && !isLed(deal, pipeline)) {
    throw new DealError('reason-required', `Say why deal ${deal.id} was lost.`, { dealId: deal.id });
  }
  return [event];
}
