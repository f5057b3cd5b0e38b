import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { select } from '../../../src/statistics/select.ts';

test('the number of a rank is brought to its place', () => {
  const numbers = Float64Array.of(30, 10, 50, 20, 40);
  select(numbers, 1, 0, 4);
  expect(numbers[1]).toBe(20);
  expect(numbers[0]).toBe(10);
});

test('what lies outside the part that is looked at stays where it is', () => {
  const numbers = Float64Array.of(99, 3, 1, 2, -99);
  select(numbers, 2, 1, 3);
  expect([...numbers]).toEqual([99, 1, 2, 3, -99]);
});

describe('laws', () => {
  const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0, 1, 2));
  const numbers = fc.oneof(
    fc.array(number, { minLength: 1, maxLength: 30 }),
    fc.array(number, { minLength: 1000, maxLength: 5000, size: 'max' }),
    fc
      .tuple(number, fc.integer({ min: 700, max: 2000 }))
      .map(([same, count]) => new Array<number>(count).fill(same)),
  );

  test('nothing greater stands before the number of a rank, nothing less behind it, and nothing is lost', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (given, chosen) => {
        const rank = chosen % given.length;
        const sorted = Float64Array.from(given).sort();
        const placed = Float64Array.from(given);
        select(placed, rank, 0, given.length - 1);
        const pivot = placed[rank] as number;
        expect(pivot).toBe(sorted[rank]);
        expect(placed.slice(0, rank).every((before) => before <= pivot)).toBe(true);
        expect(placed.slice(rank).every((behind) => behind >= pivot)).toBe(true);
        expect(placed.sort()).toEqual(sorted);
      }),
    );
  });
});
