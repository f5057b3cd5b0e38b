import { expect, test } from 'vitest';
import { moneyRate } from '../../../src/statistics/money-rate.ts';
import { nok } from '../../support/deals.ts';

test('a share of money says what it was computed from', () => {
  expect(moneyRate(nok(25), nok(100))).toEqual({ value: 0.25, count: nok(25), of: nok(100) });
  expect(moneyRate(nok('0.1'), nok('0.3')).value).toBe(1 / 3);
});

test('none of some is 0', () => {
  expect(moneyRate(nok(0), nok(100)).value).toBe(0);
});

test('where there is nothing to divide by it is null, neither 0 nor NaN', () => {
  expect(moneyRate(nok(0), nok(0)).value).toBeNull();
});

test('a share of the largest amounts is near enough to the true one', () => {
  const largest = '9999999999999999999999999999.9999999999';
  expect(moneyRate(nok(largest), nok(largest)).value).toBe(1);
});
