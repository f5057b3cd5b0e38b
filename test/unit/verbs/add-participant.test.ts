import { describe, expectTypeOf, test } from 'vitest';
import { addParticipant, type ParticipantAdded } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

const eva = { id: 'eva', role: 'decision-maker' } as const;
const added = event('ParticipantAdded', 3, { participant: eva });

describe('somebody takes part in a deal', () => {
  test('as client, competitor, decision maker, influencer or whatever the host calls it', () => {
    for (const role of ['client', 'competitor', 'decision-maker', 'influencer', 'lawyer']) {
      const participant = { id: 'eva', role };
      given(opened())
        .when((deal) => addParticipant(deal, sales, { participant, at: on(5) }))
        .thenEvents([event('ParticipantAdded', 5, { participant })], { participants: [participant] });
    }
  });

  test('in several roles, of a closed deal too', () => {
    const participant = { id: 'eva', role: 'influencer' };
    given(opened(), added, event('DealWon', 4, {}))
      .when((deal) => addParticipant(deal, sales, { participant, at: on(5) }))
      .thenEvents([event('ParticipantAdded', 5, { participant })], { participants: [eva, participant] });
    expectTypeOf(addParticipant).returns.toEqualTypeOf<[ParticipantAdded]>();
  });
});

describe('a participant is refused', () => {
  test('who takes part in this role already', () => {
    given(opened(), added)
      .when((deal) => addParticipant(deal, sales, { participant: eva, at: on(5) }))
      .thenRefused('duplicate-participant', { dealId: 'd1', participantId: 'eva', role: 'decision-maker' });
  });

  test.each([
    ['participant.id', { id: 'a\0', role: 'client' }, 'U+0000 or lone surrogate', 'a\0'],
    ['participant.role', { id: 'eva', role: undefined as never }, 'not a string', 'undefined'],
  ])('without a proper %s', (field, participant, problem, input) => {
    given(opened())
      .when((deal) => addParticipant(deal, sales, { participant, at: on(5) }))
      .thenRefused('invalid-text', { field, problem, input });
  });
});
