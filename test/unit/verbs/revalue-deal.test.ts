import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DealRevalued, type OpenDeal, replay, revalueDeal, type WonDeal } from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { given } from './given.ts';

describe('an open deal gets another potential', () => {
  test('which may be in another currency, nothing, or not known any more', () => {
    for (const potential of [nok(90), { ...nok(90), currency: 'EUR' }, nok(0), null]) {
      given(opened())
        .when((deal) => revalueDeal(deal, sales, { potential, at: on(5) }))
        .thenEvents([event('DealRevalued', 5, { potential })], { potential });
    }
  });
});

describe('a revaluation is refused', () => {
  test('of a closed deal', () => {
    given(opened(), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => revalueDeal(deal, sales, { potential: nok(90), at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
  });

  test('to money that is none', () => {
    given(opened())
      .when((deal) =>
        revalueDeal(deal, sales, { potential: { amount: '90', currency: 'NOK' } as never, at: on(5) }),
      )
      .thenRefused('invalid-amount', { input: '90' });
    given(opened())
      .when((deal) => revalueDeal(deal, sales, { potential: undefined as never, at: on(5) }))
      .thenRefused('invalid-amount', { input: 'undefined' });
    given(opened())
      .when((deal) => revalueDeal(deal, sales, { potential: { ...nok(90), currency: '' }, at: on(5) }))
      .thenRefused('invalid-text', { field: 'currency', problem: 'empty', input: '' });
  });
});

test('the types take open deals only', () => {
  const input = { potential: nok(90), at: on(5) };
  const won = replay([opened(), event('DealWon', 3, {})]) as WonDeal;
  // @ts-expect-error it is closed
  expect(refusal(() => revalueDeal(won, sales, input))).toEqual([
    'deal-not-open',
    { dealId: 'd1', status: 'won' },
  ]);
  const answer = revalueDeal(replay([opened()]) as OpenDeal, sales, input);
  expectTypeOf(answer).toEqualTypeOf<[DealRevalued]>();
});
