import { describe, expect, test } from 'vitest';
import { type DealHistory, type DealTask, isOverdue, openTasks, tasksOf } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { pipelines } from '../verbs/given.ts';

/** Its call is due two days after it was opened. */
const called: DealHistory = [opened({ at: on(2), pipelineId: 'guided', stageId: 'lead' })];
const shown: DealHistory = [...called, moved('lead', 'demo', 5)];

describe('a task', () => {
  test('is overdue when it is open and its date has passed', () => {
    const [call] = openTasks([called], pipelines);
    const dueAt = on(4);
    expect(call?.dueAt).toEqual(dueAt);
    const at = (instant: number) => call !== undefined && isOverdue(call, new Date(instant));
    expect([at(+dueAt - 1), at(+dueAt), at(+dueAt + 1)]).toEqual([false, false, true]);
    expect(refusal(() => at(Number.NaN))).toEqual(['invalid-date', { field: 'now', input: 'Invalid Date' }]);
  });

  test('that is done, cancelled or has no date is never overdue', () => {
    const tasks = tasksOf(shown, pipelines);
    expect(tasks.map((each) => [each.name, isOverdue(each, on('2030-01-01'))])).toEqual([
      ['Call', false],
      ['Show', false],
      ['Offer', true],
    ]);
  });

  test('by hand without a date is never overdue', () => {
    const task = { id: 't1', name: 'Write', assigneeId: 'ola' };
    const tasks = tasksOf([opened(), event('TaskAdded', 3, { task })], pipelines);
    expect(tasks.map((each) => [each.name, each.dueAt, isOverdue(each, on('2030-01-01'))])).toEqual([
      ['Write', null, false],
    ]);
  });

  test('that is none is refused', () => {
    expect(refusal(() => isOverdue(null as unknown as DealTask, on(1)))).toMatchObject([
      'invalid-option',
      { option: 'task' },
    ]);
  });
});
