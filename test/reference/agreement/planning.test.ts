import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allAsBest, ownerScorecard, salesLag } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveAllAsBest } from '../twin/naive-all-as-best.ts';
import { naiveSalesLag } from '../twin/naive-sales-lag.ts';
import { expectReport, given } from './reports.ts';
import { asked, bookOf, cellPopulation, naiveOf, readings, refusalOf, sceneOrPart } from './scenes.ts';

describe('on random books and counts the library and the twin agree on', () => {
  test('what would have been sold if everybody had done each stage as well as the best', () => {
    const asking = fc.record({
      people: cellPopulation,
      minEntered: fc.constantFrom(undefined, 0, 1, 2),
      credit: fc.constantFrom(undefined, 'closer' as const, 'opener' as const, 'stage' as const),
      owners: fc.constantFrom(undefined, ['ann', 'zoe', null]),
      reading: fc.constantFrom(...readings),
    });
    fc.assert(
      fc.property(sceneOrPart, asking, (random, { people, minEntered, credit, owners, reading }) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          const options = {
            ...{ pipelineId, ...asked(people, random), ...reading },
            ...{ ...given('minEntered', minEntered), ...given('credit', credit), ...given('owners', owners) },
          };
          const told = () => allAsBest(ownerScorecard(book, options));
          if (reading.skips === 'jumps') {
            expect(refusalOf(told)).toBe('invalid-option'); // its rates do not lead to the wins
            continue;
          }
          const expected = naiveAllAsBest(random.histories, naiveOf(random), options);
          expectReport(told(), expected, random, { pipelineId });
        }
      }),
      { numRuns: runs(200) },
    );
  });

  test('how sales follow what was done before', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.nat(5) }, fc.nat(1_000_000_000));
    const month = fc.record({ entered: count, won: count });
    fc.assert(
      fc.property(fc.array(month, { minLength: 3, maxLength: 24 }), fc.nat(6), (months, lag) => {
        const maxLag = Math.min(lag, months.length - 3);
        const { kind, lags, ...rest } = salesLag(months, { maxLag });
        const expected = naiveSalesLag(
          months.map(({ entered }) => entered),
          months.map(({ won }) => won),
          maxLag,
        );
        const told = lags.map(({ explained, ...each }) => ({ ...each, squared: explained?.value ?? null }));
        expect({ ...rest, lags: told }).toEqual(expected);
      }),
      { numRuns: runs(300) },
    );
  });
});
