import type { Deal } from '../deal/deal.ts';
import type { Interaction, InteractionLinked } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Links an interaction with the client to a deal, as it happens or later.
 *
 * @throws DealError `duplicate-interaction`, `deal-deleted`, `pipeline-mismatch`, `out-of-order`, `invalid-date`,
 * `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const linked = linkInteraction(deal, sales, { interaction: { id: 'call-7', kind: 'call', at: on('06') }, at: on('12') })
 * replay([...histories[3], ...linked]).interactions.map(({ id, kind }) => [id, kind]) // => [['call-7', 'call']]
 * ```
 */
export function linkInteraction(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    /** A meeting, call or e-mail; it may be older than the deal. */
    readonly interaction: Interaction;
  },
): [InteractionLinked] {
  const entry = entryOf(deal, pipeline, input, { interaction: readLater }, anyDeal);
  const { interaction } = input;
  const event = eventOf('InteractionLinked', entry.common, { interaction });
  if (entry.now.interactions.some(({ id }) => id === interaction.id)) {
    throw new DealError(
      'duplicate-interaction',
      `Interaction ${interaction.id} is linked to deal ${deal.id} already.`,
      { dealId: deal.id, interactionId: interaction.id },
    );
  }
  return entered(entry, [event]);
}
