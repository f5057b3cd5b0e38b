import { describe, expect, test } from 'vitest';
import {
  completeTask,
  type DealHistory,
  loseDeal,
  moveDeal,
  openDeal,
  openTasks,
  reopenDeal,
  replay,
  routeMap,
  takeManualControl,
  timelineOf,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, given, guided, pipelines } from '../verbs/given.ts';

// What each type of deal allows, row by row.

const led = opened({ pipelineId: 'process', stageId: 'lead' });
const { stageId: _, ...stageless } = opened({ pipelineId: 'simple' });
const input = { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) };
const lost = event('DealLost', 3, { reason: 'price' });
const won = event('DealWon', 3, {});

describe('the stage a deal starts in', () => {
  test('automatic: the first', () => {
    expect(openDeal(automatic, input)[0].stageId).toBe('lead');
    expect(refusal(() => openDeal(automatic, { ...input, stageId: 'demo' }))).toMatchObject([
      'move-not-allowed',
      {},
    ]);
  });

  test('manual: the first, or the user’s choice', () => {
    expect(openDeal(sales, input)[0].stageId).toBe('contact');
    expect(openDeal(sales, { ...input, stageId: 'offer' })[0].stageId).toBe('offer');
  });

  test('without stages: none', () => {
    expect('stageId' in openDeal(simple, input)[0]).toBe(false);
  });
});

describe('to the next stage', () => {
  const started = opened({ pipelineId: 'guided', stageId: 'lead' });
  const taskId = 'd1/guided/lead/1/task/call';

  test('automatic: only when what the stage asks for is done', () => {
    given(started)
      .when((deal) => completeTask(deal, guided, { taskId, at: on(5) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'lead', missing: ['interaction'] });
    given({ ...started, interactionId: 'i1' })
      .when((deal) => completeTask(deal, guided, { taskId, at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId }), moved('lead', 'demo', 5)]);
    given(started)
      .when((deal) => moveDeal(deal, guided, { to: 'demo', at: on(5) }))
      .thenRefused('tasks-open', { dealId: 'd1', taskIds: [taskId] });
  });

  test('manual: yes', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'offer', at: on(5) }))
      .thenEvents([moved('contact', 'offer', 5)]);
  });

  test('without stages: refused', () => {
    given(stageless)
      .when((deal) => moveDeal(deal, simple, { to: 'offer', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'simple', stageId: 'offer' });
  });
});

describe('over a stage', () => {
  test('automatic: refused', () => {
    given(led)
      .when((deal) => moveDeal(deal, automatic, { to: 'order', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'lead', to: 'order' });
  });

  test('manual: yes; the stage jumped over is skipped and passed in no time', () => {
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'terms', at: on(5) }))
      .thenEvents([moved('contact', 'terms', 5)]);
    const history: DealHistory = [opened(), moved('contact', 'terms', 5)];
    expect(routeMap(history, pipelines).stages[1]).toMatchObject({ state: 'skipped', visits: [] });
    expect(timelineOf(history, pipelines)?.visits.map(({ stageId }) => stageId)).toEqual([
      'contact',
      'terms',
    ]);
  });

  test('without stages: refused', () => {
    given(stageless)
      .when((deal) => moveDeal(deal, simple, { to: 'terms', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'simple', stageId: 'terms' });
  });
});

describe('back', () => {
  test('automatic: refused', () => {
    given(led, moved('lead', 'demo', 2))
      .when((deal) => moveDeal(deal, automatic, { to: 'lead', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'demo', to: 'lead' });
  });

  test('manual: yes; the later visit ended as returned', () => {
    given(opened(), moved('contact', 'terms', 2))
      .when((deal) => moveDeal(deal, sales, { to: 'contact', at: on(5) }))
      .thenEvents([moved('terms', 'contact', 5)]);
    const history: DealHistory = [opened(), moved('contact', 'terms', 2), moved('terms', 'contact', 5)];
    expect(timelineOf(history, pipelines)?.visits.map(({ exit }) => exit)).toEqual([
      'advanced',
      'returned',
      null,
    ]);
  });

  test('without stages: refused', () => {
    given(stageless)
      .when((deal) => moveDeal(deal, simple, { to: 'contact', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'simple', stageId: 'contact' });
  });
});

describe('to the same stage', () => {
  test('automatic and manual: refused', () => {
    given(led)
      .when((deal) => moveDeal(deal, automatic, { to: 'lead', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'lead', to: 'lead' });
    given(opened())
      .when((deal) => moveDeal(deal, sales, { to: 'contact', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'contact', to: 'contact' });
  });
});

describe('lost', () => {
  test('automatic: at any stage, without a reason at first; one task is left, which cannot be completed without it', () => {
    const befores: readonly DealHistory[] = [[led], [led, moved('lead', 'demo', 2)]];
    for (const before of befores) {
      given(...before)
        .when((deal) => loseDeal(deal, automatic, { at: on(3) }))
        .thenEvents([event('DealLost', 3, { reason: null })]);
    }
    const history: DealHistory = [led, event('DealLost', 3, { reason: null })];
    expect(openTasks([history], pipelines).map(({ name }) => name)).toEqual([
      'Record the result of the lost deal',
    ]);
    given(...history)
      .when((deal) => completeTask(deal, automatic, { taskId: 'd1/process/lead/1/lost', at: on(5) }))
      .thenRefused('reason-required', { dealId: 'd1' });
  });

  test('manual and without stages: at any stage, with a reason', () => {
    given(opened({ stageId: 'offer' }))
      .when((deal) => loseDeal(deal, sales, { reason: 'price', at: on(3) }))
      .thenEvents([lost]);
    given(stageless)
      .when((deal) => loseDeal(deal, simple, { reason: 'price', at: on(3) }))
      .thenEvents([lost]);
    given(opened())
      .when((deal) => loseDeal(deal, sales, { at: on(3) }))
      .thenRefused('reason-required', { dealId: 'd1' });
    given(stageless)
      .when((deal) => loseDeal(deal, simple, { at: on(3) }))
      .thenRefused('reason-required', { dealId: 'd1' });
  });
});

describe('won', () => {
  test('automatic: after what the last stage asks for', () => {
    const last = opened({ pipelineId: 'guided', stageId: 'order' });
    given(opened({ pipelineId: 'guided', stageId: 'lead' }))
      .when((deal) => winDeal(deal, guided, { at: on(3) }))
      .thenRefused('stages-remain', { dealId: 'd1', stageId: 'lead' });
    given(last)
      .when((deal) => winDeal(deal, guided, { at: on(3) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'order', missing: ['payment'] });
    given(last, event('PaymentReceived', 2, { amount: nok(1) }))
      .when((deal) => winDeal(deal, guided, { at: on(3) }))
      .thenEvents([won]);
  });

  test('manual: from any stage', () => {
    given(opened())
      .when((deal) => winDeal(deal, sales, { at: on(3) }))
      .thenEvents([won]);
  });

  test('without stages: any time', () => {
    given(stageless)
      .when((deal) => winDeal(deal, simple, { at: on(3) }))
      .thenEvents([won]);
  });
});

describe('taken under manual control', () => {
  test('automatic: until it is closed, one way, cancelling open stage tasks', () => {
    given(led)
      .when((deal) => takeManualControl(deal, automatic, { at: on(5) }))
      .thenEvents([event('ManualControlTaken', 5, {})]);
    given(led, lost)
      .when((deal) => takeManualControl(deal, automatic, { at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
    const started = opened({ pipelineId: 'guided', stageId: 'lead' });
    expect(openTasks([[started, event('ManualControlTaken', 5, {})]], pipelines)).toEqual([]);
  });

  test('manual: nothing happens', () => {
    given(opened())
      .when((deal) => takeManualControl(deal, sales, { at: on(5) }))
      .thenEvents([]);
  });

  test('without stages: refused', () => {
    given(stageless)
      .when((deal) => takeManualControl(deal, simple, { at: on(5) }))
      .thenRefused('no-stages', { dealId: 'd1', pipelineId: 'simple' });
  });
});

describe('reopened', () => {
  test('automatic: in the stage it was closed in, and no other', () => {
    given(led, lost)
      .when((deal) => reopenDeal(deal, automatic, { at: on(5) }))
      .thenEvents([event('DealReopened', 5, { stageId: 'lead' })], { status: 'open' });
    given(led, lost)
      .when((deal) => reopenDeal(deal, automatic, { stageId: 'demo', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'lead', to: 'demo' });
  });

  test('manual: the last visit goes on as a new one', () => {
    given(opened(), won)
      .when((deal) => reopenDeal(deal, sales, { at: on(5) }))
      .thenEvents([event('DealReopened', 5, { stageId: 'contact' })], { status: 'open' });
    const history: DealHistory = [opened(), won, event('DealReopened', 5, {})];
    expect(timelineOf(history, pipelines)?.visits.map(({ exit, leftAt }) => [exit, leftAt])).toEqual([
      ['advanced', on(3)],
      [null, null],
    ]);
  });

  test('without stages: it is open again', () => {
    given(stageless, lost)
      .when((deal) => reopenDeal(deal, simple, { at: on(5) }))
      .thenEvents([event('DealReopened', 5, {})], { status: 'open', stageId: null });
    expect(replay([stageless, lost]).status).toBe('lost');
  });
});
