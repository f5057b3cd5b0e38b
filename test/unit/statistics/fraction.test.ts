import fc from 'fast-check';
import { expect, test } from 'vitest';
import { D } from '../../../src/money/decimal.ts';
import {
  amountOfFraction,
  fraction,
  fractionOf,
  minus,
  numberOf,
  over,
  plus,
  times,
} from '../../../src/statistics/fraction.ts';

test('fractions add, subtract, multiply and divide exactly, in lowest terms', () => {
  const [third, sixth] = [fraction(1, 3), fraction(1, 6)];
  expect(plus(third, sixth)).toEqual({ count: 1n, of: 2n });
  expect(minus(sixth, third)).toEqual({ count: -1n, of: 6n });
  expect(times(third, fraction(3))).toEqual({ count: 1n, of: 1n });
  expect(over(third, fraction(-2))).toEqual({ count: -1n, of: 6n });
  expect(() => over(third, fraction(0, 5))).toThrow(RangeError);
});

test('an amount is the fraction its digits say', () => {
  expect(fractionOf(new D('-12.50'))).toEqual({ count: -25n, of: 2n });
  expect(fractionOf(new D('1e27'))).toEqual({ count: 10n ** 27n, of: 1n });
  expect(fractionOf(new D(0))).toEqual({ count: 0n, of: 1n });
});

test('a fraction is an amount, exact where the division ends, else of 34 digits with ties to even', () => {
  expect(String(amountOfFraction(fraction(1, 2n ** 120n)))).toBe(String(new D(1).div(new D(2).pow(120))));
  expect(String(amountOfFraction(fraction(2, 7)))).toBe(`0.${'285714'.repeat(5)}2857`);
  expect(String(amountOfFraction(fraction(-200, 3)))).toBe(`-66.${'6'.repeat(31)}7`);
});

test('a fraction is the nearest double, however long its parts are', () => {
  expect(numberOf(fraction(1, 3))).toBe(1 / 3);
  expect(numberOf(fraction(10n ** 40n + 1n, 3n * 10n ** 40n))).toBe(1 / 3);
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1 }), (count, of) => {
      expect(numberOf(fraction(count, of))).toBe(count / of);
    }),
  );
});
