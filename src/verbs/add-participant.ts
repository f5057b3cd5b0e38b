import type { Deal } from '../deal/deal.ts';
import type { Participant, ParticipantAdded } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { entered } from './entered.ts';
import { anyDeal, entryOf } from './entry-of.ts';
import { eventOf } from './event-of.ts';
import type { VerbInput } from './verb-input.ts';

/**
 * Says who takes part in a deal, and as what: one person or company may have several roles.
 *
 * @throws DealError `duplicate-participant` (the same in the same role), `deal-deleted`, `pipeline-mismatch`,
 * `out-of-order`, `invalid-date`, `invalid-text`, `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const added = addParticipant(deal, sales, { participant: { id: 'eva', role: 'decision-maker' }, at: on('12') })
 * replay([...histories[3], ...added]).participants // => [{ id: 'eva', role: 'decision-maker' }]
 * ```
 */
export function addParticipant(
  deal: Deal,
  pipeline: Pipeline,
  input: VerbInput & {
    readonly participant: Participant;
  },
): [ParticipantAdded] {
  const entry = entryOf(deal, pipeline, input, { participant: readLater }, anyDeal);
  const { participant } = input;
  const event = eventOf('ParticipantAdded', entry.common, { participant });
  const { id, role } = event.participant;
  if (entry.now.participants.some((known) => known.id === id && known.role === role)) {
    throw new DealError('duplicate-participant', `${id} takes part in deal ${deal.id} as ${role} already.`, {
      dealId: deal.id,
      participantId: id,
      role,
    });
  }
  return entered(entry, [event]);
}
