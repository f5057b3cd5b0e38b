import type { LostDeal, WonDeal } from '../deal/deal.ts';
import { assertClosed } from '../deal/deal.ts';
import type { DealReopened } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isLed } from '../process/is-led.ts';
import { recordedFor, type VerbInput } from './recorded.ts';
import { checkEnterable, checkStageId } from './stage-of.ts';

export interface ReopenDealInput<S extends string = string> extends VerbInput {
  /** The stage it goes on in; default the one it was closed in, and no other where an automatic pipeline leads it. */
  readonly stageId?: S | undefined;
}

/**
 * Reopens a won or lost deal. What happened stays in its history; reports as of an earlier date still show the
 * closing. Its stay in the stage begins anew, and with it the tasks of an automatic pipeline.
 *
 * @throws DealError `unknown-stage`, `stage-retired` (another one than it was closed in), `move-not-allowed`, `deal-not-closed`, `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * const deal = replay(historyOf({
 *   id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: null, openedAt: new Date('2026-10-01'),
 *   visits: [{ stageId: 'contact', enteredAt: new Date('2026-10-01') }], outcome: { status: 'lost', at: new Date('2026-10-09'), reason: 'price' },
 * }))
 * assertClosed(deal)
 * reopenDeal(deal, sales, { at: new Date('2026-10-12') })[0].stageId // => 'contact'
 * ```
 */
export function reopenDeal<S extends string>(
  deal: WonDeal | LostDeal,
  pipeline: Pipeline<S>,
  input: ReopenDealInput<NoInfer<S>>,
): [DealReopened] {
  assertClosed(deal);
  const event = recordedFor(deal, pipeline, input);
  const stageId: string | null = input.stageId ?? deal.stageId;
  if (stageId === null) return [{ type: 'DealReopened', ...event }];
  if (stageId === deal.stageId) checkStageId(pipeline, stageId);
  else checkEnterable(pipeline, stageId);
  if (isLed(deal, pipeline) && stageId !== deal.stageId) {
    throw new DealError(
      'move-not-allowed',
      `Deal ${deal.id} goes on in ${deal.stageId}, where it was closed.`,
      {
        dealId: deal.id,
        from: deal.stageId,
        to: stageId,
      },
    );
  }
  return [{ type: 'DealReopened', ...event, stageId }];
}
