import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealEvent,
  type DealHistory,
  revisePipeline,
  routeMap,
  tasksOf,
  timelineOf,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { randomBook } from '../../support/random-book.ts';
import { pipelines } from '../verbs/given.ts';

/** The states of the stages, `contact passed, offer current`. */
function told(...history: DealHistory): string {
  return routeMap(history, pipelines)
    .stages.map(({ stageId, state }) => `${stageId} ${state}`)
    .join(', ');
}
const won = event('DealWon', 9, {});
const lost = event('DealLost', 9, { reason: 'price' });

describe('a route map', () => {
  test('shows where an open deal is', () => {
    expect(told(opened())).toBe('contact current, offer pending, terms pending');
    expect(told(opened(), moved('contact', 'offer', 2))).toBe('contact passed, offer current, terms pending');
  });

  test('shows the stages it jumped over', () => {
    expect(told(opened(), moved('contact', 'terms', 2))).toBe('contact passed, offer skipped, terms current');
    expect(told(opened({ stageId: 'terms' }))).toBe('contact skipped, offer skipped, terms current');
  });

  test('shows stages as pending again when the deal goes back', () => {
    const back = [moved('contact', 'terms', 2), moved('terms', 'offer', 3)] as const;
    expect(told(opened(), ...back)).toBe('contact passed, offer current, terms pending');
    const terms = routeMap([opened(), ...back], pipelines).stages[2];
    expect(terms).toMatchObject({
      visits: [{ enteredAt: on(2), leftAt: on(3) }],
      enteredAt: on(2),
      leftAt: on(3),
    });
  });

  test('shows the tasks of stages to come, where the pipeline leads an open deal', () => {
    const led = opened({ pipelineId: 'guided', stageId: 'lead' });
    const toCome = (...events: DealEvent[]) =>
      routeMap([led, ...events], pipelines).stages.map((stage) => stage.toCome.map(({ id }) => id));
    expect(toCome()).toEqual([[], ['show', 'offer'], []]);
    for (const what of [event('ManualControlTaken', 2, {}), event('DealLost', 2, { reason: 'price' })]) {
      expect(toCome(what)).toEqual([[], [], []]);
    }
  });

  test('shows where it was lost, and what it passed by a win', () => {
    expect(told(opened(), moved('contact', 'offer', 2), lost)).toBe(
      'contact passed, offer lost, terms pending',
    );
    expect(told(opened(), moved('contact', 'offer', 2), won)).toBe(
      'contact passed, offer passed, terms skipped',
    );
    expect(told(opened(), lost, event('DealReopened', 12, {}))).toBe(
      'contact current, offer pending, terms pending',
    );
  });

  test('has the dates of each stay', () => {
    const history: DealHistory = [opened(), lost, event('DealReopened', 12, {})];
    expect(routeMap(history, pipelines)).toMatchObject({
      ...{ dealId: 'd1', pipelineId: 'sales', name: 'Typical sale', status: 'open' },
      ...{ openedAt: on(1), closedAt: null, tasks: [] },
    });
    expect(routeMap(history, pipelines).stages[0]).toMatchObject({
      name: 'First contact',
      visits: [
        { enteredAt: on(1), leftAt: on(9) },
        { enteredAt: on(12), leftAt: null },
      ],
      enteredAt: on(12),
      leftAt: null,
    });
  });

  test('has the tasks of each stage', () => {
    const task = { id: 't1', name: 'Write', assigneeId: 'ola' };
    const led = opened({ pipelineId: 'guided', stageId: 'lead' });
    const map = routeMap([led, event('TaskAdded', 2, { task }), moved('lead', 'demo', 3)], pipelines);
    expect(map.stages.map(({ tasks }) => tasks.map(({ name, status }) => `${name} ${status}`))).toEqual([
      ['Call cancelled', 'Write open'],
      ['Show open', 'Offer open'],
      [],
    ]);
  });

  test('is that of the pipeline the deal is in; tasks of another one stand beside it', () => {
    const led = opened({ pipelineId: 'guided', stageId: 'lead' });
    const map = routeMap(
      [led, event('DealTransferred', 3, { pipelineId: 'sales', stageId: 'offer' })],
      pipelines,
    );
    expect(map.stages.map(({ state }) => state)).toEqual(['skipped', 'current', 'pending']);
    expect(map.tasks.map(({ name }) => name)).toEqual(['Call']);
  });

  test('of a deal without stages has its tasks only', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    const task = { id: 't1', name: 'Write', assigneeId: 'ola' };
    const map = routeMap([stageless, event('TaskAdded', 2, { task })], pipelines);
    expect([map.stages, map.tasks.length]).toEqual([[], 1]);
  });

  test('shows retired stages, and those the pipeline does not know, only where the deal was there', () => {
    const revised = [revisePipeline(sales, { retire: ['offer'] })];
    const states = (history: DealHistory) =>
      routeMap(history, revised).stages.map(({ stageId, state }) => `${stageId} ${state}`);
    expect(states([opened(), moved('contact', 'terms', 2)])).toEqual(['contact passed', 'terms current']);
    expect(states([opened(), moved('contact', 'offer', 2), moved('offer', 'terms', 3)])).toEqual([
      'contact passed',
      'terms current',
      'offer passed',
    ]);
    expect(states([opened({ stageId: 'gone' }), moved('gone', 'contact', 2)])).toEqual([
      'contact current',
      'terms pending',
      'gone passed',
    ]);
    expect(states([opened({ stageId: 'offer' })])).toEqual([
      'contact skipped',
      'terms pending',
      'offer current',
    ]);
  });

  test('as of a date shows the deal as it was then', () => {
    const history: DealHistory = [opened(), moved('contact', 'offer', 5)];
    expect(routeMap(history, pipelines, { asOf: on(4) })?.stages[0]?.state).toBe('current');
    expect(routeMap(history, pipelines, { asOf: on('2026-09-30') })).toBeUndefined();
  });
});

test('a route map has every task once, every stay, and one current stage of an open deal', () => {
  fc.assert(
    fc.property(randomBook, ({ histories, pipelines: known }) => {
      for (const history of histories as readonly DealHistory[]) {
        const map = routeMap(history, known);
        const shown = [...map.stages.flatMap(({ tasks }) => tasks), ...map.tasks].map(({ id }) => id);
        const tasks = tasksOf(history, known).map(({ id }) => id);
        expect(shown.sort()).toEqual(tasks.sort());
        const stays = timelineOf(history, known)?.visits.filter((v) => v.pipelineId === map.pipelineId) ?? [];
        expect(map.stages.reduce((sum, { visits }) => sum + visits.length, 0)).toBe(stays.length);
        const states = map.stages.map(({ state }) => state);
        const inStage = map.stages.length > 0 && map.status === 'open';
        expect(states.filter((state) => state === 'current').length).toBe(inStage ? 1 : 0);
        expect(states.filter((state) => state === 'lost').length).toBe(
          map.stages.length > 0 && map.status === 'lost' ? 1 : 0,
        );
      }
    }),
  );
});
