import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Money, multiplyMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { amountOf, anyAmount, largest, unitsOf } from './given.ts';

describe('multiplying', () => {
  test('is exact, however many digits it takes', () => {
    expect(amountOf(multiplyMoney(nok('19.99'), '0.25'))).toBe('4.9975');
    expect(amountOf(multiplyMoney(nok(largest), nok(largest).amount))).toBe(
      `${'9'.repeat(27)}9${'9'.repeat(9)}8${'0'.repeat(18)}.${'0'.repeat(19)}1`,
    );
  });

  test.each([
    [3, '30'],
    [0.1, '1'],
    [-2n, '-20'],
    ['0.5', '5'],
    ['-0.5', '-5'],
    [new Decimal('0.25'), '2.5'],
    [1e-7, '0.000001'],
    [1e21, '10000000000000000000000'],
  ])('takes the factor %s', (factor, product) => {
    expect(amountOf(multiplyMoney(nok(10), factor))).toBe(product);
  });

  test('takes a Decimal for what it is, whatever text its owner would make of it', () => {
    expect(amountOf(multiplyMoney(nok(10), new Decimal('0.0000001')))).toBe('0.000001');
    expect(amountOf(multiplyMoney(nok(10), new Decimal('1e21')))).toBe('10000000000000000000000');
  });

  test('is exact to 600 digits before and after the point, and refused beyond: nothing is rounded', () => {
    const [small, large] = [`0.${'0'.repeat(589)}1`, `7${'0'.repeat(572)}`];
    expect(amountOf(multiplyMoney(nok('0.0000000001'), small))).toBe(`0.${'0'.repeat(599)}1`);
    expect(amountOf(multiplyMoney(nok(`1${'0'.repeat(27)}`), large))).toBe(`7${'0'.repeat(599)}`);
    const beyond = (value: Money, factor: string) => refusal(() => multiplyMoney(value, factor));
    expect(beyond(nok('0.0000000001'), `0.${'0'.repeat(590)}1`)).toEqual([
      'invalid-amount',
      { input: '1.00000000000000000000e-601' },
    ]);
    expect(beyond(nok(`1${'0'.repeat(27)}`), `${large}0`)).toEqual([
      'invalid-amount',
      { input: '7.00000000000000000000e+600' },
    ]);
    expect(beyond(nok(1), `0.${'1'.repeat(601)}`)).toMatchObject(['invalid-amount', {}]);
    expect(beyond(nok(1), '9'.repeat(601))).toMatchObject(['invalid-amount', {}]);
  });

  test('of the longest amounts by the longest factors keeps every digit', () => {
    const nines = `${'9'.repeat(300)}.${'9'.repeat(300)}`;
    const square = multiplyMoney(multiplyMoney(nok(1), nines), nines);
    const expected = (10n ** 600n - 1n) ** 2n;
    expect(amountOf(square).replace('.', '')).toBe(String(expected));
  });

  test('by nothing gives 0, which has no sign', () => {
    expect(JSON.stringify(multiplyMoney(nok(-5), 0).amount)).toBe('"0"');
  });

  test.each([
    ['1e3', '1e3'],
    ['0x10', '0x10'],
    ['', ''],
    [' 1', ' 1'],
    ['1,5', '1,5'],
    ['.5', '.5'],
    ['+1', '+1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [new Decimal(Number.NaN), 'NaN'],
  ])('refuses the factor %j', (factor, input) => {
    expect(refusal(() => multiplyMoney(nok(10), factor))).toEqual(['invalid-amount', { input }]);
  });
});

test('a product is that of whole numbers of the smallest unit', () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (a, b) => {
      expect(unitsOf(multiplyMoney(a.money, b.money.amount.toFixed()), 20)).toBe(a.units * b.units);
    }),
  );
});
