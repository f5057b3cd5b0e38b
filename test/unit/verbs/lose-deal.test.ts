import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  completeTask,
  type DealLost,
  definePipeline,
  explainLoss,
  type LostDeal,
  loseDeal,
  lostToCompetitor,
  type OpenDeal,
  openTasks,
  replay,
  type WonDeal,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given } from './given.ts';

const led = opened({ pipelineId: 'process', stageId: 'lead' });
const { stageId: _, ...stageless } = opened({ pipelineId: 'simple' });

describe('an open deal is lost', () => {
  test('for a reason, in the stage it is in', () => {
    given(opened())
      .when((deal) => loseDeal(deal, sales, { reason: 'price', at: on(5) }))
      .thenEvents([event('DealLost', 5, { reason: 'price' })], {
        status: 'lost',
        stageId: 'contact',
        closedAt: on(5),
        closedBy: 'kari',
        lossReason: 'price',
        competitorId: null,
      });
  });

  test('to a competitor', () => {
    const why = { reason: 'rival', competitorId: 'acme' };
    given(opened())
      .when((deal) => loseDeal(deal, sales, { ...why, at: on(5) }))
      .thenEvents([event('DealLost', 5, why)], { lossReason: 'rival', competitorId: 'acme' });
  });

  test('for several reasons, one of which counts', () => {
    const why = { reason: 'price', otherReasons: ['time'] };
    given(opened())
      .when((deal) => loseDeal(deal, sales, { ...why, at: on(5) }))
      .thenEvents([event('DealLost', 5, why)], { lossReason: 'price', otherLossReasons: ['time'] });
  });

  test('for reasons that the pipeline lists, where it does', () => {
    const listing = definePipeline({ ...sales, lossReasons: ['price', 'time'] });
    given(opened())
      .when((deal) => loseDeal(deal, listing, { reason: 'price', otherReasons: ['time'], at: on(5) }))
      .thenEvents([event('DealLost', 5, { reason: 'price', otherReasons: ['time'] })]);
    for (const why of [{ reason: 'taste' }, { reason: 'price', otherReasons: ['taste'] }]) {
      given(opened())
        .when((deal) => loseDeal(deal, listing, { ...why, at: on(5) }))
        .thenRefused('reason-not-allowed', { dealId: 'd1', pipelineId: 'sales', reason: 'taste' });
      given(opened(), event('DealLost', 4, { reason: null }))
        .when((deal) => explainLoss(deal, listing, { ...why, at: on(5) }))
        .thenRefused('reason-not-allowed', { dealId: 'd1', pipelineId: 'sales', reason: 'taste' });
    }
  });

  test('in an automatic pipeline at first without a reason', () => {
    given(led)
      .when((deal) => loseDeal(deal, automatic, { at: on(5) }))
      .thenEvents([event('DealLost', 5, { reason: null })], { status: 'lost', lossReason: null });
    given(led)
      .when((deal) => loseDeal(deal, automatic, { reason: null, at: on(5) }))
      .thenEvents([event('DealLost', 5, { reason: null })]);
  });
});

test('a deal that is led is lost at once; its follow-up task asks for the reasons of demand not satisfied', () => {
  const asking = definePipeline({ ...automatic, id: 'process', recordsDemand: true });
  const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: 50 }];
  const history = [{ ...led, demand }, event('DealLost', 5, { reason: 'price' })] as const;
  expect(loseDeal(replay([history[0]]) as OpenDeal, asking, { reason: 'price', at: on(5) })).toEqual([
    history[1],
  ]);
  const [task] = openTasks([history], [asking]);
  const taskId = String(task?.id);
  const unexplained = ['demand-unexplained', { dealId: 'd1', lines: ['Chairs'] }];
  const deal = replay(history) as LostDeal;
  expect(refusal(() => completeTask(deal, asking, { taskId, at: on(6) }))).toEqual(unexplained);
  expect(refusal(() => explainLoss(deal, asking, { reason: 'price', at: on(6) }))).toEqual(unexplained);
  const explained = event('DemandRecorded', 6, { demand: [{ ...demand[0], reason: 'stock' } as never] });
  expect(completeTask(replay([...history, explained]), asking, { taskId, at: on(6) })).toHaveLength(1);
});

describe('a loss is refused', () => {
  test('without a reason, where nobody will ask for it afterwards', () => {
    for (const reason of [undefined, null]) {
      given(opened())
        .when((deal) => loseDeal(deal, sales, { reason, at: on(5) }))
        .thenRefused('reason-required', { dealId: 'd1' });
      given(stageless)
        .when((deal) => loseDeal(deal, simple, { reason, at: on(5) }))
        .thenRefused('reason-required', { dealId: 'd1' });
      given(led, event('ManualControlTaken', 2, {}))
        .when((deal) => loseDeal(deal, automatic, { reason, at: on(5) }))
        .thenRefused('reason-required', { dealId: 'd1' });
    }
  });

  test('for a blank reason, also where it may be given afterwards', () => {
    for (const reason of ['', ' ']) {
      given(led)
        .when((deal) => loseDeal(deal, automatic, { reason, at: on(5) }))
        .thenRefused('reason-required', { dealId: 'd1' });
    }
  });

  test('to a competitor nobody names', () => {
    given(opened())
      .when((deal) => loseDeal(deal, sales, { reason: lostToCompetitor, at: on(5) }))
      .thenRefused('competitor-required', { dealId: 'd1' });
    const why = { reason: lostToCompetitor, competitorId: 'acme' };
    given(opened())
      .when((deal) => loseDeal(deal, sales, { ...why, at: on(5) }))
      .thenEvents([event('DealLost', 5, why)], { competitorId: 'acme' });
  });

  test('of a closed deal', () => {
    given(opened(), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => loseDeal(deal, sales, { reason: 'rival', at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
  });

  test('with text that no store keeps', () => {
    const problem = 'U+0000 or lone surrogate';
    given(opened())
      .when((deal) => loseDeal(deal, sales, { reason: 'a\0', at: on(5) }))
      .thenRefused('invalid-text', { field: 'reason', problem, input: 'a\0' });
    given(opened())
      .when((deal) => loseDeal(deal, sales, { reason: 'rival', competitorId: 'a\0', at: on(5) }))
      .thenRefused('invalid-text', { field: 'competitorId', problem, input: 'a\0' });
  });
});

test('the types take open deals only, and know one event', () => {
  const input = { reason: 'price', at: on(5) };
  const won = replay([opened(), event('DealWon', 3, {})]) as WonDeal;
  // @ts-expect-error it is closed
  expect(refusal(() => loseDeal(won, sales, input))).toEqual([
    'deal-not-open',
    { dealId: 'd1', status: 'won' },
  ]);
  expectTypeOf(loseDeal(replay([opened()]) as OpenDeal, sales, input)).toEqualTypeOf<[DealLost]>();
});
