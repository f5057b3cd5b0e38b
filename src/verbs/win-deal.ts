import { checkEvent } from '../deal/check-history.ts';
import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { DealWon } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Money } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { recordedFor, type VerbInput } from './recorded.ts';
import { isLed } from './stage-of.ts';

export interface WinDealInput extends VerbInput {
  /** What was sold; default the potential at that moment. */
  readonly amount?: Money | undefined;
  readonly paymentDueAt?: Date | undefined;
}

/**
 * Wins an open deal: from any stage in a manual pipeline, from the last one in an automatic pipeline that leads the
 * deal. Won is an outcome, not a stage.
 *
 * @throws DealError `stages-remain`, `invalid-amount`, `deal-not-open`, `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const opened = openDeal(sales, { id: 'd1', ownerId: 'kari', potential: money(100, 'NOK'), at: new Date('2026-10-01') })
 * const deal = replay(opened)
 * assertOpen(deal)
 * replay([...opened, ...winDeal(deal, sales, { amount: money(90, 'NOK'), at: new Date('2026-10-05') })]).status // => 'won'
 * ```
 */
export function winDeal(deal: OpenDeal, pipeline: Pipeline, input: WinDealInput): [DealWon] {
  assertOpen(deal);
  const { amount, paymentDueAt } = input;
  const event: DealWon = {
    type: 'DealWon',
    ...recordedFor(deal, pipeline, input),
    ...(amount === undefined ? {} : { amount }),
    ...(paymentDueAt === undefined ? {} : { paymentDueAt }),
  };
  checkEvent(event);
  if (isLed(deal, pipeline) && deal.stageId !== pipeline.stages.at(-1)?.id) {
    throw new DealError(
      'stages-remain',
      `Deal ${deal.id} is in ${deal.stageId}; stages remain before it can be won.`,
      {
        dealId: deal.id,
        stageId: deal.stageId,
      },
    );
  }
  return [event];
}
