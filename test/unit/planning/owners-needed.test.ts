import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageMoney,
  money,
  type OwnersNeededOptions,
  ownersNeeded,
  requiredEntrants,
} from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { average, exactly, stagesOf } from './given.ts';

describe('how many owners a plan needs', () => {
  test('by what one sells: 60 000 at 4200 a month takes 15', () => {
    const { owners, bySales, byLeads } = ownersNeeded({
      sales: { plan: nok(60_000), averagePerMonth: average(nok(4200)) },
    });
    expect([owners, exactly(bySales?.exact ?? null), byLeads]).toEqual([15, '100/7', null]);
  });

  test('a plan for three months takes a third of the owners', () => {
    const sales = { plan: nok(60_000), averagePerMonth: average(nok(4200)), months: 3 };
    expect(ownersNeeded({ sales }).owners).toBe(5); // 4.76…
  });

  test('by what three sold together in a month: a plan of as much takes three', () => {
    const sales = { plan: nok(100), averagePerMonth: averageMoney(nok(100), 3) };
    expect(ownersNeeded({ sales }).owners).toBe(3); // 4 by the average of 34 digits
  });

  test('by leads that are a fraction: 100 / 3 each, of 100', () => {
    expect(ownersNeeded({ leads: { needed: 100, perOwner: { count: 100, of: 3 } } }).owners).toBe(3);
    expect(
      ownersNeeded({ leads: { needed: { count: 200, of: 3 }, perOwner: { count: 100, of: 3 } } }).owners,
    ).toBe(2);
  });

  test('by the leads one can take on: 600 at 40 each takes 15', () => {
    const { leads } = requiredEntrants(stagesOf(0.3, 0.5, 0.5, { count: 2, of: 3 }), { wins: 30 });
    expect(ownersNeeded({ leads: { needed: leads, perOwner: 40 } }).owners).toBe(15);
  });

  test('where both are known, the larger', () => {
    const sales = { plan: nok(100), averagePerMonth: average(nok(10)) };
    expect(ownersNeeded({ sales, leads: { needed: 90, perOwner: 10 } }).owners).toBe(10);
    expect(ownersNeeded({ sales, leads: { needed: 101, perOwner: 10 } })).toMatchObject({
      owners: 11,
      bySales: { owners: 10 },
      byLeads: { owners: 11 },
    });
  });

  test('exactly: 0.7 goes 30 times into 21', () => {
    expect(ownersNeeded({ leads: { needed: 21, perOwner: 0.7 } }).owners).toBe(30); // 31 in doubles
  });
});

describe('a plan that no number of owners reaches says so', () => {
  test.each([
    ['owners who sell nothing', average(nok(0)), 'zero'],
    ['owners of whom nothing is known', null, 'unknown'],
  ])('%s', (_, averagePerMonth, is) => {
    const sales = { plan: nok(100), averagePerMonth };
    expect(ownersNeeded({ sales, leads: { needed: 9, perOwner: 3 } })).toEqual({
      kind: 'ownersNeeded',
      attainable: false,
      obstacles: [{ figure: 'sales.averagePerMonth', is }],
      owners: null,
      bySales: { exact: null, owners: null },
      byLeads: { exact: { value: 3, count: '3', of: '1' }, owners: 3 },
    });
  });

  test('leads of a plan that is unattainable itself, owners without capacity', () => {
    const { leads } = requiredEntrants(stagesOf(0), { wins: 1 });
    expect(ownersNeeded({ leads: { needed: leads, perOwner: 0 } })).toMatchObject({
      attainable: false,
      owners: null,
      obstacles: [
        { figure: 'leads.needed', is: 'unknown' },
        { figure: 'leads.perOwner', is: 'zero' },
      ],
    });
  });
});

describe('refused', () => {
  const of = (options: unknown) => refusal(() => ownersNeeded(options as OwnersNeededOptions));

  test.each([
    ['neither sales nor leads', {}, 'sales', 'not given, nor are leads'],
    [
      'no months',
      { sales: { plan: nok(1), averagePerMonth: average(nok(1)), months: 0 } },
      'sales.months',
      'not above 0: 0',
    ],
    [
      'a plan of nothing',
      { sales: { plan: nok(0), averagePerMonth: average(nok(1)) } },
      'sales.plan',
      'not above 0: 0',
    ],
    ['no leads', { leads: { needed: 0, perOwner: 1 } }, 'leads.needed', 'not above 0: 0'],
    [
      'a negative capacity',
      { leads: { needed: 1, perOwner: -1 } },
      'leads.perOwner',
      'no plain decimal from 0 on: -1',
    ],
  ])('%s', (_, options, option, problem) => {
    expect(of(options)).toEqual(['invalid-option', { option, problem }]);
  });

  test('a plan and an average in different currencies', () => {
    expect(of({ sales: { plan: nok(1), averagePerMonth: average(money(1, 'EUR')) } })).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'EUR' },
    ]);
  });
});

test('so many owners suffice, and one fewer does not', () => {
  const whole = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(whole, whole, (needed, perOwner) => {
      const owners = ownersNeeded({ leads: { needed, perOwner } }).owners as number;
      expect(owners * perOwner).toBeGreaterThanOrEqual(needed);
      expect((owners - 1) * perOwner).toBeLessThan(needed);
    }),
  );
});
