import { expect, test } from 'vitest';
import { moneyRate, moneyRatio } from '../../../src/statistics/money-rate.ts';
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

test.each([
  ['a part above the whole: the rest is negative', 300, 100],
  ['a part below zero', -200, 100],
  ['a whole below zero', -100, -200],
  ['nothing of a whole below zero', 0, -100],
])('amounts of both signs have no shares: %s', (_, part, whole) => {
  expect(moneyRate(nok(part), nok(whole))).toEqual({ value: null, count: nok(part), of: nok(whole) });
});

test('a change is told against a base above zero, and may be more than all of it', () => {
  expect([50, -150, 0].map((change) => moneyRatio(nok(change), nok(100)).value)).toEqual([0.5, -1.5, 0]);
  expect([0, -100].map((base) => moneyRatio(nok(200), nok(base)).value)).toEqual([null, null]);
});

test('a share of the largest amounts is near enough to the true one', () => {
  const largest = '9999999999999999999999999999.9999999999';
  expect(moneyRate(nok(largest), nok(largest)).value).toBe(1);
});
