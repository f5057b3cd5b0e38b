import fc from 'fast-check';
import { describe, test } from 'vitest';
import { lossReasons, ownerScorecard, stageEffectiveness } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveLossReasons } from '../twin/naive-loss-reasons.ts';
import { naiveOwnerScorecard } from '../twin/naive-owner-scorecard.ts';
import { naiveStageEffectiveness } from '../twin/naive-stage-effectiveness.ts';
import { expectReport } from './reports.ts';
import {
  asked,
  bookOf,
  calendars,
  cellPopulation,
  dealPopulation,
  naiveOf,
  readings,
  sceneOrPart,
  valued,
} from './scenes.ts';

const numRuns = runs(100);

describe('on random books the library and the twin agree on', () => {
  test('why deals were lost, where, by whom and to whom', () => {
    const top = fc.constantFrom(undefined, 0, 1, 3);
    fc.assert(
      fc.property(sceneOrPart, fc.boolean(), dealPopulation, top, (drawn, isUnvalued, people, top) => {
        // Without potentials many places are lost alike.
        const random = isUnvalued ? valued(drawn, () => null) : drawn;
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = {
            ...(pipeline === undefined ? {} : { pipelineId: pipeline.id }),
            ...(top === undefined ? {} : { top }),
            ...asked(people, random),
          };
          const expected = naiveLossReasons(random.histories, naiveOf(random), options);
          expectReport(lossReasons(book, options), expected, random, options);
        }
      }),
      { numRuns },
    );
  });

  test('which stage is weak: by rate, by money lost, by time', () => {
    fc.assert(
      fc.property(sceneOrPart, cellPopulation, fc.constantFrom(...calendars), (random, people, measure) => {
        const book = bookOf(random);
        const { calendar, clock } = measure;
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = { pipelineId, ...asked(people, random), ...reading };
            const expected = naiveStageEffectiveness(random.histories, naiveOf(random), {
              ...options,
              clock,
            });
            const report = stageEffectiveness(book, { ...options, calendar });
            expectReport(report, expected, random, options);
          }
        }
      }),
      { numRuns },
    );
  });

  test('who is good at what: owners against each other and against the team', () => {
    const minEntered = fc.constantFrom(undefined, 0, 1, 2, 3);
    const credit = fc.constantFrom(undefined, 'closer' as const, 'opener' as const, 'stage' as const);
    const owners = fc.option(fc.uniqueArray(fc.constantFrom('ann', 'zoe', null), { maxLength: 2 }), {
      nil: undefined,
    });
    const asking = fc.record({ minEntered, credit, owners });
    fc.assert(
      fc.property(sceneOrPart, cellPopulation, asking, (random, people, { minEntered, credit, owners }) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          for (const reading of readings) {
            const options = {
              pipelineId,
              ...asked(people, random),
              ...reading,
              ...(minEntered === undefined ? {} : { minEntered }),
              ...(credit === undefined ? {} : { credit }),
              ...(owners === undefined ? {} : { owners }),
            };
            const expected = naiveOwnerScorecard(random.histories, naiveOf(random), options);
            expectReport(ownerScorecard(book, options), expected, random, options);
          }
        }
      }),
      { numRuns },
    );
  });
});
