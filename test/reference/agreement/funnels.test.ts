import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeFunnel, dealPaths, funnelOfPaths, salesFunnel, stageDurations } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveActiveFunnel } from '../twin/naive-active-funnel.ts';
import { naiveFunnel } from '../twin/naive-funnel.ts';
import { naivePaths } from '../twin/naive-paths.ts';
import {
  asked,
  bookOf,
  calendars,
  cellPopulation,
  dealPopulation,
  expectRows,
  expectSame,
  instantAt,
  naiveOf,
  readings,
  refusalOf,
  scene,
} from './scenes.ts';

// The library against a second implementation that was written from the definitions and shares no code with it.

describe('on random books the library and the twin agree on', () => {
  test('every sales funnel: population, reading, date, knowledge, rates, durations', () => {
    fc.assert(
      fc.property(scene, cellPopulation, fc.constantFrom(...calendars), (random, people, measure) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...asked(people, random), ...reading };
            const { calendar, clock } = measure;
            const expected = naiveFunnel(random.histories, naiveOf(random), { ...options, clock });
            const { stages, total } = salesFunnel(book, { ...options, durations: true, calendar });
            expectRows('days', stages, expected.stages);
            expectSame(total, expected.total);
          }
        }
      }),
      { numRuns: runs(400) },
    );
  });

  test('how long deals stay in each stage, in days and in business days', () => {
    fc.assert(
      fc.property(scene, cellPopulation, fc.constantFrom(...calendars), (random, people, measure) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...asked(people, random), ...reading };
            const { calendar, clock } = measure;
            const expected = naiveFunnel(random.histories, naiveOf(random), { ...options, clock }).stages;
            const { stages } = stageDurations(book, { ...options, calendar });
            expectRows(
              'days',
              stages,
              expected.map(({ stageId, unmapped, retired, days }) => ({ stageId, unmapped, retired, days })),
            );
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('the paths deals took, and every funnel is a function of them', () => {
    fc.assert(
      fc.property(scene, dealPopulation, (random, people) => {
        const book = bookOf(random);
        for (const pipeline of random.pipelines) {
          const options = { pipelineId: pipeline.id, ...asked(people, random) };
          const paths = dealPaths(book, options);
          expectSame(paths.paths, naivePaths(random.histories, naiveOf(random), options));
          for (const reading of readings) {
            const funnel = salesFunnel(book, { ...options, ...reading });
            expect(funnelOfPaths(paths, pipeline, reading)).toEqual(funnel);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('the active funnel, at the date of the book and at any earlier one', () => {
    const at = fc.option(fc.nat(11), { nil: undefined });
    fc.assert(
      fc.property(scene, at, fc.constantFrom(...calendars), (random, at, { calendar, clock }) => {
        const book = bookOf(random);
        const asOf = at === undefined ? undefined : instantAt(random.instants, at);
        for (const { id: pipelineId } of random.pipelines) {
          const options = { pipelineId, ...(asOf === undefined ? {} : { asOf }) };
          if (asOf !== undefined && random.asOf !== undefined && asOf > random.asOf) {
            const isRefused = !random.isLookedBackAt;
            if (isRefused) expect(refusalOf(() => activeFunnel(book, options))).toBe('as-of-too-late');
            continue;
          }
          const expected = naiveActiveFunnel(random.histories, naiveOf(random), { ...options, clock });
          const { stages, total } = activeFunnel(book, { ...options, calendar });
          expectRows('age', stages, expected.stages);
          expectSame(total, { ...expected.total, age: undefined });
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
