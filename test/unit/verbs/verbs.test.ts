import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealEvent,
  dealAsOf,
  dealBook,
  type HistoryIssue,
  replay,
  salesFunnel,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';
import { naiveFunnel } from '../../reference/twin/naive-funnel.ts';
import { plain } from '../../support/plain.ts';
import { opening, run, steps } from '../../support/random-verbs.ts';
import { runs } from '../../support/runs.ts';
import { pipelines } from './given.ts';

/** A move entered late makes a later one come from elsewhere than it says, or one with the stay that is there already. */
function isOdd({ code, type }: HistoryIssue): boolean {
  return type !== 'DealMoved' || (code !== 'wrong-from' && code !== 'same-stage');
}

describe('laws', () => {
  test('a verb either answers with events or refuses with one of its codes', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        expect(run(pipeline, tried)[0].type).toBe('DealOpened');
      }),
      { numRuns: runs(100) },
    );
  });

  test('nothing is odd in a history made by verbs', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        expect(validateHistory(run(pipeline, tried), pipelines).filter(isOdd)).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });

  test('every event of a verb counts, and leaves the deal as it was before as of before', () => {
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        run(pipeline, tried, (before, after) => {
          const [deal, next] = [replay(before), replay(after)];
          expect(next.version).toBe(deal.version + after.length - before.length);
          expect(+next.updatedAt).toBeGreaterThanOrEqual(+deal.updatedAt);
          const earlier = new Date(+(after[before.length]?.at ?? deal.updatedAt) - 1);
          const then = dealAsOf(before, earlier);
          expect(dealAsOf(after, earlier)).toEqual(then && { ...then, version: after.length });
        });
      }),
    );
  });

  test('a deal that its pipeline leads never skips a stage, never goes back and is won from the last stage only', () => {
    const led = pipelines.filter(({ progression }) => progression === 'automatic');
    const untaken = steps.map((tried) =>
      tried.filter(({ name }) => name !== 'takeManualControl' && name !== 'transferDeal'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...led), untaken, (pipeline, tried) => {
        const history = run(pipeline, tried);
        const ids = pipeline.stages.map(({ id }) => id);
        const path = timelineOf(history, pipelines)?.visits.map(({ stageId }) => ids.indexOf(stageId)) ?? [];
        for (const [index, position] of path.entries()) {
          expect([0, 1]).toContain(position - (path[index - 1] ?? 0)); // 0: reopened where it was closed
        }
        const deal = replay(history);
        if (deal.status === 'won') expect(deal.stageId).toBe(ids.at(-1));
      }),
      { numRuns: runs(100) },
    );
  });

  test('a deal that no pipeline leads is never lost without a reason', () => {
    const led = new Set(pipelines.filter((p) => p.progression === 'automatic').map(({ id }) => id));
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        run(pipeline, tried, (before, after, name) => {
          if (name !== 'loseDeal') return;
          const loss = after.at(-1) as DealEvent;
          const deal = dealAsOf(before, loss.at); // a loss entered late is one of the deal as it was then
          if (deal !== undefined && (!led.has(deal.pipelineId) || deal.manualControl)) {
            expect(loss).toMatchObject({ reason: expect.stringMatching(/./) });
          }
        });
      }),
    );
  });
});

describe('reports read what verbs did as their definitions say:', () => {
  test('reopenings, transfers and returns in every reading of a funnel', () => {
    const readings = (['count', 'jumps', 'ignore'] as const).flatMap((skips) =>
      (['keep', 'erase'] as const).map((returns) => ({ skips, returns })),
    );
    fc.assert(
      fc.property(opening, steps, (pipeline, tried) => {
        const history = run(pipeline, tried);
        const book = dealBook([history], { pipelines, currency: 'NOK' });
        for (const { id: pipelineId } of pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...reading };
            const expected = naiveFunnel([history], { pipelines, currency: 'NOK' }, options);
            const { stages, total } = salesFunnel(book, options);
            expect(plain(total)).toMatchObject(plain(expected.total) as object);
            expect(plain(stages)).toMatchObject(
              plain(expected.stages.map(({ days, perDeal, ...row }) => row)) as object[],
            );
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
