import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Money, money, pipelineMovements } from '../../../src/index.ts';
import { periodOf } from '../../twin/naive-calendar.ts';
import { naivePipelineMovements } from '../../twin/naive-movements.ts';
import { expectReport } from './reports.ts';
import { bookOf, naiveOf, periodIn, refusalOf, type Scene, sceneOrPart, valued, when } from './scenes.ts';

const inDollars = (potential: Money | null) => potential && money(potential.amount, 'USD');
const ownerId = fc.constantFrom('ann', 'ann', 'bob', 'eva');

describe('on random books the library and the twin agree on', () => {
  test('what moved the open pipeline from one instant to another: by owner, pipeline and expected close', () => {
    const asking = fc.record({ when, ownerId, expected: when, isAbroad: fc.boolean() });
    fc.assert(
      fc.property(sceneOrPart, asking, (drawn, { when, ownerId, expected, isAbroad }) => {
        const random = isAbroad ? valued(drawn, inDollars) : drawn;
        const book = bookOf(random);
        const during = knownPart(random, periodIn(random, when));
        const expectedDuring = periodIn(random, expected);
        const scopes = [{}, { pipelineId: 'm' }, { ownerId }, { expectedDuring }];
        for (const scope of [...scopes, { pipelineId: 'm', ownerId }, { expectedDuring, ownerId }]) {
          const options = { during, ...scope };
          const naive = naivePipelineMovements(random.histories, naiveOf(random), options);
          expect(naive.residual).toBe('0');
          expectReport(pipelineMovements(book, options), naive, random, options);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('which periods it cannot tell the movements of', () => {
    fc.assert(
      fc.property(sceneOrPart, when, (random, when) => {
        const during = periodIn(random, when);
        // "a book with a date of its own […] refuses a period whose end - 1 ms is later than that"
        const isTooLate = random.asOf !== undefined && endOf(during, random) - 1 > random.asOf.getTime();
        const refusal = refusalOf(() => pipelineMovements(bookOf(random), { during }));
        if (random.whole === undefined) expect(refusal).toBe(isTooLate ? 'as-of-too-late' : null);
      }),
      { numRuns: 200 },
    );
  });
});

function endOf(during: Parameters<typeof periodOf>[0], { timeZone }: Scene): number {
  return periodOf(during, timeZone).end.getTime();
}

/** What of a period the book knows. */
function knownPart(random: Scene, during: Parameters<typeof periodOf>[0]): typeof during {
  const { asOf, timeZone } = random;
  if (asOf === undefined || endOf(during, random) - 1 <= asOf.getTime()) return during;
  const end = new Date(asOf.getTime() + 1);
  const { start } = periodOf(during, timeZone);
  return { start: start < end ? start : end, end };
}
