import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DealRescheduled, type OpenDeal, replay, rescheduleDeal } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

describe('an open deal is rescheduled', () => {
  test('to another expected closing', () => {
    given(opened({ expectedCloseAt: on(20) }))
      .when((deal) => rescheduleDeal(deal, sales, { expectedCloseAt: on(25), at: on(5) }))
      .thenEvents([event('DealRescheduled', 5, { expectedCloseAt: on(25) })], { expectedCloseAt: on(25) });
  });

  test('to nobody knows when', () => {
    given(opened({ expectedCloseAt: on(20) }))
      .when((deal) => rescheduleDeal(deal, sales, { expectedCloseAt: null, at: on(5) }))
      .thenEvents([event('DealRescheduled', 5, { expectedCloseAt: null })], { expectedCloseAt: null });
  });

  test('to a date that stays what it is when that of the input is changed', () => {
    const expectedCloseAt = on(25);
    const [rescheduled] = rescheduleDeal(replay([opened()]) as OpenDeal, sales, {
      expectedCloseAt,
      at: on(5),
    });
    expectedCloseAt.setTime(0);
    expect(rescheduled.expectedCloseAt).toEqual(on(25));
    expectTypeOf(rescheduled).toEqualTypeOf<DealRescheduled>();
  });
});

describe('rescheduling is refused', () => {
  test('of a closed deal', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => rescheduleDeal(deal, sales, { expectedCloseAt: on(25), at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'won' });
  });

  test('to a date that is none', () => {
    given(opened())
      .when((deal) => rescheduleDeal(deal, sales, { expectedCloseAt: new Date(Number.NaN), at: on(5) }))
      .thenRefused('invalid-date', { field: 'expectedCloseAt', input: 'Invalid Date', dealId: 'd1' });
  });
});
