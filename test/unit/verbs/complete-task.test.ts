import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  completeTask,
  type DealMoved,
  type DealWon,
  openTasks,
  type TaskCompleted,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { automatic, given, guided, pipelines } from './given.ts';

const led = opened({ pipelineId: 'guided', stageId: 'lead' });
const called = { ...led, interactionId: 'i1' };
const inDemo = moved('lead', 'demo', 3);
const inOrder = moved('demo', 'order', 6);
const [call, show, offer] = ['lead/1/task/call', 'demo/1/task/show', 'demo/1/task/offer'].map(
  (id) => `d1/guided/${id}`,
) as [string, string, string];
const result = 'd1/guided/order/1/won';
const shown = event('TaskCompleted', 4, { taskId: show });
const eva = event('ParticipantAdded', 4, { participant: { id: 'eva', role: 'decision-maker' } });
const described = event('DealDescribed', 4, { customerId: 'acme', fields: { offer: 'o-7' } });
const paid = event('PaymentReceived', 7, { amount: nok(100) });

describe('completing the task of a stage', () => {
  test('moves the deal on', () => {
    given(called)
      .when((deal) => completeTask(deal, guided, { taskId: call, result: 'reached', at: on(5), by: 'kari' }))
      .thenEvents(
        [
          { ...event('TaskCompleted', 5, { taskId: call, result: 'reached' }), by: 'kari' },
          { ...moved('lead', 'demo', 5), by: 'kari' },
        ],
        { stageId: 'demo' },
      );
  });

  test('leaves the deal where it is while there is another one', () => {
    given(called, inDemo)
      .when((deal) => completeTask(deal, guided, { taskId: show, at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId: show })], { stageId: 'demo' });
  });

  test('in any order; the last one moves the deal on', () => {
    given(called, inDemo, eva, described, event('TaskCompleted', 4, { taskId: offer }))
      .when((deal) => completeTask(deal, guided, { taskId: show, at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId: show }), moved('demo', 'order', 5)]);
  });

  test('is refused as long as something required is missing, which the refusal names', () => {
    given(led)
      .when((deal) => completeTask(deal, guided, { taskId: call, at: on(5) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'lead', missing: ['interaction'] });
    given(called, inDemo, event('DealRevalued', 3, { potential: null }))
      .when((deal) => completeTask(deal, guided, { taskId: offer, at: on(5) }))
      .thenRefused('requirements-missing', {
        dealId: 'd1',
        stageId: 'demo',
        missing: ['fields.offer', 'potential'],
      });
  });

  test('asks for what the stage requires only when it is the last one', () => {
    given(called, inDemo, shown, event('DealDescribed', 4, { fields: { offer: '' } }))
      .when((deal) => completeTask(deal, guided, { taskId: offer, at: on(5) }))
      .thenRefused('requirements-missing', {
        dealId: 'd1',
        stageId: 'demo',
        missing: ['fields.offer', 'participant.decision-maker', 'customerId'],
      });
    given(called, inDemo, shown, eva, described)
      .when((deal) => completeTask(deal, guided, { taskId: offer, at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId: offer }), moved('demo', 'order', 5)]);
  });

  test('asks the checks of the host, which go before the facts of the deal', () => {
    const checks = { interaction: (deal: { readonly id: string }) => deal.id === 'd1' };
    given(led)
      .when((deal) => completeTask(deal, guided, { taskId: call, at: on(5) }, { checks }))
      .thenEvents([event('TaskCompleted', 5, { taskId: call }), moved('lead', 'demo', 5)]);
    given(called)
      .when((deal) =>
        completeTask(deal, guided, { taskId: call, at: on(5) }, { checks: { interaction: () => false } }),
      )
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'lead', missing: ['interaction'] });
  });

  test('is refused where nobody knows how to check what is required', () => {
    const stages = [{ ...guided.stages[0], requires: ['constructor'] }, ...guided.stages.slice(1)];
    given(called)
      .when((deal) => completeTask(deal, { ...guided, stages } as never, { taskId: call, at: on(5) }))
      .thenRefused('unknown-requirement', { requirement: 'constructor' });
  });
});

describe('completing the task to record the result', () => {
  test('after the last stage wins the deal', () => {
    given(called, inDemo, inOrder, paid)
      .when((deal) => completeTask(deal, guided, { taskId: result, at: on(8) }))
      .thenEvents([event('TaskCompleted', 8, { taskId: result }), event('DealWon', 8, {})], {
        status: 'won',
        wonAmount: nok(100),
      });
    expect(openTasks([[called, inDemo, inOrder]], pipelines).map(({ id, dueAt }) => [id, dueAt])).toEqual([
      [result, on(7)],
    ]);
  });

  test('needs what the last stage requires', () => {
    given(called, inDemo, inOrder)
      .when((deal) => completeTask(deal, guided, { taskId: result, at: on(8) }))
      .thenRefused('requirements-missing', { dealId: 'd1', stageId: 'order', missing: ['payment'] });
  });

  test('of a lost deal needs its reason', () => {
    const taskId = 'd1/guided/lead/1/lost';
    given(led, event('DealLost', 3, { reason: null }))
      .when((deal) => completeTask(deal, guided, { taskId, at: on(5) }))
      .thenRefused('reason-required', { dealId: 'd1' });
    given(led, event('DealLost', 3, { reason: 'price' }))
      .when((deal) => completeTask(deal, guided, { taskId, at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId })], { status: 'lost' });
  });
});

describe('completing a task made by hand', () => {
  const added = event('TaskAdded', 2, { task: { id: 't1', name: 'Write', assigneeId: 'ola' } });

  test('does nothing else', () => {
    given(opened(), added)
      .when((deal) => completeTask(deal, sales, { taskId: 't1', at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId: 't1' })], { stageId: 'contact' });
    given(called, added)
      .when((deal) => completeTask(deal, guided, { taskId: 't1', at: on(5) }))
      .thenEvents([event('TaskCompleted', 5, { taskId: 't1' })], { stageId: 'lead' });
    given(opened(), added, event('DealWon', 3, {}))
      .when((deal) => completeTask(deal, sales, { taskId: 't1', at: on(5) }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: 't1' });
    expectTypeOf(completeTask).returns.toEqualTypeOf<
      [TaskCompleted] | [TaskCompleted, DealMoved] | [TaskCompleted, DealWon]
    >();
  });
});

describe('completing is refused', () => {
  test('of a task there is not, or not yet, or not any more', () => {
    for (const taskId of ['t1', show, result, '']) {
      given(called)
        .when((deal) => completeTask(deal, guided, { taskId, at: on(5) }))
        .thenRefused('task-not-open', { dealId: 'd1', taskId });
    }
    given(called, event('TaskCompleted', 3, { taskId: call }), inDemo)
      .when((deal) => completeTask(deal, guided, { taskId: call, at: on(5) }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: call });
    given(called, event('ManualControlTaken', 3, {}))
      .when((deal) => completeTask(deal, guided, { taskId: call, at: on(5) }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: call });
    given(opened({ pipelineId: 'process', stageId: 'lead' }))
      .when((deal) => completeTask(deal, automatic, { taskId: 'd1/process/lead/1/won', at: on(5) }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: 'd1/process/lead/1/won' });
  });

  test('with an id or a result that is no text', () => {
    given(called)
      .when((deal) => completeTask(deal, guided, { taskId: 7 as never, at: on(5) }))
      .thenRefused('invalid-text', { field: 'taskId', problem: 'not a string', input: '7' });
    given(called)
      .when((deal) => completeTask(deal, guided, { taskId: call, result: 'a\0', at: on(5) }))
      .thenRefused('invalid-text', { field: 'result', problem: 'U+0000 or lone surrogate', input: 'a\0' });
  });
});
