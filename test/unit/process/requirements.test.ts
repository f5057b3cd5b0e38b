import { describe, expect, test } from 'vitest';
import { type DealHistory, replay } from '../../../src/index.ts';
import { checkRequired } from '../../../src/process/requirements.ts';
import { nok, on } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

/** What is missing of what is required of a deal. */
function missing(required: readonly string[], ...history: DealHistory): unknown {
  const refused = refusal(() => checkRequired(replay(history), required, on(9)));
  return refused === 'nothing was refused' ? [] : (refused as [string, { missing: unknown }])[1].missing;
}

const interaction = { id: 'i1', kind: 'call', at: on(2) };
const participant = { id: 'eva', role: 'decision-maker' };
const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: 0 }];

describe('a requirement is met', () => {
  test.each<[string, DealHistory]>([
    ['customerId', [opened({ customerId: 'acme' })]],
    ['channel', [opened({ channel: 'web' })]],
    ['potential', [opened({ potential: nok(0) })]],
    ['expectedCloseAt', [opened({ expectedCloseAt: on(20) })]],
    ['demand', [opened({ demand })]],
    ['interaction', [opened({ interactionId: 'i1' })]],
    ['interaction', [opened(), event('InteractionLinked', 2, { interaction })]],
    ['payment', [opened(), event('PaymentReceived', 2, { amount: nok(1) })]],
    ['participant.decision-maker', [opened(), event('ParticipantAdded', 2, { participant })]],
    ['fields.agreement', [opened({ fields: { agreement: 'a-7' } })]],
    ['fields.count', [opened({ fields: { count: 0 } })]],
    ['fields.signed', [opened({ fields: { signed: on(2) } })]],
    ['fields.', [opened({ fields: { '': true } })]],
    ['fields.a.b', [opened({ fields: { 'a.b': 1 } })]],
  ])('%s, when it is there, and not before', (name, history) => {
    expect(missing([name], ...history)).toEqual([]);
    expect(missing([name], opened({ potential: null }))).toEqual([name]);
  });

  test('by a field only if it is neither empty nor false, and the deal’s own', () => {
    const names = ['fields.empty', 'fields.no', 'fields.constructor', 'fields.__proto__'];
    expect(missing(names, opened({ fields: { empty: '', no: false } }))).toEqual(names);
  });
});

test('what is planned satisfies nothing before it took place', () => {
  const planned = event('InteractionLinked', 2, { interaction: { ...interaction, at: on(10) } });
  const deal = replay([opened(), planned]);
  const attempt = (day: number) => refusal(() => checkRequired(deal, ['interaction'], on(day)));
  expect(attempt(9)).toMatchObject(['requirements-missing', { missing: ['interaction'] }]);
  expect(attempt(10)).toBe('nothing was refused');
});

test('each thing missing is named once, in the order it is required', () => {
  expect(missing(['payment', 'demand', 'payment', 'potential'], opened())).toEqual(['payment', 'demand']);
});

test.each(['', 'agreement', 'field.agreement', 'participant', 'toString'])(
  'nobody knows how to check %j, so it is refused, never passed',
  (requirement) => {
    expect(refusal(() => checkRequired(replay([opened()]), [requirement], on(9)))).toEqual([
      'unknown-requirement',
      { requirement },
    ]);
  },
);
