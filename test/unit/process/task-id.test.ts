import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDeal, type Pipeline, replay } from '../../../src/index.ts';
import { isDerivedTaskId, resultTaskId, stageTaskId } from '../../../src/process/task-id.ts';
import { on } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';

const dealIn = (id: string, pipelineId: string, stageId: string) =>
  replay([opened({ dealId: id, pipelineId, stageId })]);
const word = fc.string({ unit: fc.constantFrom('a', '/', '%', '2', 'F', '.', 'won', '🙂'), maxLength: 5 });

describe('the id of a derived task', () => {
  test('is made of the deal, the pipeline, the stage, the number of the stay and the task', () => {
    const deal = replay([opened(), event('DealWon', 2, {}), event('DealReopened', 3, {})]);
    expect(stageTaskId(deal, 'call')).toBe('d1/sales/contact/2/task/call');
    expect(resultTaskId(deal, 'won')).toBe('d1/sales/contact/2/won');
    expect(resultTaskId(dealIn('a/b', '50%', 'c'), 'lost')).toBe('a%2Fb/50%25/c/1/lost');
  });

  test('is that of no other task', () => {
    const parts = fc.tuple(word, word, word, fc.oneof(word, fc.constantFrom('won', 'lost')));
    const idOf = ([id, pipelineId, stageId, task]: readonly [string, string, string, string]) => [
      stageTaskId(dealIn(id, pipelineId, stageId), task),
      resultTaskId(dealIn(id, pipelineId, stageId), 'won'),
    ];
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const [same, sameResult] = [0, 1].map((kind) => idOf(a)[kind] === idOf(b)[kind]);
        expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(sameResult).toBe(JSON.stringify(a.slice(0, 3)) === JSON.stringify(b.slice(0, 3)));
        expect(idOf(a)).not.toContain(idOf(b)[0] === idOf(a)[0] ? '' : idOf(b)[0]);
        expect(idOf(a)[0]).not.toBe(idOf(b)[1]);
      }),
    );
  });

  test('is known as one, so that no task made by hand takes it', () => {
    fc.assert(
      fc.property(word, word, word, word, (id, pipelineId, stageId, task) => {
        const deal = dealIn(id, pipelineId, stageId);
        for (const derived of [stageTaskId(deal, task), resultTaskId(deal, 'lost')]) {
          expect(isDerivedTaskId(deal, derived)).toBe(true);
        }
      }),
    );
  });

  test('of another deal, or anything else, is no such id', () => {
    const pipeline: Pipeline = { ...sameStage };
    const deal = replay(openDeal(pipeline, { id: 'd1', ownerId: 'kari', potential: null, at: on(1) }));
    for (const id of [
      '',
      'd1',
      'd1/',
      'd1/1',
      'd1/p/s/x/won',
      'd1/p/s/1/wonder',
      'd2/p/s/1/won',
      'd1/p/s/1/task',
    ]) {
      expect(isDerivedTaskId(deal, id)).toBe(false);
    }
  });
});

const sameStage: Pipeline = {
  id: 'p',
  name: 'P',
  progression: 'manual',
  stages: [{ id: 's', name: 'S' }],
  recordsDemand: false,
  acceptsNewDeals: true,
};
