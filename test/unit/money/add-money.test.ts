import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, type Money, money, multiplyMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { amountOf, anyAmount, largest, unitsOf } from './given.ts';

describe('adding', () => {
  test('tenths is exact: 0.1 + 0.2 is 0.3', () => {
    expect(amountOf(addMoney(nok('0.1'), nok('0.2')))).toBe('0.3');
  });

  test('the largest amounts loses nothing', () => {
    expect(amountOf(addMoney(nok(largest), nok('0.0000000001')))).toBe(`1${'0'.repeat(28)}`);
  });

  test('the longest products loses nothing, and is refused beyond 600 digits before the point', () => {
    const longest = multiplyMoney(nok(1), `${'9'.repeat(599)}.${'9'.repeat(600)}`);
    expect(amountOf(addMoney(longest, longest)).replace('.', '')).toBe(String((10n ** 1199n - 1n) * 2n));
    const whole = multiplyMoney(nok(1), '9'.repeat(600));
    expect(refusal(() => addMoney(whole, whole))).toMatchObject(['invalid-amount', {}]);
  });

  test('what cancels out leaves 0, which has no sign', () => {
    expect(JSON.stringify(addMoney(nok(5), nok(-5)).amount)).toBe('"0"');
  });

  test('keeps the currency', () => {
    expect(addMoney(nok(1), nok(2)).currency).toBe('NOK');
  });
});

describe('amounts of different currencies', () => {
  const [kroner, euros] = [nok(1), money(1, 'EUR')];
  const mismatch = ['currency-mismatch', { left: 'NOK', right: 'EUR' }];

  test('written in the code do not compile, and are refused where they run all the same', () => {
    // @ts-expect-error kroner and euros
    expect(refusal(() => addMoney(kroner, euros))).toEqual(mismatch);
  });

  test('that come as plain strings are refused when they meet', () => {
    const [left, right]: [Money, Money] = [kroner, euros];
    expect(refusal(() => addMoney(left, right))).toEqual(mismatch);
  });

  test('differ by so little as the case of a letter', () => {
    expect(refusal(() => addMoney<string>(kroner, money(1, 'nok')))).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'nok' },
    ]);
  });
});

test('a sum of two amounts is that of whole numbers of the smallest unit', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (a, b) => {
      expect(unitsOf(addMoney(a.money, b.money))).toBe(a.units + b.units);
    }),
  );
});
