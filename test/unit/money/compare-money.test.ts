import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareMoney, type Money, money } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { amountOf, anyAmount, largest } from './given.ts';

describe('comparing', () => {
  test('is by value, not by text', () => {
    const amounts = ['10', '9', '-1', '0.1', '9.0', '0.09'].map((amount) => nok(amount));
    expect(amounts.sort(compareMoney).map(amountOf)).toEqual(['-1', '0.09', '0.1', '9', '9', '10']);
  });

  test('sees a difference in the last digit', () => {
    expect(compareMoney(nok(largest), nok(`${largest.slice(0, -1)}8`))).toBeGreaterThan(0);
    expect(compareMoney(nok('1.50'), nok('1.5'))).toBe(0);
  });
});

describe('amounts of different currencies', () => {
  const [kroner, euros] = [nok(1), money(1, 'EUR')];
  const mismatch = ['currency-mismatch', { left: 'NOK', right: 'EUR' }];

  test('written in the code do not compile, and are refused where they run all the same', () => {
    // @ts-expect-error kroner and euros
    expect(refusal(() => compareMoney(kroner, euros))).toEqual(mismatch);
  });

  test('that come as plain strings are refused when they meet', () => {
    const [left, right]: [Money, Money] = [kroner, euros];
    expect(refusal(() => compareMoney(left, right))).toEqual(mismatch);
  });
});

test('amounts compare as whole numbers of the smallest unit do', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (a, b) => {
      expect(compareMoney(a.money, b.money)).toBe(a.units < b.units ? -1 : a.units > b.units ? 1 : 0);
    }),
  );
});
