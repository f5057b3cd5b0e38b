import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pipelineMovements } from '../../../src/index.ts';
import { periodOf } from '../../twin/naive-calendar.ts';
import { naivePipelineMovements } from '../../twin/naive-movements.ts';
import { expectReport, given } from './reports.ts';
import { bookOf, naiveOf, periodIn, refusalOf, type Scene, sceneOrPart } from './scenes.ts';

const when = fc.record({
  from: fc.nat(11),
  to: fc.nat(11),
  unit: fc.constantFrom(undefined, undefined, 'month', 'quarter', 'year'),
});
const ownerId = fc.constantFrom(undefined, undefined, 'ann', 'bob', 'eva');

describe('on random books the library and the twin agree on', () => {
  test('what moved the open pipeline from one instant to another: by owner, pipeline and expected close', () => {
    const expected = fc.option(when, { nil: undefined });
    fc.assert(
      fc.property(sceneOrPart, when, ownerId, expected, (random, when, ownerId, expected) => {
        const book = bookOf(random);
        const during = periodIn(random, when);
        const expectedDuring = expected && periodIn(random, expected);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = {
            during,
            ...given('pipelineId', pipeline?.id),
            ...given('ownerId', ownerId),
            ...given('expectedDuring', expectedDuring),
          };
          if (isTooLate(random, during)) {
            expect(refusalOf(() => pipelineMovements(book, options))).toBe('as-of-too-late');
            continue;
          }
          const naive = naivePipelineMovements(random.histories, naiveOf(random), options);
          expect(naive.residual).toBe('0');
          expectReport(pipelineMovements(book, options), naive, random, options);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** "a book with a date of its own […] refuses a period whose end - 1 ms is later than that" */
function isTooLate({ asOf, timeZone }: Scene, during: Parameters<typeof periodOf>[0]): boolean {
  return asOf !== undefined && periodOf(during, timeZone).end.getTime() - 1 > asOf.getTime();
}
