import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderStatistics } from '../../../src/statistics/order-statistics.ts';
import { runs } from '../../support/runs.ts';

describe('the numbers of some ranks', () => {
  test('are those of the sorted numbers', () => {
    expect(orderStatistics(Float64Array.of(30, 10, 20, 10), [0, 1, 2, 3])).toEqual([10, 10, 20, 30]);
  });

  test('may be none', () => {
    expect(orderStatistics(Float64Array.of(30, 10), [])).toEqual([]);
  });

  test('of many equal numbers are that number', () => {
    expect(orderStatistics(new Float64Array(50_000).fill(7), [0, 25_000, 49_999])).toEqual([7, 7, 7]);
  });

  test('are found beside a number that is far larger than all others', () => {
    const numbers = Float64Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_000);
    numbers[0] = Number.MAX_SAFE_INTEGER;
    expect(orderStatistics(numbers, [0, 24_999, 49_998, 49_999])).toEqual([
      1,
      25_000,
      49_999,
      Number.MAX_SAFE_INTEGER,
    ]);
  });
});

describe('laws', () => {
  /** Many numbers, drawn from a seed: even ones, mostly small ones, few different ones; negative ones among them. */
  const many = fc
    .tuple(
      fc.integer({ min: 9_000, max: 30_000 }),
      fc.nat(),
      fc.constantFrom(1, 3, 12),
      fc.constantFrom(1e12, 50, 2),
    )
    .map(([length, seed, power, spread]) => {
      let state = seed;
      return Float64Array.from({ length }, () => {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        return Math.floor((state / 0x7fffffff) ** power * spread) - spread / 4;
      });
    });
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

  test('many numbers have the order that sorting gives them', () => {
    fc.assert(
      fc.property(many, shares, (numbers, of) => {
        const ranks = [...new Set(of.map((share) => Math.floor(share * (numbers.length - 1))))].sort(
          (a, b) => a - b,
        );
        const sorted = numbers.slice().sort();
        expect(orderStatistics(numbers.slice(), ranks)).toEqual(ranks.map((rank) => sorted[rank]));
      }),
      { numRuns: runs(40) },
    );
  });
});
