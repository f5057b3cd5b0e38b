import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DealEvent, dealBook, money, planAttainment, salesVelocity } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { runs } from '../../support/runs.ts';
import { naivePlanAttainment } from '../twin/naive-plan-attainment.ts';
import { naiveSalesVelocity } from '../twin/naive-sales-velocity.ts';
import { expectReport, given } from './reports.ts';
import { bookOf, calendars, naiveOf, periodIn, sceneOrPart, when } from './scenes.ts';

const numRuns = runs(100);

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

  test('how many were open at the end of a period: none of those deleted since', () => {
    const opened = (dealId: string): DealEvent => ({
      type: 'DealOpened',
      dealId,
      at: on(1),
      pipelineId: sales.id,
      stageId: 'contact',
      ownerId: 'ann',
      potential: null,
    });
    const histories: readonly (readonly DealEvent[])[] = [
      [opened('d1')],
      [opened('d2'), { type: 'DealDeleted', dealId: 'd2', at: on(20) }],
    ];
    const options = { pipelines: [sales], currency: 'NOK' };
    const during = { start: on(1), end: on(10) };
    const { open } = naiveSalesVelocity(histories, options, { during });
    expect(open).toBe(1);
    expect(salesVelocity(dealBook(histories, options), { during }).open).toBe(open);
    const before = { ...options, asOf: on(19) };
    expect(naiveSalesVelocity(histories, before, { during }).open).toBe(2);
    expect(salesVelocity(dealBook(histories, before), { during }).open).toBe(2);
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
        for (const pipelineId of [undefined, random.pipelines[0]?.id]) {
          const expected = naivePlanAttainment(random.histories, naiveOf(random), plans, pipelineId);
          const only = given('pipelineId', pipelineId);
          expectReport(planAttainment(bookOf(random), { plans, ...only }), expected, random, only);
        }
      }),
      { numRuns },
    );
  });
});
