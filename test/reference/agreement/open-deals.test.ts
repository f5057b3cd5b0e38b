import fc from 'fast-check';
import { describe, test } from 'vitest';
import { staleDeals, weightedPipeline } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveStaleDeals } from '../twin/naive-stale-deals.ts';
import { naiveWeightedPipeline } from '../twin/naive-weighted-pipeline.ts';
import { expectReport, given } from './reports.ts';
import { bookOf, calendars, instantAt, naiveOf, type Scene, sceneOrPart } from './scenes.ts';

const numRuns = runs(100);
const at = fc.option(fc.nat(11), { nil: undefined });

describe('on random books the library and the twin agree on', () => {
  test('the deals that have been where they are for too long, or without anything recorded', () => {
    const since = fc.constantFrom(undefined, 'stage', 'activity');
    fc.assert(
      fc.property(
        sceneOrPart,
        at,
        since,
        fc.constantFrom(...calendars),
        (random, at, since, { calendar, clock }) => {
          const book = bookOf(random);
          for (const { id: pipelineId } of random.pipelines) {
            const options = { pipelineId, ...dateOfReport(at, random), ...given('since', since) };
            const expected = naiveStaleDeals(random.histories, naiveOf(random), { ...options, clock });
            expectReport(staleDeals(book, { ...options, calendar }), expected, random, options);
          }
        },
      ),
      { numRuns },
    );
  });

  test('what is expected to be closed in each month, quarter or year', () => {
    const unit = fc.constantFrom(undefined, 'day', 'week', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(sceneOrPart, at, unit, (random, at, unit) => {
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = {
            ...given('pipelineId', pipeline?.id),
            ...dateOfReport(at, random),
            ...given('unit', unit),
          };
          const expected = naiveWeightedPipeline(random.histories, naiveOf(random), options);
          expectReport(weightedPipeline(book, options), expected, random, options);
        }
      }),
      { numRuns },
    );
  });
});

/** A date that the book knows, or none. */
function dateOfReport(at: number | undefined, { instants, asOf }: Scene): { readonly asOf?: Date } {
  const date = at === undefined ? undefined : instantAt(instants, at);
  return date === undefined || (asOf !== undefined && date > asOf) ? {} : { asOf: date };
}
