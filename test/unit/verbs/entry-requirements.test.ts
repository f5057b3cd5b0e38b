import { describe, expect, test } from 'vitest';
import {
  definePipeline,
  moveDeal,
  openDeal,
  openDealFromInteraction,
  type Pipeline,
  reopenDeal,
  transferDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { given } from './given.ts';

/** The sales pipeline, its stages asking for something to be entered, and leading one to the next. */
const strict: Pipeline<'contact' | 'offer' | 'terms'> = definePipeline({
  ...sales,
  stages: [
    { id: 'contact', name: 'Contact', requires: ['participant.client'], leadsTo: ['offer'] },
    { id: 'offer', name: 'Offer', requires: ['customerId', 'credit'], leadsTo: ['terms'] },
    { id: 'terms', name: 'Terms' },
  ],
});
const checks = { credit: () => true, 'participant.client': () => true };
const missing = (stageId: string, ...names: string[]) => [
  'requirements-missing',
  { dealId: 'd1', stageId, missing: names },
];

describe('a stage of a manual pipeline is entered with what it requires,', () => {
  const input = { id: 'd1', ownerId: 'kari', potential: nok(1), at: on(1) };

  test('by an opening', () => {
    expect(refusal(() => openDeal(strict, input))).toEqual(missing('contact', 'participant.client'));
    expect(openDeal(strict, input, { checks })).toHaveLength(1);
    expect(openDeal(strict, { ...input, stageId: 'terms' })).toHaveLength(1);
    const interaction = { id: 'i1', kind: 'call', at: on(1), contactId: 'acme' };
    expect(openDealFromInteraction(strict, { ...input, interaction })).toHaveLength(3);
    expect(
      refusal(() =>
        openDealFromInteraction(strict, {
          ...input,
          interaction: { ...interaction, contactId: undefined as never },
        }),
      ),
    ).not.toBe('nothing was refused');
  });

  test('by a move', () => {
    given(opened())
      .when((deal) => moveDeal(deal, strict, { to: 'offer', at: on(5) }, { checks }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'offer', missing: ['customerId'] });
    given(opened({ customerId: 'acme' }))
      .when((deal) => moveDeal(deal, strict, { to: 'offer', at: on(5) }, { checks }))
      .thenEvents([moved('contact', 'offer', 5)]);
    given(opened({ customerId: 'acme' }))
      .when((deal) => moveDeal(deal, strict, { to: 'offer', at: on(5) }))
      .thenRefused('unknown-requirement', { requirement: 'credit' });
  });

  test('by a transfer or a reopening elsewhere', () => {
    const stageless = opened({ pipelineId: 'demanding', stageId: 'ask' });
    const demanding = definePipeline({
      ...{ id: 'demanding', name: 'D', progression: 'manual' },
      stages: [{ id: 'ask', name: 'Ask' }],
    });
    given(stageless)
      .when((deal) => transferDeal(deal, demanding, { to: strict, at: on(5) }))
      .thenRefused('requirements-missing', {
        dealId: 'd1',
        stageId: 'contact',
        missing: ['participant.client'],
      });
    given(opened({ stageId: 'terms' }), event('DealWon', 3, {}))
      .when((deal) => reopenDeal(deal, strict, { stageId: 'offer', at: on(5) }, { checks }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'offer', missing: ['customerId'] });
    given(opened({ stageId: 'offer' }), event('DealWon', 3, {}))
      .when((deal) => reopenDeal(deal, strict, { at: on(5) }))
      .thenEvents([event('DealReopened', 5, { stageId: 'offer' })]);
  });

  test('but for a deal that was taken under manual control before', () => {
    given(opened(), event('ManualControlTaken', 2, {}))
      .when((deal) => moveDeal(deal, strict, { to: 'offer', at: on(5) }))
      .thenEvents([moved('contact', 'offer', 5)]);
  });
});

test('a stage leads where it says, and no further', () => {
  given(opened())
    .when((deal) => moveDeal(deal, strict, { to: 'terms', at: on(5) }))
    .thenRefused('move-not-allowed', { dealId: 'd1', from: 'contact', to: 'terms' });
  given(opened({ stageId: 'terms' }))
    .when((deal) => moveDeal(deal, strict, { to: 'contact', at: on(5) }, { checks }))
    .thenEvents([moved('terms', 'contact', 5)]);
});
