import type { OpenDeal } from '../deal/deal.ts';
import { assertOpen } from '../deal/deal.ts';
import type { ManualControlTaken } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isAutomatic } from '../process/is-led.ts';
import { entered } from './entered.ts';
import { entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Takes an open deal out of the hands of its automatic pipeline, for good: from then on it is moved by hand to any stage,
 * its open stage tasks are cancelled, and no more come up. Nothing happens to a deal that is moved by hand already.
 *
 * @throws DealError `no-stages` (a pipeline without stages), `deal-not-open`, `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`, `invalid-option`, `invalid-pipeline`, `invalid-value`, `invalid-text`.
 *
 * @example
 * ```ts
 * const opened = openDeal(typicalSale, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') })
 * const deal = replay(opened)
 * assertOpen(deal)
 * const taken = takeManualControl(deal, typicalSale, { at: new Date('2026-10-05') })
 * tasksOf([...opened, ...taken], [typicalSale]).map(({ name, status }) => [name, status]) // => [['Record the initial contact', 'cancelled']]
 * ```
 */
export function takeManualControl(
  deal: OpenDeal,
  pipeline: Pipeline,
  input: VerbInput,
): [ManualControlTaken] | [] {
  const entry = entryOf(deal, pipeline, input, {}, assertOpen);
  if (pipeline.progression === 'none') {
    throw new DealError('no-stages', `Pipeline ${pipeline.id} of deal ${deal.id} has no stages.`, {
      dealId: deal.id,
      pipelineId: pipeline.id,
    });
  }
  if (!isAutomatic(entry.deal, pipeline)) return [];
  return entered(entry, [eventOf('ManualControlTaken', entry.common, {})]);
}
