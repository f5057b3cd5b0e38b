import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Deal,
  type DealWon,
  type LostDeal,
  type OpenDeal,
  replay,
  type WonDeal,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given, guided } from './given.ts';

const led = opened({ pipelineId: 'process', stageId: 'lead' });

describe('an open deal is won', () => {
  test('for its potential, from any stage of a manual pipeline', () => {
    given(opened())
      .when((deal) => winDeal(deal, sales, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})], {
        status: 'won',
        stageId: 'contact',
        closedAt: on(5),
        closedBy: 'kari',
        wonAmount: nok(100),
      });
  });

  test('for another amount, which leaves its potential as it was', () => {
    const sold = { amount: nok(90), paymentDueAt: on(30) };
    given(opened())
      .when((deal) => winDeal(deal, sales, { ...sold, at: on(5), by: 'eva' }))
      .thenEvents([{ ...event('DealWon', 5, sold), by: 'eva' }], {
        wonAmount: nok(90),
        potential: nok(100),
        paymentDueAt: on(30),
      });
  });

  test('in a pipeline without stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    given(stageless)
      .when((deal) => winDeal(deal, simple, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})], { status: 'won', stageId: null });
  });

  test('from the last stage of an automatic pipeline', () => {
    given(led, moved('lead', 'demo', 2), moved('demo', 'order', 3))
      .when((deal) => winDeal(deal, automatic, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})], { status: 'won', stageId: 'order' });
  });

  test('from any stage of an automatic pipeline once it was taken under manual control', () => {
    given(led, event('ManualControlTaken', 2, {}))
      .when((deal) => winDeal(deal, automatic, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})], { status: 'won', stageId: 'lead' });
  });
});

describe('a win is refused', () => {
  test('where stages of an automatic pipeline remain', () => {
    given(led, moved('lead', 'demo', 2))
      .when((deal) => winDeal(deal, automatic, { at: on(5) }))
      .thenRefused('stages-remain', { dealId: 'd1', stageId: 'demo' });
  });

  test('where tasks of the last stage are open', () => {
    const [lead, demo] = guided.stages;
    const shorter = { ...guided, stages: [lead, demo] } as typeof guided;
    given(opened({ pipelineId: 'guided', stageId: 'demo' }))
      .when((deal) => winDeal(deal, shorter, { at: on(5) }))
      .thenRefused('tasks-open', {
        dealId: 'd1',
        taskIds: ['d1/guided/demo/1/task/show', 'd1/guided/demo/1/task/offer'],
      });
  });

  test('where what the last stage requires is missing', () => {
    given(opened({ pipelineId: 'guided', stageId: 'order' }))
      .when((deal) => winDeal(deal, guided, { at: on(5) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'order', missing: ['payment'] });
    given(opened({ pipelineId: 'guided', stageId: 'order' }))
      .when((deal) => winDeal(deal, guided, { at: on(5) }, { checks: { payment: () => true } }))
      .thenEvents([event('DealWon', 5, {})]);
  });

  test('of a closed deal', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => winDeal(deal, sales, { at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'won' });
    given(opened(), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => winDeal(deal, sales, { at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
  });

  test('for money that is none', () => {
    given(opened())
      .when((deal) => winDeal(deal, sales, { amount: { amount: '1', currency: 'NOK' } as never, at: on(5) }))
      .thenRefused('invalid-amount', { input: '1' });
    given(opened())
      .when((deal) => winDeal(deal, sales, { amount: null as never, at: on(5) }))
      .thenRefused('invalid-amount', { input: 'undefined' });
  });

  test('to be paid on a date that is none', () => {
    given(opened())
      .when((deal) => winDeal(deal, sales, { paymentDueAt: new Date(Number.NaN), at: on(5) }))
      .thenRefused('invalid-date', { field: 'paymentDueAt', input: 'Invalid Date', dealId: 'd1' });
  });
});

describe('the types of a win', () => {
  test('take no deal that is or may be closed', () => {
    const won = replay([opened(), event('DealWon', 3, {})]);
    const refused = ['deal-not-open', { dealId: 'd1', status: 'won' }];
    // @ts-expect-error it was won
    expect(refusal(() => winDeal(won as WonDeal, sales, { at: on(5) }))).toEqual(refused);
    // @ts-expect-error it was lost
    expect(refusal(() => winDeal(won as unknown as LostDeal, sales, { at: on(5) }))).toEqual(refused);
    // @ts-expect-error it may be closed
    expect(refusal(() => winDeal(won as Deal, sales, { at: on(5) }))).toEqual(refused);
  });

  test('know one event', () => {
    const answer = winDeal(replay([opened()]) as OpenDeal, sales, { at: on(5) });
    expectTypeOf(answer).toEqualTypeOf<[DealWon]>();
    expect(answer[0]).toStrictEqual({ type: 'DealWon', dealId: 'd1', at: on(5) });
  });
});
