import type {
  DealOpened,
  Interaction,
  InteractionLinked,
  Participant,
  ParticipantAdded,
} from '../deal/event.ts';
import { list, type OptionsOf, readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { CheckOptions } from '../process/requirements.ts';
import { checkInput } from './check-arguments.ts';
import { eventOf } from './event-of.ts';
import { checkOpened, type OpenDealInput, openingFacts, openingIn } from './open-deal.ts';
import { recordedOf } from './recorded-of.ts';
import type { VerbInput } from './verb-input.ts';

type OpenDealFromInteractionInput = Parameters<typeof openDealFromInteraction>[1];

const known = knownFacts();

function knownFacts(): OptionsOf<Omit<OpenDealFromInteractionInput, keyof VerbInput>> {
  const { interactionId: _, ...shared } = openingFacts;
  return { ...shared, interaction: readLater, contacts: list };
}

/**
 * Opens a deal from a meeting, call or e-mail: the interaction stays linked, its contacts become participants, and the
 * first client among them the customer, unless one is given.
 *
 * @throws DealError as `openDeal`.
 *
 * @example
 * ```ts
 * const interaction = { id: 'call-7', kind: 'call', at: new Date('2026-10-01'), contactId: 'acme' }
 * const contacts = [{ id: 'eva', role: 'decision-maker' }]
 * const deal = replay(openDealFromInteraction(manualSale, { id: 'd1', ownerId: 'kari', potential: null, interaction, contacts, at: new Date('2026-10-02') }))
 * deal.participants // => [{ id: 'acme', role: 'client' }, { id: 'eva', role: 'decision-maker' }]
 * deal.customerId // => 'acme'
 * ```
 */
export function openDealFromInteraction<S extends string>(
  pipeline: Pipeline<S>,
  input: Omit<OpenDealInput<NoInfer<S>>, 'interactionId'> & {
    readonly interaction: Interaction;
    /** Who took part in it; the interaction's own `contactId`, unless listed here, comes first, as a client. */
    readonly contacts?: readonly Participant[] | undefined;
  },
  options: CheckOptions = {},
): [DealOpened, InteractionLinked, ...ParticipantAdded[]] {
  checkInput(input, known);
  const { interaction, contacts = [], ...deal } = input;
  const { at, by, recordedAt } = input;
  const common = recordedOf(input.id, { at, by, recordedAt });
  const linked = eventOf('InteractionLinked', common, { interaction });
  const participants = distinct(participantsOf(interaction, contacts));
  const added = participants.map((participant) => eventOf('ParticipantAdded', common, { participant }));
  const customerId = input.customerId ?? participants.find(({ role }) => role === 'client')?.id;
  const opened = openingIn<S>(pipeline, { ...deal, customerId, interactionId: interaction.id });
  checkOpened(pipeline, [opened, linked, ...added], options);
  return [opened, linked, ...added];
}

function participantsOf(
  { contactId }: Interaction,
  contacts: readonly Participant[],
): readonly Participant[] {
  if (contactId === undefined || contacts.some((contact) => contact?.id === contactId)) return contacts;
  return [{ id: contactId, role: 'client' }, ...contacts];
}

/** Each participant once in each role. */
function distinct(participants: readonly Participant[]): readonly Participant[] {
  return participants.filter(
    (participant, index) =>
      participants.findIndex(
        (other) => other?.id === participant?.id && other?.role === participant?.role,
      ) === index,
  );
}
