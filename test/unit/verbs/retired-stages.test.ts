import { describe, expect, test } from 'vitest';
import { moveDeal, openDeal, reopenDeal, revisePipeline, transferDeal, winDeal } from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given } from './given.ts';

const withoutOffer = revisePipeline(sales, { retire: ['offer'] });
const withoutDemo = revisePipeline(automatic, { retire: ['demo'] });
const led = opened({ pipelineId: 'process', stageId: 'lead' });
const input = { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) };

describe('a retired stage', () => {
  test('is entered by no deal', () => {
    const retired = { pipelineId: 'sales', stageId: 'offer' };
    given(opened())
      .when((deal) => moveDeal(deal, withoutOffer, { to: 'offer', at: on(5) }))
      .thenRefused('stage-retired', retired);
    given(opened({ pipelineId: 'simple' }))
      .when((deal) => transferDeal(deal, sales, { to: withoutOffer, stageId: 'offer', at: on(5) }))
      .thenRefused('pipeline-mismatch', { dealId: 'd1', expected: 'simple', received: 'sales' });
    given(led)
      .when((deal) => transferDeal(deal, automatic, { to: withoutOffer, stageId: 'offer', at: on(5) }))
      .thenRefused('stage-retired', retired);
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => reopenDeal(deal, withoutOffer, { stageId: 'offer', at: on(5) }))
      .thenRefused('stage-retired', retired);
    expect(refusal(() => openDeal(withoutOffer, { ...input, stageId: 'offer' }))).toEqual([
      'stage-retired',
      retired,
    ]);
  });

  test('is not the first one for new deals', () => {
    const withoutContact = revisePipeline(sales, { retire: ['contact'] });
    expect(openDeal(withoutContact, input)[0].stageId).toBe('offer');
    const withoutLead = revisePipeline(automatic, { retire: ['lead'] });
    expect(openDeal(withoutLead, input)[0].stageId).toBe('demo');
  });

  test('is left by the deals that are in it, and passed by the others', () => {
    given(opened({ stageId: 'offer' }))
      .when((deal) => moveDeal(deal, withoutOffer, { to: 'terms', at: on(5) }))
      .thenEvents([moved('offer', 'terms', 5)]);
    given(led)
      .when((deal) => moveDeal(deal, withoutDemo, { to: 'order', at: on(5) }))
      .thenEvents([moved('lead', 'order', 5)]);
    given(led, moved('lead', 'demo', 2))
      .when((deal) => moveDeal(deal, withoutDemo, { to: 'order', at: on(5) }))
      .thenEvents([moved('demo', 'order', 5)]);
  });

  test('is where a deal goes on that was closed in it', () => {
    given(opened({ stageId: 'offer' }), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => reopenDeal(deal, withoutOffer, { at: on(5) }))
      .thenEvents([event('DealReopened', 5, { stageId: 'offer' })]);
  });

  test('at the end does not keep a deal from being won', () => {
    const withoutOrder = revisePipeline(automatic, { retire: ['order'] });
    given(led, moved('lead', 'demo', 2))
      .when((deal) => winDeal(deal, withoutOrder, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})]);
    given(led, moved('lead', 'demo', 2), moved('demo', 'order', 3))
      .when((deal) => winDeal(deal, withoutOrder, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})]);
  });
});
