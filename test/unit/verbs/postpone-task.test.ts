import { describe, expect, expectTypeOf, test } from 'vitest';
import { type OpenDeal, postponeTask, replay, type TaskChanged } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { given, guided } from './given.ts';

const write = event('TaskAdded', 2, { task: { id: 't1', name: 'Write', assigneeId: 'ola', dueAt: on(9) } });
const input = { taskId: 't1', dueAt: on(20), at: on(5) };
const changed = event('TaskChanged', 5, { taskId: 't1', dueAt: on(20) });

describe('a task made by hand', () => {
  test('is put off', () => {
    given(opened(), write)
      .when((deal) => postponeTask(deal, sales, input))
      .thenEvents([changed]);
    const [task] = replay([opened(), write, changed]).addedTasks;
    expect(task).toMatchObject({ assigneeId: 'ola', dueAt: on(20), cancelledAt: null });
    expectTypeOf(postponeTask).returns.toEqualTypeOf<[TaskChanged]>();
  });

  test('cannot be changed any more once it is completed or cancelled, also before it was', () => {
    const closings = [
      event('TaskCompleted', 4, { taskId: 't1' }),
      event('TaskChanged', 4, { taskId: 't1', cancelled: true }),
      event('DealWon', 4, {}),
    ];
    for (const closing of closings) {
      given(opened(), write, closing)
        .when((deal) => postponeTask(deal, sales, input))
        .thenRefused('task-not-open', { dealId: 'd1', taskId: 't1' });
    }
    const done = replay([opened(), write, event('TaskCompleted', 7, { taskId: 't1' })]) as OpenDeal;
    expect(refusal(() => postponeTask(done, sales, input))).toMatchObject([
      'task-not-open',
      { taskId: 't1' },
    ]);
  });

  test('is not one of a stage, and must be there', () => {
    const call = 'd1/guided/lead/1/task/call';
    given(opened({ pipelineId: 'guided', stageId: 'lead' }))
      .when((deal) => postponeTask(deal, guided, { ...input, taskId: call }))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: call });
    given(opened())
      .when((deal) => postponeTask(deal, sales, input))
      .thenRefused('task-not-open', { dealId: 'd1', taskId: 't1' });
  });
});
