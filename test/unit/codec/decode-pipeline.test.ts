import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodePipeline,
  encodePipeline,
  isDealError,
  manualSale,
  nonProcessSale,
  revisePipeline,
  typicalSale,
} from '../../../src/index.ts';
import { sales } from '../../support/deals.ts';
import { anyPipeline } from '../../support/random-events.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';

describe('a pipeline as it is stored', () => {
  test('gives the same pipeline back', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        expectSame(decodePipeline(JSON.parse(JSON.stringify(encodePipeline(pipeline)))), pipeline);
      }),
    );
  });

  test.each([
    typicalSale,
    manualSale,
    nonProcessSale,
    revisePipeline(typicalSale, { retire: ['qualification'] }),
  ])(
    'gives presets and their revisions back, with tasks, requirements and retired stages: $name',
    (pipeline) => {
      expectSame(decodePipeline(JSON.parse(JSON.stringify(encodePipeline(pipeline)))), pipeline);
    },
  );

  test.each<[string, (stored: { stages: unknown[] }) => unknown]>([
    ['format', (stored) => ({ ...stored, format: 2 })],
    ['progression', (stored) => ({ ...stored, progression: 'free' })],
    ['stages', (stored) => ({ ...stored, stages: [] })],
    ['stages', (stored) => ({ ...stored, stages: [stored.stages[0], stored.stages[0]] })],
    [
      'stages[1].probability',
      (stored) => ({ ...stored, stages: [stored.stages[0], { id: 'x', name: 'X', probability: 2 }] }),
    ],
    ['stages[0].colour', (stored) => ({ ...stored, stages: [{ id: 'x', name: 'X', colour: 'red' }] })],
    ['acceptsNewDeals', (stored) => ({ ...stored, acceptsNewDeals: undefined })],
  ])('is refused where %s is damaged', (path, damaged) => {
    const stored = encodePipeline(sales) as never;
    expect(refusal(() => decodePipeline(damaged(stored)))).toEqual([
      'invalid-record',
      expect.objectContaining({ path }),
    ]);
  });

  test('damaged anyhow gives only DealErrors', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (stages, whole) => {
        for (const input of [whole, { ...encodePipeline(sales), stages }]) {
          try {
            decodePipeline(input);
          } catch (error) {
            expect(isDealError(error)).toBe(true);
          }
        }
      }),
      { numRuns: runs(400) },
    );
  });
});
