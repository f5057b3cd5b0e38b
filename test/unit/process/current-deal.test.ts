import { describe, expect, test } from 'vitest';
import {
  completeTask,
  type DealHistory,
  type DealTask,
  definePipeline,
  moveDeal,
  type OpenDeal,
  openDeal,
  openTasks,
  type Pipeline,
  reopenDeal,
  replay,
  revisePipeline,
  routeMap,
  tasksOf,
  timelineOf,
  transferDeal,
  validateHistory,
  type WonDeal,
  winDeal,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

/** Of five stages two were merged into one, and one got another id: lead, talk (call and meet), bid (offer). */
const merged: Pipeline = definePipeline({
  ...{ id: 'process', name: 'Process', progression: 'automatic' },
  stages: [
    { id: 'talk', name: 'Talk', formerly: ['call', 'meet'], tasks: tasks('ring', 'visit') },
    { id: 'bid', name: 'Bid', formerly: ['offer'], tasks: tasks('write') },
    { id: 'order', name: 'Order' },
  ],
});

function tasks(...ids: readonly string[]) {
  return ids.map((id) => ({ id, name: id, dueDays: 3 }));
}

const done = (day: number, taskId: string) => event('TaskCompleted', day, { taskId });
const told = (list: readonly DealTask[]) => list.map(({ id, status }) => [id, status]);
const open = (history: DealHistory) => replay(history) as OpenDeal;

const called = opened({ pipelineId: 'process', stageId: 'call' });
const met: DealHistory = [called, done(2, 'd1/process/call/1/task/ring'), moved('call', 'meet', 2)];

describe('a deal that went through two stages that were merged since', () => {
  test('is in the one stage since it entered the first of them', () => {
    expect(timelineOf(met, [merged])?.visits).toEqual([
      { pipelineId: 'process', stageId: 'talk', enteredAt: on(1), leftAt: null, exit: null },
    ]);
    expect(replay(met)).toMatchObject({ stageId: 'meet', stageEnteredAt: on(2) });
  });

  test('has done what it did, and is to do what it did not, due since it entered the first', () => {
    expect(told(tasksOf(met, [merged]))).toEqual([
      ['d1/process/talk/1/task/ring', 'done'],
      ['d1/process/talk/1/task/visit', 'open'],
    ]);
    expect(openTasks([met], [merged])).toMatchObject([{ name: 'visit', stageId: 'talk', dueAt: on(4) }]);
  });

  test('goes on when the rest is done, whichever id the task is told by', () => {
    for (const stay of ['talk/1', 'meet/1']) {
      expect(
        completeTask(replay(met), merged, { taskId: `d1/process/${stay}/task/visit`, at: on(5) }),
      ).toEqual([done(5, 'd1/process/talk/1/task/visit'), moved('talk', 'bid', 5)]);
    }
    expect(refusal(() => moveDeal(open(met), merged, { to: 'bid', at: on(5) }))).toMatchObject([
      'tasks-open',
      { taskIds: ['d1/process/talk/1/task/visit'] },
    ]);
  });

  test('has done what was completed before the stages were merged, in either', () => {
    const all: DealHistory = [...met, done(3, 'd1/process/meet/1/task/visit'), moved('meet', 'offer', 3)];
    expect(told(tasksOf(all, [merged]))).toEqual([
      ['d1/process/talk/1/task/ring', 'done'],
      ['d1/process/talk/1/task/visit', 'done'],
      ['d1/process/bid/1/task/write', 'open'],
    ]);
    const { stages } = routeMap(all, [merged]);
    expect(stages.map(({ stageId, state, visits, tasks }) => [stageId, state, visits, tasks.length])).toEqual(
      [
        ['talk', 'passed', [{ enteredAt: on(1), leftAt: on(3) }], 2],
        ['bid', 'current', [{ enteredAt: on(3), leftAt: null }], 1],
        ['order', 'pending', [], 0],
      ],
    );
  });

  test('begins the stage anew when it is reopened, and its tasks', () => {
    const again: DealHistory = [
      ...met,
      event('DealLost', 3, { reason: 'price' }),
      event('DealReopened', 4, { stageId: 'meet' }),
      done(5, 'd1/process/meet/2/task/visit'),
    ];
    expect(told(tasksOf(again, [merged]))).toEqual([
      ['d1/process/talk/1/task/ring', 'done'],
      ['d1/process/talk/1/task/visit', 'cancelled'],
      ['d1/process/talk/1/lost', 'cancelled'],
      ['d1/process/talk/2/task/ring', 'open'],
      ['d1/process/talk/2/task/visit', 'done'],
    ]);
  });

  test('is known through JSON, too', () => {
    const sent = JSON.parse(JSON.stringify(open(met))) as OpenDeal;
    expect(refusal(() => moveDeal(sent, merged, { to: 'bid', at: on(5) }))).toMatchObject([
      'tasks-open',
      { taskIds: ['d1/process/talk/1/task/visit'] },
    ]);
    expect(completeTask(sent, merged, { taskId: 'd1/process/meet/1/task/visit', at: on(5) })).toEqual([
      done(5, 'd1/process/talk/1/task/visit'),
      moved('talk', 'bid', 5),
    ]);
    expect(refusal(() => moveDeal(sent, merged, { to: 'order', at: on(5) }))).toMatchObject([
      'move-not-allowed',
      { from: 'talk', to: 'order' },
    ]);
  });

  test('has nothing odd about it', () => {
    expect(validateHistory([...met, moved('meet', 'offer', 3)], [merged])).toEqual([]);
    expect(validateHistory([...met, moved('talk', 'bid', 3)], [merged])).toEqual([]);
    expect(validateHistory([...met, moved('meet', 'meet', 3)], [merged])).toMatchObject([
      { code: 'same-stage', index: 3 },
    ]);
    expect(validateHistory([...met, moved('call', 'offer', 3)], [merged])).toEqual([]);
    expect(validateHistory([...met, moved('order', 'offer', 3)], [merged])).toMatchObject([
      { code: 'wrong-from', index: 3 },
    ]);
  });
});

describe('a stage that got another id', () => {
  const quote = { id: 'quote', name: 'Quote', formerly: ['offer'], leadsTo: ['terms'] };
  const renewed = revisePipeline(sales as Pipeline, { add: [quote] });
  const offered: DealHistory = [opened(), moved('contact', 'offer', 2)];

  test('is left by its deals under the id it has, and by where it leads', () => {
    expect(moveDeal(open(offered), renewed, { to: 'terms', at: on(5) })).toEqual([
      moved('quote', 'terms', 5),
    ]);
    expect(refusal(() => moveDeal(open(offered), renewed, { to: 'contact', at: on(5) }))).toMatchObject([
      'move-not-allowed',
      { from: 'quote', to: 'contact' },
    ]);
  });

  test('is entered under the id it has, also by a host that knows the other one', () => {
    const input = { id: 'd1', ownerId: 'kari', potential: null, at: on(1) };
    expect(openDeal(renewed, { ...input, stageId: 'offer' })[0].stageId).toBe('quote');
    expect(moveDeal(open([opened()]), renewed, { to: 'offer', at: on(5) })).toEqual([
      moved('contact', 'quote', 5),
    ]);
    expect(refusal(() => moveDeal(open(offered), renewed, { to: 'quote', at: on(5) }))).toMatchObject([
      'move-not-allowed',
      { from: 'quote', to: 'quote' },
    ]);
    const from = opened({ pipelineId: 'process', stageId: 'order' });
    expect(transferDeal(open([from]), merged, { to: renewed, stageId: 'offer', at: on(5) })[0].stageId).toBe(
      'quote',
    );
  });

  test('is where its deals are reopened', () => {
    const won = replay([...offered, event('DealWon', 3, {})]) as WonDeal;
    const reopened = event('DealReopened', 5, { stageId: 'quote' });
    expect(reopenDeal(won, renewed, { at: on(5) })).toEqual([reopened]);
    expect(reopenDeal(won, renewed, { stageId: 'offer', at: on(5) })).toEqual([reopened]);
  });

  test('lets what happened before it had that id be entered late', () => {
    const later: DealHistory = [...offered, moved('offer', 'terms', 6)];
    expect(moveDeal(open(later), renewed, { to: 'contact', at: on(8) })).toEqual([
      moved('terms', 'contact', 8),
    ]);
    expect(
      moveDeal(open([opened(), moved('contact', 'offer', 6)]), renewed, { to: 'quote', at: on(4) }),
    ).toMatchObject([{ from: 'contact', to: 'quote', at: on(4) }]);
    expect(winDeal(open(offered), renewed, { at: on(7) })).toEqual([event('DealWon', 7, {})]);
  });
});
