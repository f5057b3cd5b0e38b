import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Assign,
  type DealEvent,
  type DealHistory,
  type DealTask,
  definePipeline,
  openTasks,
  replay,
  revisePipeline,
  tasksOf,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { randomBook } from '../../support/random-book.ts';
import { opening, run, steps } from '../../support/random-verbs.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { guided, pipelines } from '../verbs/given.ts';

const led = opened({ pipelineId: 'guided', stageId: 'lead' });
const inDemo = moved('lead', 'demo', 3);
const done = (taskId: string, day: number) => event('TaskCompleted', day, { taskId: `d1/guided/${taskId}` });
const lost = event('DealLost', 4, { reason: null });

/** The tasks in words: `Call: done 3`, on the third of October. */
function told(...history: DealHistory): string[] {
  return tasksOf(history, pipelines).map(({ name, status, closedAt }) =>
    closedAt === null ? `${name}: ${status}` : `${name}: ${status} ${closedAt.getUTCDate()}`,
  );
}

describe('the tasks of a stage', () => {
  test('come up when the deal enters it, for its owner, due so many days later', () => {
    expect(tasksOf([led, inDemo], pipelines).slice(1)).toEqual([
      {
        ...{ id: 'd1/guided/demo/1/task/show', dealId: 'd1', kind: 'stage', name: 'Show' },
        ...{ assigneeId: 'kari', pipelineId: 'guided', stageId: 'demo', requires: [] },
        ...{ createdAt: on(3), dueAt: null, status: 'open', closedAt: null, completedBy: null, result: null },
      },
      {
        ...{ id: 'd1/guided/demo/1/task/offer', dealId: 'd1', kind: 'stage', name: 'Offer' },
        ...{
          assigneeId: 'kari',
          pipelineId: 'guided',
          stageId: 'demo',
          requires: ['fields.offer', 'potential'],
        },
        ...{
          createdAt: on(3),
          dueAt: on(6),
          status: 'open',
          closedAt: null,
          completedBy: null,
          result: null,
        },
      },
    ]);
  });

  test('are nobody’s where the deal has no owner', () => {
    const history = [led, event('DealReassigned', 2, { ownerId: null }), inDemo] as const;
    expect(
      tasksOf(history, pipelines)
        .slice(1)
        .map(({ assigneeId }) => assigneeId),
    ).toEqual([null, null]);
    expect(openTasks([history], pipelines, { assigneeId: null }).map(({ name }) => name)).toEqual([
      'Offer',
      'Show',
    ]);
    expect(openTasks([history], pipelines, { assigneeId: 'kari' })).toEqual([]);
  });

  test('go with the deal to another owner while they are open', () => {
    const history: DealHistory = [
      led,
      done('lead/1/task/call', 3),
      inDemo,
      done('demo/1/task/show', 4),
      event('DealReassigned', 5, { ownerId: 'ola' }),
    ];
    expect(tasksOf(history, pipelines).map(({ name, assigneeId }) => [name, assigneeId])).toEqual([
      ['Call', 'kari'],
      ['Show', 'kari'],
      ['Offer', 'ola'],
    ]);
  });

  test('are done by whom and with what result their completion says', () => {
    const taskId = 'd1/guided/lead/1/task/call';
    const completion = { ...event('TaskCompleted', 2, { taskId, result: 'reached' }), by: 'ola' };
    expect(tasksOf([led, completion, inDemo], pipelines)[0]).toMatchObject({
      status: 'done',
      closedAt: on(2),
      completedBy: 'ola',
      result: 'reached',
    });
  });

  test('are cancelled when the deal moves on without them, is transferred, deleted or taken under manual control', () => {
    expect(told(led, inDemo)).toEqual(['Call: cancelled 3', 'Show: open', 'Offer: open']);
    const away = event('DealTransferred', 3, { pipelineId: 'sales', stageId: 'offer' });
    expect(told(led, away)).toEqual(['Call: cancelled 3']);
    expect(told(led, event('DealDeleted', 3, {}))).toEqual(['Call: cancelled 3']);
    expect(told(led, event('ManualControlTaken', 3, {}))).toEqual(['Call: cancelled 3']);
  });

  test('come up anew with each stay', () => {
    const history: DealHistory = [
      led,
      event('DealLost', 2, { reason: 'price' }),
      event('DealReopened', 3, {}),
    ];
    expect(tasksOf(history, pipelines).map(({ id, status }) => [id, status])).toEqual([
      ['d1/guided/lead/1/task/call', 'cancelled'],
      ['d1/guided/lead/1/lost', 'cancelled'],
      ['d1/guided/lead/2/task/call', 'open'],
    ]);
  });

  test('come up in automatic pipelines only: a manual one with tasks is refused', () => {
    expect(told(opened())).toEqual([]);
    const byHand = { ...guided, progression: 'manual' } as const;
    expect(refusal(() => tasksOf([led], [byHand]))).toEqual([
      'invalid-pipeline',
      { pipelineId: 'guided', problem: 'stage lead has tasks, not for progression manual' },
    ]);
  });
});

describe('the task to record the result', () => {
  const inOrder = moved('demo', 'order', 4);

  test('comes up after the last stage, due within a day, and is done by the win', () => {
    expect(tasksOf([led, inDemo, inOrder], pipelines).at(-1)).toMatchObject({
      ...{ id: 'd1/guided/order/1/won', kind: 'won', name: 'Record the result of the won deal' },
      ...{ createdAt: on(4), dueAt: on(5), status: 'open' },
    });
    expect(told(led, inDemo, inOrder, event('DealWon', 9, {})).at(-1)).toBe(
      'Record the result of the won deal: done 9',
    );
    expect(told(led, inDemo, inOrder, event('DealLost', 9, { reason: 'price' })).slice(3)).toEqual([
      'Record the result of the won deal: cancelled 9',
      'Record the result of the lost deal: open',
    ]);
  });

  test('comes up when the last task of the last stage is done, not before', () => {
    const shorter = { ...guided, stages: guided.stages.slice(0, 2) };
    const before: DealHistory = [led, inDemo, done('demo/1/task/show', 4)];
    expect(tasksOf(before, [shorter]).map(({ kind }) => kind)).toEqual(['stage', 'stage', 'stage']);
    const after: DealHistory = [...before, done('demo/1/task/offer', 6)];
    expect(tasksOf(after, [shorter]).at(-1)).toMatchObject({ kind: 'won', createdAt: on(6), dueAt: on(7) });
  });

  test('of a lost deal closes all others, also those made by hand; a reopening does not bring these back', () => {
    const write = event('TaskAdded', 2, { task: { id: 't1', name: 'Write', assigneeId: 'ola' } });
    expect(told(led, write, lost)).toEqual([
      'Call: cancelled 4',
      'Write: cancelled 4',
      'Record the result of the lost deal: open',
    ]);
    expect(told(led, write, lost, event('DealReopened', 5, {}))).toEqual([
      'Call: cancelled 4',
      'Write: cancelled 4',
      'Record the result of the lost deal: cancelled 5',
      'Call: open',
    ]);
  });

  test('of a lost deal is due within a day, and done by an explanation or by its completion', () => {
    expect(tasksOf([led, lost], pipelines).at(-1)).toMatchObject({
      createdAt: on(4),
      dueAt: on(5),
      kind: 'lost',
    });
    const name = 'Record the result of the lost deal';
    expect(told(led, lost, event('LossExplained', 6, { reason: 'price' })).at(-1)).toBe(`${name}: done 6`);
    expect(told(led, lost, event('LossExplained', 6, { reason: null })).at(-1)).toBe(`${name}: open`);
    expect(told(led, event('DealLost', 4, { reason: 'price' }), done('lead/1/lost', 6)).at(-1)).toBe(
      `${name}: done 6`,
    );
  });

  test('comes up for no deal that is moved by hand', () => {
    expect(told(opened(), event('DealLost', 4, { reason: 'price' }))).toEqual([]);
    expect(told(led, event('ManualControlTaken', 3, {}), event('DealLost', 4, { reason: 'price' }))).toEqual([
      'Call: cancelled 3',
    ]);
  });
});

describe('tasks made by hand', () => {
  const write = event('TaskAdded', 2, { task: { id: 't1', name: 'Write', assigneeId: 'ola', dueAt: on(9) } });

  test('are whoever’s they were given to, and are cancelled by an outcome, not by a transfer or a reopening', () => {
    expect(tasksOf([opened(), write], pipelines)).toMatchObject([
      { id: 't1', kind: 'added', assigneeId: 'ola', createdAt: on(2), dueAt: on(9), stageId: 'contact' },
    ]);
    const away = event('DealTransferred', 3, { pipelineId: 'simple' });
    expect(told(opened(), write, away)).toEqual(['Write: open']);
    for (const what of [event('DealWon', 3, {}), event('DealLost', 3, { reason: 'price' })]) {
      expect(told(opened(), write, what)).toEqual(['Write: cancelled 3']);
      expect(told(opened(), write, what, event('DealReopened', 4, {}))).toEqual(['Write: cancelled 3']);
    }
  });

  test('may be made for a closed deal, and are cancelled by its next outcome', () => {
    const [won, again] = [event('DealWon', 3, {}), event('DealReopened', 4, {})];
    const thank = event('TaskAdded', 3, { task: { id: 't2', name: 'Thank', assigneeId: 'ola' } });
    expect(told(opened(), write, won, thank, again)).toEqual(['Write: cancelled 3', 'Thank: open']);
    expect(told(opened(), write, won, thank, again, event('DealWon', 5, {}))).toEqual([
      'Write: cancelled 3',
      'Thank: cancelled 5',
    ]);
  });

  test('can be changed while they are to be done', () => {
    const change = (day: number, facts: object) => event('TaskChanged', day, { taskId: 't1', ...facts });
    const put = (...events: DealEvent[]) => tasksOf([opened(), write, ...events], pipelines)[0];
    expect(put(change(3, { assigneeId: null }), change(4, { dueAt: on(12) }))).toMatchObject({
      ...{ assigneeId: null, dueAt: on(12), status: 'open', createdAt: on(2) },
    });
    expect(put(change(3, { cancelled: true }), change(4, { dueAt: on(12) }))).toMatchObject({
      ...{ dueAt: on(9), status: 'cancelled', closedAt: on(3) },
    });
    expect(put(event('DealWon', 3, {}), change(4, { assigneeId: 'eva' }))).toMatchObject({
      ...{ assigneeId: 'ola', status: 'cancelled', closedAt: on(3) },
    });
  });

  test('are done once, the first time', () => {
    const completed = (day: number) => event('TaskCompleted', day, { taskId: 't1' });
    expect(told(opened(), write, completed(3), completed(5))).toEqual(['Write: done 3']);
    expect(validateHistory([opened(), write, completed(3), completed(5)], pipelines)).toMatchObject([
      { code: 'repeated-task', index: 3 },
    ]);
  });
});

describe('a task of a stage', () => {
  const tasks = [
    { id: 'a', name: 'Ask' },
    { id: 'b', name: 'Bill', assignee: { id: 'eva' } },
    { id: 'c', name: 'Check', assignee: { role: 'lawyer' } },
  ];
  const shared = definePipeline({
    id: 'shared',
    name: 'Shared',
    progression: 'automatic',
    stages: [{ id: 'lead', name: 'Lead', tasks }],
  });
  const history = [opened({ pipelineId: 'shared', stageId: 'lead' })] as const;

  test('is the owner’s, somebody’s, or whose the host says for a role', () => {
    const names = (assign?: Assign) =>
      tasksOf(history, [shared], { assign }).map(({ assigneeId }) => assigneeId);
    expect(names()).toEqual(['kari', 'eva', null]);
    expect(names((role, deal) => `${role} of ${deal.ownerId}`)).toEqual(['kari', 'eva', 'lawyer of kari']);
    expect(refusal(() => names(() => 7 as never))).toMatchObject(['invalid-option', { option: 'assign' }]);
  });
});

describe('what cannot be', () => {
  test('is kept: a completion of what nothing asks for is listed under its id', () => {
    expect(tasksOf([opened(), event('TaskCompleted', 3, { taskId: 'x' })], pipelines)).toMatchObject([
      { id: 'x', kind: 'unknown', name: 'x', status: 'done', closedAt: on(3) },
    ]);
  });

  test('is refused: a pipeline that is not among those given', () => {
    expect(refusal(() => tasksOf([opened({ pipelineId: 'gone' })], pipelines))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'gone', dealId: 'd1' },
    ]);
  });
});

describe('laws', () => {
  test('tasks derived twice are the same, and have one id each', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        const history = run(pipeline, tried);
        const tasks = tasksOf(history, pipelines);
        expect(tasksOf(history, [...pipelines].reverse())).toEqual(tasks);
        expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
      }),
      { numRuns: runs(100) },
    );
  });

  test('no task vanishes, none is done without having been open, none is closed before it came up', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        run(pipeline, tried, (before, after) => {
          const now = new Map(tasksOf(after, pipelines).map((task) => [task.id, task]));
          const entry = after[before.length];
          const isLate = +(entry?.at ?? 0) < +replay(before).updatedAt;
          for (const task of tasksOf(before, pipelines)) {
            const next = now.get(task.id);
            const { status, closedAt } = task;
            // What is entered late changes nothing that was done, but that a loss was explained already then.
            if (isLate && task.kind === 'lost' && entry?.type === 'LossExplained' && status === 'done')
              expect(next).toMatchObject({
                status,
                closedAt: new Date(Math.min(+(closedAt ?? 0), +entry.at)),
              });
            else if (isLate)
              expect(status === 'done' ? next : { status, closedAt }).toMatchObject({ status, closedAt });
            else if (task.status === 'done') expect(next).toEqual(task);
            else expect(next).toMatchObject({ kind: task.kind, createdAt: task.createdAt });
          }
          for (const { kind, createdAt, closedAt, status } of now.values()) {
            expect(kind).not.toBe('unknown');
            expect(closedAt === null).toBe(status === 'open');
            if (closedAt !== null) expect(+closedAt).toBeGreaterThanOrEqual(+createdAt);
          }
        });
      }),
    );
  });

  test('a deal has open stage tasks where its pipeline leads it, and its stays are numbered as in its timeline', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        const history = run(pipeline, tried);
        const deal = replay(history);
        const isOpen = ({ status }: DealTask): boolean => status === 'open';
        const open = tasksOf(history, pipelines).filter(isOpen);
        if (deal.manualControl || deal.status === 'won' || deal.deletedAt !== null) {
          expect(open.every(({ kind }) => kind === 'added')).toBe(true);
        }
        const visits = timelineOf(history, pipelines)?.visits ?? [];
        for (const { pipelineId, stageId, visits: count } of deal.stageVisits) {
          const same = visits.filter((visit) => visit.pipelineId === pipelineId && visit.stageId === stageId);
          expect(same.length).toBe(count);
        }
        expect(deal.stageVisits.reduce((sum, { visits: count }) => sum + count, 0)).toBe(visits.length);
      }),
      { numRuns: runs(100) },
    );
  });

  test('a revision under a running deal loses no deal, no task and no visit', () => {
    const revised = revisePipeline(guided, {
      add: [{ id: 'trial', name: 'Trial', tasks: [{ id: 'try', name: 'Try' }] }],
      rename: { lead: 'Enquiry' },
      order: ['lead', 'trial', 'order', 'demo'],
      retire: ['demo'],
    });
    const others = pipelines.filter(({ id }) => id !== 'guided');
    fc.assert(
      fc.property(steps, (tried) => {
        const history = run(guided, tried);
        const after = tasksOf(history, [...others, revised]);
        const idsAfter = new Set(after.map(({ id }) => id));
        for (const task of tasksOf(history, pipelines)) {
          if (task.kind !== 'won') expect(after).toContainEqual(task);
          else if (replay(history).completedTasks.some(({ taskId }) => taskId === task.id)) {
            expect(idsAfter).toContain(task.id);
          }
        }
        const strip = (visits: readonly { stageId: string; enteredAt: Date; leftAt: Date | null }[] = []) =>
          visits.map(({ stageId, enteredAt, leftAt }) => ({ stageId, enteredAt, leftAt }));
        expect(strip(timelineOf(history, [...others, revised])?.visits)).toEqual(
          strip(timelineOf(history, pipelines)?.visits),
        );
        expect(
          validateHistory(history, [...others, revised]).filter(
            ({ code }) => code !== 'wrong-from' && code !== 'same-stage',
          ),
        ).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });

  test('whatever a history is made of, its tasks are found', () => {
    fc.assert(
      fc.property(randomBook, ({ histories, pipelines: known }) => {
        for (const history of histories as readonly DealHistory[]) {
          const tasks = tasksOf(history, known);
          expect(tasks.filter(({ kind }) => kind === 'added').length).toBeLessThanOrEqual(history.length);
          expect(tasks.every(({ dealId }) => dealId === history[0].dealId)).toBe(true);
        }
      }),
    );
  });
});
