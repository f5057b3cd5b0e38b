import { describe, expect, expectTypeOf, test } from 'vitest';
import { type InteractionLinked, linkInteraction, replay } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { given } from './given.ts';

const call = { id: 'i1', kind: 'call', at: on('2026-09-30'), contactId: 'eva' } as const;

describe('an interaction is linked', () => {
  test('afterwards, be it a meeting, a call, an e-mail or another', () => {
    for (const kind of ['meeting', 'call', 'email', 'letter']) {
      const interaction = frozen({ ...call, kind });
      given(opened())
        .when((deal) => linkInteraction(deal, sales, { interaction, at: on(5) }))
        .thenEvents([event('InteractionLinked', 5, { interaction })], { interactions: [interaction] });
    }
  });

  test('although the deal was opened from it, which its opening names only', () => {
    given(opened({ interactionId: 'i1' }))
      .when((deal) => linkInteraction(deal, sales, { interaction: call, at: on(5) }))
      .thenEvents([event('InteractionLinked', 5, { interaction: call })], { interactionId: 'i1' });
  });

  test('with a date that stays what it is when that of the input is changed', () => {
    const at = on(4);
    const interaction = { id: 'i1', kind: 'call', at };
    const [linked] = linkInteraction(replay([opened()]), sales, { interaction, at: on(5) });
    at.setTime(0);
    expect(linked.interaction.at).toEqual(on(4));
    expectTypeOf(linked).toEqualTypeOf<InteractionLinked>();
  });
});

describe('an interaction is refused', () => {
  test('that is linked already', () => {
    given(opened(), event('InteractionLinked', 3, { interaction: call }))
      .when((deal) => linkInteraction(deal, sales, { interaction: call, at: on(5) }))
      .thenRefused('duplicate-interaction', { dealId: 'd1', interactionId: 'i1' });
  });

  test('without a date or a kind', () => {
    given(opened())
      .when((deal) => linkInteraction(deal, sales, { interaction: { ...call, at: never }, at: on(5) }))
      .thenRefused('invalid-date', { field: 'interaction.at', input: 'Invalid Date', dealId: 'd1' });
    given(opened())
      .when((deal) =>
        linkInteraction(deal, sales, { interaction: { ...call, kind: null as never }, at: on(5) }),
      )
      .thenRefused('invalid-text', { field: 'interaction.kind', problem: 'not a string', input: 'null' });
  });
});

const never = new Date(Number.NaN);
