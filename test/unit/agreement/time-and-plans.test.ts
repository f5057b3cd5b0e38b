import fc from 'fast-check';
import { describe, test } from 'vitest';
import { money, planAttainment, salesVelocity } from '../../../src/index.ts';
import { naivePlanAttainment } from '../../twin/naive-plan-attainment.ts';
import { naiveSalesVelocity } from '../../twin/naive-sales-velocity.ts';
import { expectReport, given } from './reports.ts';
import { bookOf, calendars, naiveOf, periodIn, sceneOrPart, when } from './scenes.ts';

const numRuns = 500;

describe('on random books the library and the twin agree on', () => {
  test('how fast money comes in, and how many deals are open by it', () => {
    fc.assert(
      fc.property(sceneOrPart, when, fc.constantFrom(...calendars), (random, when, { calendar, clock }) => {
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = { during: periodIn(random, when), ...given('pipelineId', pipeline?.id) };
          const expected = naiveSalesVelocity(random.histories, naiveOf(random), { ...options, clock });
          expectReport(salesVelocity(book, { ...options, calendar }), expected, random, options);
        }
      }),
      { numRuns },
    );
  });

  test('what was sold against each plan', () => {
    const amount = fc.constantFrom('0', '0.01', '1000', '33333.33', '9999999999999999999999999999');
    const plan = fc.record({
      when,
      ownerId: fc.constantFrom(undefined, 'ann', 'bob', 'eva', '__proto__'),
      amount,
    });
    fc.assert(
      fc.property(sceneOrPart, fc.array(plan, { maxLength: 5 }), (random, asked) => {
        const plans = asked.map(({ when, ownerId, amount }) => ({
          during: periodIn(random, when),
          ...given('ownerId', ownerId),
          amount: money(amount, random.currency),
        }));
        const expected = naivePlanAttainment(random.histories, naiveOf(random), plans);
        expectReport(planAttainment(bookOf(random), { plans }), expected, random, {});
      }),
      { numRuns },
    );
  });
});
