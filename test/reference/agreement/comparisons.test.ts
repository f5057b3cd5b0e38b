import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeFunnel, compareFunnels, forecast, salesFunnel } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveCompareFunnels } from '../twin/naive-compare-funnels.ts';
import { naiveForecast } from '../twin/naive-forecast.ts';
import type { NaiveFunnelOptions } from '../twin/naive-shown.ts';
import { expectReport, given } from './reports.ts';
import {
  asked,
  bookOf,
  cellPopulation,
  dealPopulation,
  instantAt,
  naiveOf,
  readings,
  refusalOf,
  sceneOrPart,
} from './scenes.ts';

const numRuns = runs(100);

describe('on random books the library and the twin agree on', () => {
  test('what the difference between two funnels is worth, in deals and in money', () => {
    const reading = fc.constantFrom(...readings);
    const asking = fc.record({ reading, people: fc.option(cellPopulation) });
    const rates = fc.array(
      fc.record({ stage: fc.option(fc.nat(5)), rate: fc.constantFrom('0', '0.5', '0.035', '1', '0.3333') }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(sceneOrPart, asking, asking, fc.option(rates), (random, actual, reference, rates) => {
        const book = bookOf(random);
        for (const { id: pipelineId, stages } of random.pipelines) {
          const onTheWay = stages.filter(({ retired }) => retired !== true).map(({ id }) => id);
          const published = rates?.map(({ stage, rate }, index) => ({
            ...{ name: `Rival ${index}`, rate },
            ...given('stageId', stage === null ? undefined : onTheWay[stage % onTheWay.length]),
          }));
          const [own, other] = [actual, reference].map(({ reading, people }) => ({
            pipelineId,
            ...(people && asked(people, random)),
            ...reading,
          })) as [NaiveFunnelOptions, NaiveFunnelOptions];
          const compare = () =>
            compareFunnels(salesFunnel(book, own), salesFunnel(book, other), { published });
          if (own.skips === 'jumps' || other.skips === 'jumps') {
            expect(refusalOf(compare)).toBe('invalid-option'); // stage rates are those of `skips: 'count'`
            continue;
          }
          const report = compare();
          const options = { actual: own, reference: other, ...given('published', published) };
          const expected = naiveCompareFunnels(random.histories, naiveOf(random), options);
          expectReport(report, expected, random, { pipelineId });
        }
      }),
      { numRuns: runs(200) }, // most have nothing won to compare
    );
  });

  test('what of the open deals will be won, if they go on as the closed ones did', () => {
    const at = fc.option(fc.nat(11), { nil: undefined });
    fc.assert(
      fc.property(
        sceneOrPart,
        dealPopulation,
        fc.constantFrom(...readings),
        at,
        (random, people, reading, at) => {
          const book = bookOf(random);
          const date = at === undefined ? undefined : instantAt(random.instants, at);
          const isTooLate = date !== undefined && random.asOf !== undefined && date > random.asOf;
          const asOf = date === undefined || isTooLate ? {} : { asOf: date };
          for (const { id: pipelineId } of random.pipelines) {
            const options = { pipelineId, ...asked(people, random), ...reading };
            const told = () =>
              forecast(activeFunnel(book, { pipelineId, ...asOf }), salesFunnel(book, options));
            if (options.skips === 'jumps') {
              expect(refusalOf(told)).toBe('invalid-option');
              continue;
            }
            const report = told();
            const expected = naiveForecast(random.histories, naiveOf(random), { ...options, ...asOf });
            expectReport(report, expected, random, { pipelineId, ...asOf });
          }
        },
      ),
      { numRuns },
    );
  });
});
