import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealReopened,
  dealAsOf,
  type LostDeal,
  moveDeal,
  type OpenDeal,
  type Pipeline,
  reopenDeal,
  replay,
  type WonDeal,
} from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given } from './given.ts';

const led = opened({ pipelineId: 'process', stageId: 'lead' });
const won = event('DealWon', 3, {});
const lost = event('DealLost', 3, { reason: 'price' });
const reopened = (stageId?: string) => event('DealReopened', 5, stageId === undefined ? {} : { stageId });

describe('a closed deal goes on', () => {
  test('in the stage it was closed in, be it won or lost', () => {
    for (const outcome of [won, lost]) {
      given(opened({ stageId: 'offer' }), outcome)
        .when((deal) => reopenDeal(deal, sales, { at: on(5) }))
        .thenEvents([reopened('offer')], { status: 'open', stageId: 'offer', stageEnteredAt: on(5) });
    }
  });

  test('in any stage of a manual pipeline', () => {
    given(opened({ stageId: 'offer' }), lost)
      .when((deal) => reopenDeal(deal, sales, { stageId: 'contact', at: on(5), by: 'eva' }))
      .thenEvents([{ ...reopened('contact'), by: 'eva' }], { status: 'open', stageId: 'contact' });
  });

  test('in no stage of a pipeline without stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    given(stageless, won)
      .when((deal) => reopenDeal(deal, simple, { at: on(5) }))
      .thenEvents([reopened()], { status: 'open', stageId: null });
  });

  test('in an automatic pipeline where it was closed', () => {
    given(led, lost)
      .when((deal) => reopenDeal(deal, automatic, { at: on(5) }))
      .thenEvents([reopened('lead')], { status: 'open', stageId: 'lead' });
    given(led, lost)
      .when((deal) => reopenDeal(deal, automatic, { stageId: 'lead', at: on(5) }))
      .thenEvents([reopened('lead')]);
  });

  test('in any stage of an automatic pipeline once it was taken under manual control', () => {
    given(led, event('ManualControlTaken', 2, {}), lost)
      .when((deal) => reopenDeal(deal, automatic, { stageId: 'order', at: on(5) }))
      .thenEvents([reopened('order')], { stageId: 'order' });
  });
});

describe('a reopening is refused', () => {
  test('of an open deal', () => {
    given(opened())
      .when((deal) => reopenDeal(deal, sales, { at: on(5) }))
      .thenRefused('deal-not-closed', { dealId: 'd1' });
  });

  test('in another stage of an automatic pipeline', () => {
    given(led, moved('lead', 'demo', 2), lost)
      .when((deal) => reopenDeal(deal, automatic, { stageId: 'lead', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'demo', to: 'lead' });
  });

  test('in a stage the pipeline does not know', () => {
    given(opened(), lost)
      .when((deal) => reopenDeal<string>(deal, sales, { stageId: 'gone', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'sales', stageId: 'gone' });
  });

  test('in the stage it was closed in, where the pipeline does not know that any more', () => {
    given(opened({ stageId: 'gone' }), lost)
      .when((deal) => reopenDeal(deal, sales, { at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'sales', stageId: 'gone' });
  });
});

describe('the types of a reopening', () => {
  const closed = replay([opened(), lost]) as LostDeal;

  test('do not let a misspelt stage compile', () => {
    // @ts-expect-error there is no such stage
    expect(refusal(() => reopenDeal(closed, sales, { stageId: 'ofer', at: on(5) }))).toEqual([
      'unknown-stage',
      { pipelineId: 'sales', stageId: 'ofer' },
    ]);
  });

  test('take any stage of a pipeline that comes from a database', () => {
    const stored: Pipeline<string> = sales;
    expect(reopenDeal(closed, stored, { stageId: String('offer'), at: on(5) })[0].stageId).toBe('offer');
  });

  test('take closed deals only, and know one event', () => {
    const open = replay([opened()]) as OpenDeal;
    // @ts-expect-error it is open
    expect(refusal(() => reopenDeal(open, sales, { at: on(5) }))).toEqual([
      'deal-not-closed',
      { dealId: 'd1' },
    ]);
    expectTypeOf(reopenDeal(closed as WonDeal | LostDeal, sales, { at: on(5) })).toEqualTypeOf<
      [DealReopened]
    >();
  });
});

describe('what is entered late', () => {
  test('does not send back a deal that is led: it went on where it was closed', () => {
    const deal = dealAsOf(
      [led, event('DealLost', 5, { reason: 'price' }), event('DealReopened', 6, { stageId: 'lead' })],
      on(3),
    );
    expect(refusal(() => moveDeal(deal as OpenDeal, automatic, { to: 'demo', at: on(3) }))).toMatchObject([
      'out-of-order',
      { event: { version: 3, type: 'DealReopened' } },
    ]);
  });

  test('may, where the deal is moved by hand, to any stage', () => {
    const history = [
      opened({ stageId: 'contact' }),
      event('DealLost', 5, { reason: 'price' }),
      event('DealReopened', 6, { stageId: 'contact' }),
    ] as const;
    const deal = dealAsOf(history, on(3)) as OpenDeal;
    expect(moveDeal(deal, sales, { to: 'offer', at: on(3) })).toMatchObject([{ to: 'offer' }]);
  });
});

test('a deal in no stage of a pipeline with stages goes on in one that is named', () => {
  const { stageId: _, ...nowhere } = opened();
  const deal = replay([nowhere, event('DealLost', 3, { reason: 'price' })]) as LostDeal;
  expect(refusal(() => reopenDeal(deal, sales, { at: on(5) }))).toEqual([
    'missing-stage',
    { dealId: 'd1', pipelineId: 'sales' },
  ]);
  expect(reopenDeal(deal, sales, { stageId: 'offer', at: on(5) })).toMatchObject([{ stageId: 'offer' }]);
});
