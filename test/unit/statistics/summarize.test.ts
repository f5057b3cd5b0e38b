import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summarize } from '../../../src/statistics/summarize.ts';
import { daysOf } from '../../../src/time/elapsed.ts';

const asIs = (whole: number): number => whole;

describe('a summary', () => {
  test('shows count, mean, extremes and quantiles', () => {
    expect(summarize(Float64Array.of(4, 10, 1, 3, 2), asIs)).toEqual({
      count: 5,
      mean: 4,
      min: 1,
      p25: 2,
      median: 3,
      p75: 4,
      p90: expect.closeTo(7.6, 12),
      max: 10,
    });
  });

  test('of one number is that number throughout', () => {
    expect(summarize(Float64Array.of(7), asIs)).toEqual({
      count: 1,
      mean: 7,
      min: 7,
      p25: 7,
      median: 7,
      p75: 7,
      p90: 7,
      max: 7,
    });
  });

  test('of nothing has a count and nothing else: null, not 0', () => {
    expect(summarize(Float64Array.of(), daysOf)).toEqual({
      count: 0,
      mean: null,
      min: null,
      p25: null,
      median: null,
      p75: null,
      p90: null,
      max: null,
    });
  });

  test('is in the larger unit, zero days included', () => {
    const { mean, min, median, max } = summarize(Float64Array.of(0, 43_200_000, 259_200_000), daysOf);
    expect({ mean, min, median, max }).toEqual({ mean: 3.5 / 3, min: 0, median: 0.5, max: 3 });
  });

  test('sums milliseconds as whole numbers before they become days', () => {
    const milliseconds = new Float64Array(1000).fill(100); // a hundred milliseconds as days is no short binary fraction
    expect(summarize(milliseconds, daysOf).mean).toBe(100 / 86_400_000);
  });

  test('sorts numbers as numbers', () => {
    expect(summarize(Float64Array.of(10, 9, -1), asIs)).toMatchObject({ min: -1, median: 9, max: 10 });
  });

  test('has an exact mean, however large the sum', () => {
    const durations = new Float64Array(1000).fill(2 ** 51 + 1); // together far beyond what a double counts one by one
    expect(summarize(durations, asIs).mean).toBe(2 ** 51 + 1);
    const longAndShort = Float64Array.from({ length: 1000 }, (_, index) => (index % 2 === 0 ? 2 ** 51 : 2));
    expect(summarize(longAndShort, asIs).mean).toBe(2 ** 50 + 1);
  });
});

describe('laws', () => {
  test('min, quarters, median and max follow each other; the order of the numbers does not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (numbers) => {
        const summary = summarize(Float64Array.from(numbers), asIs);
        const { min, p25, median, p75, p90, max, mean } = summary;
        const steps = [min, p25, median, p75, p90, max] as number[];
        for (const [index, step] of steps.entries())
          expect(step).toBeGreaterThanOrEqual(steps[index - 1] ?? 0);
        expect(mean).toBe(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
        expect(summarize(Float64Array.from(numbers).reverse(), asIs)).toEqual(summary);
      }),
    );
  });
});
