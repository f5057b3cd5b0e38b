import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOfLimbs, type Limbs, limbsOf } from '../../../src/money/limbs.ts';
import { runs } from '../../support/runs.ts';

/** The sums of the lanes over some rows, in that order, in plain floating point. */
function sumsOf({ parts, width }: Limbs, rows: Iterable<number>): Float64Array {
  const sums = new Float64Array(width);
  for (const row of rows) {
    for (const lane of sums.keys())
      sums[lane] = (sums[lane] as number) + (parts[row * width + lane] as number);
  }
  return sums;
}

/** The sum of some rows, in units. */
function sumOf(lanes: Limbs, rows: Iterable<number>): bigint {
  return BigInt(amountOfLimbs({ ...lanes, scale: 0 }, sumsOf(lanes, rows)).toFixed());
}

/** The numbers from 0 to below `count`, in an order that is the same on every run. */
function shuffled(count: number): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, index) => index);
  let seed = 7;
  for (let index = count - 1; index > 0; index--) {
    seed = (seed * 48271) % 2147483647;
    const other = seed % (index + 1);
    const row = rows[index] as number;
    rows[index] = rows[other] as number;
    rows[other] = row;
  }
  return rows;
}

describe('amounts in lanes', () => {
  test('need one lane where all of them together are small', () => {
    const lanes = limbsOf([150, -50, 1], 2);
    expect(lanes).toMatchObject({ scale: 2, width: 1, parts: Float64Array.of(150, -50, 1) });
    expect(amountOfLimbs(lanes, [101]).toFixed()).toBe('1.01');
  });

  test('need more lanes where doubles alone would drop the last digit', () => {
    const units = [2 ** 53 - 1, 2 ** 53 - 1, 2 ** 53 - 1];
    const lanes = limbsOf(units, 0);
    expect(lanes.width).toBeGreaterThan(1);
    expect(sumOf(lanes, [0, 1, 2])).toBe(3n * (2n ** 53n - 1n));
  });

  test('may be none', () => {
    const lanes = limbsOf([], 2);
    expect(sumOf(lanes, [])).toBe(0n);
  });

  test('may be numbers and bigints, positive and negative, side by side', () => {
    const lanes = limbsOf([-1, 10n ** 37n, 0, -(10n ** 37n), 5n, -0], 10);
    expect(sumOf(lanes, [0, 1, 2, 3, 4, 5])).toBe(4n);
    expect(amountOfLimbs(lanes, sumsOf(lanes, [0, 1])).toFixed()).toBe(
      '999999999999999999999999999.9999999999',
    );
  });

  test('add up exactly, a million of 28 digits before and 10 after the point, in any order', () => {
    const count = 1_000_000;
    const largest = 10n ** 38n - 1n;
    const units = Array.from({ length: count }, (_, index) =>
      index % 5 === 0 ? -largest + BigInt(index * 7919) : largest - BigInt(index * 104729),
    );
    const lanes = limbsOf(units, 10);
    const total = units.reduce((sum, unit) => sum + unit, 0n);
    const rows = shuffled(count);
    expect(sumOf(lanes, rows)).toBe(total);
    expect(sumOf(lanes, rows.toReversed())).toBe(total);
    expect(lanes.parts.every((part) => Number.isInteger(part) && Math.abs(part) * count < 2 ** 53)).toBe(
      true,
    );
  });

  test('add up exactly where all of them are as large as a lane may hold', () => {
    const count = 200_000;
    const lanes = limbsOf(
      Array.from({ length: count }, () => -(2n ** 104n) - 1n),
      0,
    );
    expect(sumOf(lanes, shuffled(count))).toBe(-(2n ** 104n + 1n) * BigInt(count));
  });
});

describe('laws', () => {
  const small = fc.integer({ min: -1000, max: 1000 });
  const huge = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n });
  const unit = fc.oneof(small, fc.maxSafeInteger(), huge, fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }));
  const chosen = fc.array(fc.tuple(unit, fc.boolean(), fc.nat()), { maxLength: 50 });

  test('any rows add up exactly, in any order', () => {
    fc.assert(
      fc.property(chosen, (rows) => {
        const lanes = limbsOf(
          rows.map(([units]) => units),
          0,
        );
        const some = rows
          .map(([units, isChosen, key], row) => ({ row, units: BigInt(units), isChosen, key }))
          .filter(({ isChosen }) => isChosen)
          .sort((a, b) => a.key - b.key);
        expect(
          sumOf(
            lanes,
            some.map(({ row }) => row),
          ),
        ).toBe(some.reduce((sum, { units }) => sum + units, 0n));
      }),
      { numRuns: runs(200) },
    );
  });

  test('sums of separate rows add up to the sum of all', () => {
    fc.assert(
      fc.property(chosen, (rows) => {
        const lanes = limbsOf(
          rows.map(([units]) => units),
          0,
        );
        const of = (side: boolean) => rows.flatMap(([, isChosen], row) => (isChosen === side ? [row] : []));
        expect(sumOf(lanes, of(true)) + sumOf(lanes, of(false))).toBe(sumOf(lanes, rows.keys()));
      }),
    );
  });

  test('what is laid out is not changed', () => {
    fc.assert(
      fc.property(fc.array(unit), fc.nat(10), (units, scale) => {
        const before = [...units];
        expect(limbsOf(Object.freeze(units), scale).scale).toBe(scale);
        expect(units).toEqual(before);
      }),
    );
  });
});
