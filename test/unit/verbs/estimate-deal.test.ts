import { describe, expectTypeOf, test } from 'vitest';
import { type DealEstimated, estimateDeal } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

describe('an open deal is estimated', () => {
  test.each([0, 0.8, 1])('to be won with a probability of %d', (probability) => {
    given(opened())
      .when((deal) => estimateDeal(deal, sales, { probability, at: on(5) }))
      .thenEvents([event('DealEstimated', 5, { probability })], { probability });
  });

  test('and is forecast in a category, which stays until another is said or none', () => {
    given(opened(), event('DealEstimated', 3, { probability: 0.5, category: 'best case' }))
      .when((deal) => estimateDeal(deal, sales, { probability: 0.6, at: on(5) }))
      .thenEvents([event('DealEstimated', 5, { probability: 0.6 })], { category: 'best case' });
    given(opened(), event('DealEstimated', 3, { probability: 0.5, category: 'best case' }))
      .when((deal) => estimateDeal(deal, sales, { probability: 0.6, category: null, at: on(5) }))
      .thenEvents([event('DealEstimated', 5, { probability: 0.6, category: null })], { category: null });
  });

  test('no longer', () => {
    given(opened(), event('DealEstimated', 3, { probability: 0.5 }))
      .when((deal) => estimateDeal(deal, sales, { probability: null, at: on(5) }))
      .thenEvents([event('DealEstimated', 5, { probability: null })], { probability: null });
    expectTypeOf(estimateDeal).returns.toEqualTypeOf<[DealEstimated]>();
  });
});

describe('an estimate is refused', () => {
  test.each([-0.1, 80, Number.NaN])('that is no probability: %d', (probability) => {
    given(opened())
      .when((deal) => estimateDeal(deal, sales, { probability, at: on(5) }))
      .thenRefused('invalid-probability', { input: String(probability) });
  });

  test('of a closed deal', () => {
    given(opened(), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => estimateDeal(deal, sales, { probability: 1, at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
  });
});
