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
  expectRows,
  expectSame,
  funnelAsk,
  instantAt,
  naiveOf,
  pipelinePopulation,
  readings,
  refusalOf,
  scene,
  stageAsk,
} from './scenes.ts';

// The library against a second implementation that was written from the definitions and shares no code with it.

describe('on random books the library and the twin agree on', () => {
  test('every sales funnel: population, owner, reading, date, knowledge, rates, money, durations', () => {
    const measured = fc.constantFrom(...calendars);
    fc.assert(
      fc.property(scene, cellPopulation, funnelAsk, measured, (random, people, ask, measure) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...asked(people, random), ...ask, ...reading };
            const { calendar, clock } = measure;
            const expected = naiveFunnel(random.histories, naiveOf(random), { ...options, clock });
            const { stages, total } = salesFunnel(book, { ...options, durations: true, calendar });
            expectRows(
              'days',
              stages,
              expected.stages.map(({ perDeal: _, ...row }) => row),
            );
            expectSame(total, expected.total);
          }
        }
      }),
      { numRuns: runs(400) },
    );
  });

  test('how long deals stay in each stage, in days and in business days', () => {
    const measured = fc.constantFrom(...calendars);
    fc.assert(
      fc.property(scene, cellPopulation, stageAsk, measured, (random, people, ask, measure) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...asked(people, random), ...ask, ...reading };
            const { calendar, clock } = measure;
            const expected = naiveFunnel(random.histories, naiveOf(random), { ...options, clock }).stages;
            const { stages } = stageDurations(book, { ...options, calendar });
            expectRows(
              'days',
              stages.map(({ perDeal: _, ...row }) => row),
              expected.map(({ stageId, unmapped, retired, days }) => ({ stageId, unmapped, retired, days })),
            );
            expectRows(
              'days',
              stages.map(({ perDeal }) => perDeal),
              expected.map(({ perDeal }) => perDeal),
            );
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('the paths deals took, and every funnel is a function of them', () => {
    fc.assert(
      fc.property(scene, pipelinePopulation, (random, people) => {
        const book = bookOf(random);
        for (const pipeline of random.pipelines) {
          const options = { pipelineId: pipeline.id, ...asked(people, random) };
          const paths = dealPaths(book, options);
          expectSame(paths.paths, naivePaths(random.histories, naiveOf(random), options));
          const strictly = { ...options, strict: true };
          const strict = dealPaths(book, strictly);
          expectSame(strict.paths, naivePaths(random.histories, naiveOf(random), strictly));
          for (const reading of readings) {
            const funnel = salesFunnel(book, { ...options, ...reading });
            expect(funnelOfPaths(paths, pipeline, reading)).toEqual(funnel);
            const narrow = salesFunnel(book, { ...strictly, ...reading });
            expect(funnelOfPaths(paths, pipeline, { ...reading, strict: true })).toEqual(narrow);
            expect(funnelOfPaths(strict, pipeline, reading)).toEqual(narrow);
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
