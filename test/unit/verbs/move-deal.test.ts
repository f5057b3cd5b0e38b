import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  assertOpen,
  type Deal,
  type DealMoved,
  moveDeal,
  type OpenDeal,
  type Pipeline,
  replay,
  type WonDeal,
} from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given, guided } from './given.ts';

const led = opened({ pipelineId: 'process', stageId: 'lead' });
const taken = event('ManualControlTaken', 2, {});
const { stageId: _, ...stageless } = opened({ pipelineId: 'simple' });

describe('in a manual pipeline a deal can be moved', () => {
  test('to the next stage', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'offer', at: on(5) }))
      .thenEvents([moved('contact', 'offer', 5)], { stageId: 'offer', stageEnteredAt: on(5) });
  });

  test('over stages, and back', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'terms', at: on(5) }))
      .thenEvents([moved('contact', 'terms', 5)], { stageId: 'terms' });
    given(opened({ stageId: 'terms' }))
      .when((deal) => moveDeal(deal, sales, { to: 'contact', at: on(5) }))
      .thenEvents([moved('terms', 'contact', 5)], { stageId: 'contact' });
  });

  test('out of a stage the pipeline does not know any more', () => {
    expect(
      moveDeal(replay([opened({ stageId: 'gone' })]) as OpenDeal, sales, { to: 'offer', at: on(5) }),
    ).toEqual([moved('gone', 'offer', 5)]);
  });

  test('by somebody, and entered later', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'offer', at: on(5), by: 'eva', recordedAt: on(9) }))
      .thenEvents([{ ...moved('contact', 'offer', 5), by: 'eva', recordedAt: on(9) }]);
  });
});

describe('in an automatic pipeline a deal', () => {
  test('goes on to the next stage', () => {
    given(led)
      .when((deal) => moveDeal(deal, automatic, { to: 'demo', at: on(5) }))
      .thenEvents([moved('lead', 'demo', 5)], { stageId: 'demo' });
  });

  test('does not skip a stage', () => {
    given(led)
      .when((deal) => moveDeal(deal, automatic, { to: 'order', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'lead', to: 'order' });
  });

  test('does not go back', () => {
    given(led, moved('lead', 'demo', 2))
      .when((deal) => moveDeal(deal, automatic, { to: 'lead', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'demo', to: 'lead' });
  });

  test('does not go on while tasks of its stage are open', () => {
    given(opened({ pipelineId: 'guided', stageId: 'lead', interactionId: 'i1' }))
      .when((deal) => moveDeal(deal, guided, { to: 'demo', at: on(5) }))
      .thenRefused('tasks-open', { dealId: 'd1', taskIds: ['d1/guided/lead/1/task/call'] });
  });

  test('does not go on without what its stage requires', () => {
    const stages = automatic.stages.map((stage) => ({ ...stage, requires: ['customerId'] }));
    const demanding = { ...automatic, stages };
    given(led)
      .when((deal) => moveDeal(deal, demanding, { to: 'demo', at: on(5) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'lead', missing: ['customerId'] });
    given(led)
      .when((deal) =>
        moveDeal(deal, demanding, { to: 'demo', at: on(5) }, { checks: { customerId: () => true } }),
      )
      .thenEvents([moved('lead', 'demo', 5)]);
    given({ ...led, customerId: 'acme' })
      .when((deal) => moveDeal(deal, demanding, { to: 'demo', at: on(5) }))
      .thenEvents([moved('lead', 'demo', 5)]);
  });

  test('goes anywhere once it was taken under manual control', () => {
    given(led, taken)
      .when((deal) => moveDeal(deal, automatic, { to: 'order', at: on(5) }))
      .thenEvents([moved('lead', 'order', 5)], { stageId: 'order' });
    given(led, taken, moved('lead', 'order', 3))
      .when((deal) => moveDeal(deal, automatic, { to: 'lead', at: on(5) }))
      .thenEvents([moved('order', 'lead', 5)], { stageId: 'lead' });
  });
});

describe('a move is refused', () => {
  test('to the stage the deal is in', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'contact', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'contact', to: 'contact' });
  });

  test('to a stage the pipeline does not know', () => {
    given(opened())
      .when((deal) => moveDeal<string>(deal, sales, { to: 'gone', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'sales', stageId: 'gone' });
    given(stageless)
      .when((deal) => moveDeal(deal, simple, { to: 'contact', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'simple', stageId: 'contact' });
  });

  test('of a deal that is in no stage of its pipeline', () => {
    given({ ...stageless, pipelineId: 'sales' })
      .when((deal) => moveDeal(deal, sales, { to: 'offer', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: null, to: 'offer' });
  });

  test('of a closed deal', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => moveDeal(deal, sales, { to: 'offer', at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'won' });
  });
});

describe('the types of a move', () => {
  const deal = replay([opened()]);

  test('do not let a misspelt stage compile', () => {
    assertOpen(deal);
    // @ts-expect-error there is no such stage
    expect(refusal(() => moveDeal(deal, sales, { to: 'ofer', at: on(5) }))).toEqual([
      'unknown-stage',
      { pipelineId: 'sales', stageId: 'ofer' },
    ]);
  });

  test('take any stage of a pipeline that comes from a database', () => {
    const stored: Pipeline<string> = sales;
    assertOpen(deal);
    expect(moveDeal(deal, stored, { to: String('offer'), at: on(5) })[0].to).toBe('offer');
  });

  test('take open deals only', () => {
    const closed = replay([opened(), event('DealWon', 3, {})]);
    const refused = ['deal-not-open', { dealId: 'd1', status: 'won' }];
    // @ts-expect-error it may be closed
    expect(refusal(() => moveDeal(closed, sales, { to: 'offer', at: on(5) }))).toEqual(refused);
    // @ts-expect-error it is closed
    expect(refusal(() => moveDeal(closed as WonDeal, sales, { to: 'offer', at: on(5) }))).toEqual(refused);
    expectTypeOf<Deal>().not.toExtend<OpenDeal>();
  });

  test('know one event, whose stages are plain strings', () => {
    assertOpen(deal);
    const answer = moveDeal(deal, sales, { to: 'offer', at: on(5) });
    expectTypeOf(answer).toEqualTypeOf<[DealMoved]>();
    expectTypeOf(answer[0].to).toEqualTypeOf<string>();
    expect(answer.length).toBe(1);
  });
});
