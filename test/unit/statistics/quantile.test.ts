import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantiles } from '../../../src/statistics/quantile.ts';

function quantile(numbers: readonly number[], p: number): number {
  return quantiles(Float64Array.from(numbers), [p])[0] as number;
}

describe('a quantile', () => {
  // R: quantile(c(1, 2, 3, 4, 10), c(0, .25, .5, .75, .9, 1))
  test.each([
    [0, 1],
    [0.25, 2],
    [0.5, 3],
    [0.75, 4],
    [0.9, 7.6],
    [1, 10],
  ])('%d of 1, 2, 3, 4 and 10 is %d, as R says', (p, expected) => {
    expect(quantile([1, 2, 3, 4, 10], p)).toBeCloseTo(expected, 12);
  });

  // R: quantile(1:10, c(.25, .5, .75, .9))
  test.each([
    [0.25, 3.25],
    [0.5, 5.5],
    [0.75, 7.75],
    [0.9, 9.1],
  ])('%d of 1 to 10 is %d, as R says', (p, expected) => {
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], p)).toBeCloseTo(expected, 12);
  });

  test('of one number is that number', () => {
    expect([0, 0.25, 0.9, 1].map((p) => quantile([7], p))).toEqual([7, 7, 7, 7]);
  });

  test('of two numbers lies between them in proportion', () => {
    expect(quantile([10, 20], 0.75)).toBe(17.5);
  });

  test('does not depend on the order of the numbers, which are compared as numbers', () => {
    expect(quantile([10, -1, 9, 100, 0], 0.5)).toBe(9);
  });
});

describe('laws', () => {
  const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0, 1)); // ties are common
  const numbers = fc.oneof(
    fc.array(number, { minLength: 1, maxLength: 30 }),
    fc.array(number, { minLength: 700, maxLength: 2000, size: 'max' }),
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test('quantiles are those of the sorted numbers, one at a time or several at once', () => {
    fc.assert(
      fc.property(numbers, fc.array(share, { minLength: 1, maxLength: 5 }), (given, shares) => {
        const sorted = [...given].sort((a, b) => a - b);
        const probabilities = [...shares].sort((a, b) => a - b);
        const found = quantiles(Float64Array.from(given), probabilities);
        for (const [index, p] of probabilities.entries()) {
          const position = p * (sorted.length - 1);
          const low = sorted[Math.floor(position)] as number;
          const high = sorted[Math.ceil(position)] as number;
          expect(found[index]).toBeCloseTo(low + (high - low) * (position % 1), 9);
          expect(found[index]).toBe(quantile(given, p));
        }
      }),
    );
  });

  test('a larger share never has a smaller quantile', () => {
    fc.assert(
      fc.property(numbers, share, share, (given, a, b) => {
        const low = quantile(given, Math.min(a, b));
        expect(low).toBeLessThanOrEqual(quantile(given, Math.max(a, b)) + 1e-9);
      }),
    );
  });

  test('the numbers are brought into another order, and stay the same numbers', () => {
    fc.assert(
      fc.property(numbers, (given) => {
        const reordered = Float64Array.from(given);
        quantiles(reordered, [0.25, 0.5, 0.9]);
        expect(reordered.sort()).toEqual(Float64Array.from(given).sort());
      }),
    );
  });
});
