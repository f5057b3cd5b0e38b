import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageMoney,
  feasiblePlan,
  money,
  type OwnerCapacity,
  roundMoney,
  sumMoney,
} from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';
import { average, exactly, positiveRate } from './given.ts';

const kari: OwnerCapacity = {
  ownerId: 'kari',
  leads: 300,
  rate: { count: 15, of: 300 },
  averageWonAmount: average(nok(2000)),
};

describe('what each owner can plan for', () => {
  test('300 leads at 5 % and 2000 a deal: 15 deals, 30 000', () => {
    const { owners } = feasiblePlan([kari]);
    expect(owners.map(({ wins, amount }) => [exactly(wins), plain(amount)])).toEqual([['15', '30000']]);
  });

  test('part of a deal counts as part of a deal', () => {
    const [plan] = feasiblePlan([{ ...kari, leads: 40 }, kari]).owners;
    expect([exactly(plan?.leads ?? null), exactly(plan?.wins ?? null)]).toEqual(['40', '2']);
    const [third] = feasiblePlan([
      { ...kari, leads: 1, rate: { count: 1, of: 3 }, averageWonAmount: average(nok(100)) },
    ]).owners;
    expect(exactly(third?.wins ?? null)).toBe('1/3');
    expect(plain(third?.amount)).toBe('33.33333333333333333333333333333333'); // 34 digits
  });

  test('the total is exact where its parts do not end: three thirds are one', () => {
    const third = { ownerId: 'x', leads: 1, rate: { count: 1, of: 3 }, averageWonAmount: average(nok(100)) };
    expect(plain(feasiblePlan([third, third, third]).total)).toEqual({
      leads: { value: 3, count: '3', of: '1' },
      wins: { value: 1, count: '1', of: '1' },
      amount: '100',
      withoutWins: 0,
      withoutAmount: 0,
    });
  });

  test('what is sold is of the exact average, which is given as it was taken', () => {
    const sold = averageMoney(nok(100), 3);
    const [plan] = feasiblePlan([{ ...kari, leads: 3, rate: 1, averageWonAmount: sold }]).owners;
    expect(plain([plan?.amount, plan?.averageWonAmount])).toEqual(['100', plain(sold)]);
  });

  test('a rate of zero is a plan of zero', () => {
    const [plan] = feasiblePlan([{ ...kari, rate: 0 }]).owners;
    expect([exactly(plan?.wins ?? null), plain(plan?.amount)]).toEqual(['0', '0']);
  });

  test('deals without an owner may have a plan too', () => {
    const { owners, total } = feasiblePlan([kari, { ...kari, ownerId: null }]);
    expect(owners.map(({ ownerId, wins }) => [ownerId, wins?.value])).toEqual([
      ['kari', 15],
      [null, 15],
    ]);
    expect(total.wins?.value).toBe(30);
  });

  test('what is not known is null, and the total says whom it is without', () => {
    const { owners, total } = feasiblePlan([
      kari,
      { ...kari, ownerId: 'ola', rate: null },
      { ...kari, ownerId: 'per', averageWonAmount: null },
    ]);
    expect(plain(owners.map(({ ownerId, wins, amount }) => [ownerId, wins?.value ?? null, amount]))).toEqual([
      ['kari', 15, '30000'],
      ['ola', null, null],
      ['per', 15, null],
    ]);
    expect(plain(total)).toMatchObject({
      leads: { value: 900 },
      wins: { value: 30 },
      amount: '30000',
      withoutWins: 1,
      withoutAmount: 2,
    });
  });

  test('of nobody, or nobody known, there is no total but the leads', () => {
    expect(feasiblePlan([]).total).toMatchObject({ leads: { value: 0 }, wins: null, amount: null });
    expect(feasiblePlan([{ ...kari, rate: null }]).total).toMatchObject({ wins: null, amount: null });
  });
});

describe('refused', () => {
  const of = (changes: object) =>
    refusal(() => feasiblePlan([kari, { ...kari, ...changes } as OwnerCapacity]));

  test.each([
    ['negative leads', { leads: -1 }, 'owners[1].leads', 'no plain decimal from 0 on: -1'],
    ['a rate above one', { rate: 1.2 }, 'owners[1].rate', 'above 1: 1.2'],
    [
      'a negative average',
      { averageWonAmount: average(nok(-5)) },
      'owners[1].averageWonAmount',
      'no plain decimal from 0 on: -5',
    ],
  ])('%s', (_, changes, option, problem) => {
    expect(of(changes)).toEqual(['invalid-option', { option, problem }]);
  });

  test('averages in two currencies, an owner who is no text', () => {
    expect(of({ averageWonAmount: average(money(1, 'EUR')) })).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'EUR' },
    ]);
    expect(of({ ownerId: 7 })).toMatchObject(['invalid-text', { field: 'owners[1].ownerId' }]);
  });
});

test('the plans of the owners add up to the total to the cent, in any order', () => {
  const owner = fc.record({
    ownerId: fc.constantFrom('kari', 'ola', '__proto__'),
    leads: fc.integer({ min: 0, max: 500 }),
    rate: positiveRate,
    averageWonAmount: fc.integer({ min: 0, max: 1e9 }).map((cents) => average(nok((cents / 100).toFixed(2)))),
  });
  fc.assert(
    fc.property(fc.array(owner, { minLength: 1, maxLength: 6 }), (owners) => {
      const { owners: plans, total } = feasiblePlan(frozen(owners));
      const sum = sumMoney<string>(
        plans.flatMap(({ amount }) => amount ?? []),
        'NOK',
      );
      expect(plain(roundMoney(sum, 10))).toEqual(plain(roundMoney(total.amount ?? nok(0), 10)));
      expect(feasiblePlan([...owners].reverse()).total).toEqual(total);
    }),
  );
});
