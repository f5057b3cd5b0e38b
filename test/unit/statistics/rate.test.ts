import { expect, test } from 'vitest';
import { rate } from '../../../src/statistics/rate.ts';

test('a rate says what it was computed from', () => {
  expect(rate(1, 4)).toEqual({ value: 0.25, count: 1, of: 4 });
  expect(rate(4, 4)).toEqual({ value: 1, count: 4, of: 4 });
});

test('none of some is 0', () => {
  expect(rate(0, 4)).toEqual({ value: 0, count: 0, of: 4 });
});

test('where there is nothing to divide by it is null, neither 0 nor NaN', () => {
  expect(rate(0, 0)).toEqual({ value: null, count: 0, of: 0 });
});
