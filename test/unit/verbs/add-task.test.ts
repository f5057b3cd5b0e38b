import { describe, expect, expectTypeOf, test } from 'vitest';
import { addTask, openTasks, type TaskAdded } from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { given, guided, pipelines } from './given.ts';

const task = { id: 't1', name: 'Call back', assigneeId: 'ola', dueAt: on(9) };
const added = event('TaskAdded', 3, { task });
const { stageId: _, ...stageless } = opened({ pipelineId: 'simple' });
const led = opened({ pipelineId: 'guided', stageId: 'lead' });

describe('a task is made by hand', () => {
  test('for a deal of any type, open or won', () => {
    given(opened())
      .when((deal) => addTask(deal, sales, frozen({ task, at: on(5) })))
      .thenEvents([event('TaskAdded', 5, { task })]);
    given(stageless)
      .when((deal) => addTask(deal, simple, { task, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task })]);
    given(led)
      .when((deal) => addTask(deal, guided, { task, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task })]);
    given(opened(), event('DealWon', 4, {}))
      .when((deal) => addTask(deal, sales, { task, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task })]);
    expectTypeOf(addTask).returns.toEqualTypeOf<[TaskAdded]>();
  });

  test('for the owner of the deal, unless somebody else is to do it', () => {
    given(opened(), event('DealReassigned', 2, { ownerId: 'eva' }))
      .when((deal) => addTask(deal, sales, { task: { id: 't1', name: 'Call back' }, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task: { id: 't1', name: 'Call back', assigneeId: 'eva' } })]);
  });

  test('for nobody yet, where it says so or the deal has no owner', () => {
    const nobodys = { id: 't1', name: 'Call back', assigneeId: null };
    given(opened())
      .when((deal) => addTask(deal, sales, { task: nobodys, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task: nobodys })]);
    given(opened({ ownerId: null }))
      .when((deal) => addTask(deal, sales, { task: { id: 't1', name: 'Call back' }, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task: nobodys })]);
    const history = [opened(), event('TaskAdded', 5, { task: nobodys })] as const;
    expect(openTasks([history], pipelines, { assigneeId: null })).toMatchObject([
      { id: 't1', assigneeId: null },
    ]);
    expect(openTasks([history], pipelines, { assigneeId: 'kari' })).toEqual([]);
  });

  test('and is open for whoever is to do it', () => {
    expect(openTasks([[opened(), added]], pipelines, { assigneeId: 'ola' })).toMatchObject([
      { id: 't1', kind: 'added', name: 'Call back', stageId: 'contact', createdAt: on(3), dueAt: on(9) },
    ]);
  });
});

describe('a task is refused', () => {
  test('with the id of another one', () => {
    given(opened(), added)
      .when((deal) => addTask(deal, sales, { task: { id: 't1', name: 'Write' }, at: on(5) }))
      .thenRefused('duplicate-task', { dealId: 'd1', taskId: 't1' });
  });

  test('with an id that a derived task has, or could have', () => {
    for (const id of ['d1/guided/lead/1/task/call', 'd1/guided/order/7/won', 'd1/sales/offer/1/lost']) {
      given(led)
        .when((deal) => addTask(deal, guided, { task: { id, name: 'Write' }, at: on(5) }))
        .thenRefused('duplicate-task', { dealId: 'd1', taskId: id });
    }
    for (const id of ['d1/1', 'd2/guided/lead/1/task/call', 'd1/guided/lead/one/won']) {
      given(led)
        .when((deal) => addTask(deal, guided, { task: { ...task, id }, at: on(5) }))
        .thenEvents([event('TaskAdded', 5, { task: { ...task, id } })]);
    }
  });

  test('for a lost deal of an automatic pipeline, where only the result is to be recorded', () => {
    given(led, event('DealLost', 3, { reason: null }))
      .when((deal) => addTask(deal, guided, { task, at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
    given(opened(), event('DealLost', 3, { reason: 'price' }))
      .when((deal) => addTask(deal, sales, { task, at: on(5) }))
      .thenEvents([event('TaskAdded', 5, { task })]);
  });

  test('without a name, or due on a date that is none', () => {
    given(opened())
      .when((deal) => addTask(deal, sales, { task: { id: 't1', name: undefined as never }, at: on(5) }))
      .thenRefused('invalid-text', { field: 'task.name', problem: 'not a string', input: 'undefined' });
    given(opened())
      .when((deal) => addTask(deal, sales, { task: { ...task, dueAt: new Date(Number.NaN) }, at: on(5) }))
      .thenRefused('invalid-date', { field: 'task.dueAt', input: 'Invalid Date', dealId: 'd1' });
  });
});
