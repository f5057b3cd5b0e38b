import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealOpened,
  type InteractionLinked,
  openDealFromInteraction,
  type ParticipantAdded,
  replay,
  validateHistory,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, noNewDeals, pipelines } from './given.ts';

const input = { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) } as const;
const interaction = { id: 'i1', kind: 'meeting', at: on('2026-09-30'), contactId: 'acme' } as const;
const eva = { id: 'eva', role: 'decision-maker' } as const;

describe('a deal is opened from an interaction', () => {
  test('which stays linked, its contacts as participants, the client as customer', () => {
    const history = openDealFromInteraction(sales, frozen({ ...input, interaction, contacts: [eva] }));
    expect(history).toEqual([
      opened({ interactionId: 'i1', customerId: 'acme' }),
      event('InteractionLinked', 1, { interaction }),
      event('ParticipantAdded', 1, { participant: { id: 'acme', role: 'client' } }),
      event('ParticipantAdded', 1, { participant: eva }),
    ]);
    expect(validateHistory(history, pipelines)).toEqual([]);
    expect(replay(history)).toMatchObject({ version: 4, interactions: [interaction], customerId: 'acme' });
  });

  test('whose contact may be known to be somebody else than the client', () => {
    const contacts = [{ id: 'acme', role: 'influencer' }];
    const deal = replay(openDealFromInteraction(sales, { ...input, interaction, contacts }));
    expect(deal).toMatchObject({ participants: contacts, customerId: null });
  });

  test('for a customer who is named', () => {
    const deal = replay(openDealFromInteraction(sales, { ...input, interaction, customerId: 'globex' }));
    expect(deal).toMatchObject({ customerId: 'globex', participants: [{ id: 'acme', role: 'client' }] });
  });

  test('without any contact, and each contact once', () => {
    const { contactId, ...anonymous } = interaction;
    expect(replay(openDealFromInteraction(sales, { ...input, interaction: anonymous }))).toMatchObject({
      participants: [],
      customerId: null,
    });
    const contacts = [eva, { ...eva }, { id: 'eva', role: 'client' }];
    const deal = replay(openDealFromInteraction(sales, { ...input, interaction: anonymous, contacts }));
    expect(deal).toMatchObject({ participants: [eva, { id: 'eva', role: 'client' }], customerId: 'eva' });
  });

  test('with all that is said of it, as if it had been opened directly', () => {
    const said = {
      name: 'Chairs',
      previousDealId: 'd0',
      by: 'ola',
      recordedAt: on(2),
      stageId: 'offer',
    } as const;
    const [opening, linked] = openDealFromInteraction(sales, { ...input, ...said, interaction });
    expect(opening).toMatchObject(said);
    expect(linked).toMatchObject({ by: 'ola', recordedAt: on(2), at: on(1) });
    expectTypeOf(openDealFromInteraction(sales, { ...input, interaction })).toEqualTypeOf<
      [DealOpened, InteractionLinked, ...ParticipantAdded[]]
    >();
  });
});

describe('opening from an interaction is refused', () => {
  test('wherever opening is', () => {
    expect(refusal(() => openDealFromInteraction(noNewDeals, { ...input, interaction }))).toEqual([
      'new-deals-not-accepted',
      { pipelineId: 'tenders' },
    ]);
    expect(
      refusal(() => openDealFromInteraction(automatic, { ...input, interaction, stageId: 'demo' })),
    ).toEqual(['move-not-allowed', { dealId: 'd1', from: null, to: 'demo' }]);
  });

  test('from what is no interaction, or with a contact that is none', () => {
    const undated = { ...interaction, at: undefined as never };
    expect(refusal(() => openDealFromInteraction(sales, { ...input, interaction: undated }))).toEqual([
      'invalid-date',
      { field: 'interaction.at', input: 'undefined', dealId: 'd1' },
    ]);
    const contacts = [{ id: 7 as never, role: 'client' }];
    expect(refusal(() => openDealFromInteraction(sales, { ...input, interaction, contacts }))).toEqual([
      'invalid-text',
      { field: 'participant.id', problem: 'not a string', input: '7' },
    ]);
  });
});
