import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DealEvent, type OpenTasksOptions, openTasks, tasksOf } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { opening, run, steps } from '../../support/random-verbs.ts';
import { refusal } from '../../support/refusal.ts';
import { pipelines } from '../verbs/given.ts';

/** A deal of the guided pipeline: its call is due two days after it was opened. */
const guidedDeal = (dealId: string, ownerId: string, day: number) =>
  opened({ dealId, ownerId, at: on(day), pipelineId: 'guided', stageId: 'lead' });
const task = { id: 't1', name: 'Write', assigneeId: 'ola' };
const histories: readonly (readonly DealEvent[])[] = [
  [guidedDeal('d3', 'kari', 4)],
  [guidedDeal('d2', 'ola', 2)],
  [guidedDeal('d1', 'kari', 2), { ...moved('lead', 'demo', 5), dealId: 'd1' }],
  [opened({ dealId: 'd4' }), { ...event('TaskAdded', 3, { task }), dealId: 'd4' }],
];
const told = (options: OpenTasksOptions = {}) =>
  openTasks(histories, pipelines, options).map(({ dealId, name }) => `${dealId} ${name}`);

describe('open tasks', () => {
  test('are those of all deals, the soonest due first, those without a date last', () => {
    expect(told()).toEqual(['d2 Call', 'd3 Call', 'd1 Offer', 'd1 Show', 'd4 Write']);
  });

  test('are mine, where they are assigned to me', () => {
    expect(told({ assigneeId: 'kari' })).toEqual(['d3 Call', 'd1 Offer', 'd1 Show']);
    expect(told({ assigneeId: 'ola' })).toEqual(['d2 Call', 'd4 Write']);
    expect(told({ assigneeId: 'nobody' })).toEqual([]);
  });

  test('are due before an instant: with the present one those overdue', () => {
    expect(told({ dueBefore: on(6) })).toEqual(['d2 Call']); // that of d3 is due on the sixth itself
    expect(told({ dueBefore: on(7) })).toEqual(['d2 Call', 'd3 Call']);
    expect(told({ assigneeId: 'kari', dueBefore: on(9) })).toEqual(['d3 Call', 'd1 Offer']);
  });

  test('as of a date are those that were open then', () => {
    expect(told({ asOf: on(3) })).toEqual(['d1 Call', 'd2 Call', 'd4 Write']);
    expect(told({ asOf: on(1) })).toEqual([]);
  });

  test('as known at a date are those that had been entered by then', () => {
    const late = { ...moved('lead', 'demo', 5), dealId: 'd1', recordedAt: on(9) };
    const known = openTasks([[guidedDeal('d1', 'kari', 2), late]], pipelines, { knownAt: on(8) });
    expect(known.map(({ name }) => name)).toEqual(['Call']);
  });

  test('are taken of any iterable, once', () => {
    function* each() {
      yield* histories;
    }
    expect(openTasks(each(), pipelines)).toHaveLength(5);
    expect(openTasks([], pipelines)).toEqual([]);
  });
});

test('refused are a date that is none, and a pipeline that is not among those given', () => {
  expect(refusal(() => told({ dueBefore: new Date(Number.NaN) }))).toEqual([
    'invalid-date',
    { field: 'dueBefore', input: 'Invalid Date' },
  ]);
  expect(refusal(() => openTasks(histories, []))).toEqual([
    'unknown-pipeline',
    { pipelineId: 'guided', dealId: 'd3' },
  ]);
});

test('open tasks are those that are open among the tasks of each deal, now and as of any date', () => {
  fc.assert(
    fc.property(opening, steps, fc.nat(40), (pipeline, tried, hours) => {
      const history = run(pipeline, tried);
      const asOf = new Date(+on(1) + hours * 3_600_000);
      for (const limits of [{}, { asOf }]) {
        const ids = openTasks([history], pipelines, limits).map(({ id }) => id);
        const open = tasksOf(history, pipelines, limits).filter(({ status }) => status === 'open');
        expect(new Set(ids)).toEqual(new Set(open.map(({ id }) => id)));
      }
    }),
  );
});

test('open tasks of a stream of chunks are those of all histories', async () => {
  async function* chunks() {
    for (const history of histories) yield [history];
  }
  expect(await openTasks(chunks(), pipelines)).toEqual(openTasks(histories, pipelines));
  await expect(openTasks(chunks(), [])).rejects.toMatchObject({ code: 'unknown-pipeline' });
});
