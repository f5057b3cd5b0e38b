import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Money, money, subtractMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { amountOf, anyAmount, largest, unitsOf } from './given.ts';

describe('subtracting', () => {
  test('tenths is exact: 0.3 - 0.1 is 0.2', () => {
    expect(amountOf(subtractMoney(nok('0.3'), nok('0.1')))).toBe('0.2');
  });

  test('the largest amounts loses nothing', () => {
    expect(amountOf(subtractMoney(nok(largest), nok(`-${largest}`)))).toBe(`1${'9'.repeat(28)}.9999999998`);
  });

  test('what cancels out leaves 0, which has no sign', () => {
    expect(JSON.stringify(subtractMoney(nok('-0.1'), nok('-0.1')).amount)).toBe('"0"');
  });

  test('keeps the currency', () => {
    expect(subtractMoney(nok(1), nok(2)).currency).toBe('NOK');
  });
});

describe('amounts of different currencies', () => {
  const [kroner, euros] = [nok(1), money(1, 'EUR')];
  const mismatch = ['currency-mismatch', { left: 'NOK', right: 'EUR' }];

  test('written in the code do not compile, and are refused where they run all the same', () => {
    // @ts-expect-error kroner and euros
    expect(refusal(() => subtractMoney(kroner, euros))).toEqual(mismatch);
  });

  test('that come as plain strings are refused when they meet', () => {
    const [left, right]: [Money, Money] = [kroner, euros];
    expect(refusal(() => subtractMoney(left, right))).toEqual(mismatch);
  });
});

test('a difference is that of whole numbers of the smallest unit', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (a, b) => {
      expect(unitsOf(subtractMoney(a.money, b.money))).toBe(a.units - b.units);
    }),
  );
});
