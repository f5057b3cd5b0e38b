import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOf, decimalsOf, unitsOf } from '../../../src/money/units.ts';
import { nok } from '../../support/deals.ts';
import { runs } from '../../support/runs.ts';

describe('units of an amount', () => {
  test.each([
    ['0', 0, 0],
    ['0', 10, 0],
    ['12.5', 1, 125],
    ['12.5', 2, 1250],
    ['-12.5', 2, -1250],
    ['100', 0, 100],
    ['10000000', 0, 10_000_000],
    ['12345678.9', 1, 123_456_789],
    ['0.0000000001', 10, 1],
    ['9007199254740991', 0, 9_007_199_254_740_991],
    ['9007199254740992', 0, 9_007_199_254_740_992n],
    ['9007199254740993', 0, 9_007_199_254_740_993n],
    ['-9007199254740993', 0, -9_007_199_254_740_993n],
    ['90071992547409.93', 2, 9_007_199_254_740_993n],
    ['9007199254740991', 1, 90_071_992_547_409_910n],
  ])('%s to the power %i below the point are %s', (amount, scale, units) => {
    expect(unitsOf(nok(amount).amount, scale)).toBe(units);
  });

  test("are exact for a Decimal of the host's own, which would round", () => {
    const Host = Decimal.clone({ precision: 5 });
    const amount = '1234567890123456789012345678.1234567891';
    expect(unitsOf(new Host(amount), 10)).toBe(12345678901234567890123456781234567891n);
  });

  test('count the digits after the point', () => {
    expect(['0', '5', '100', '1.5', '0.0000000001'].map((amount) => decimalsOf(nok(amount).amount))).toEqual([
      0, 0, 0, 1, 10,
    ]);
  });
});

function partsOf({ s, e, d }: Decimal): Pick<Decimal, 's' | 'e' | 'd'> {
  return { s, e, d };
}

describe('laws', () => {
  const units = fc.oneof(
    fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    fc.maxSafeInteger().map(BigInt),
  );

  test('an amount put together from its words is the one its text stands for', () => {
    const small = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.nat(22).map((n) => 10 ** (n % 16)),
    );
    fc.assert(
      fc.property(small, fc.nat(7), (whole, scale) => {
        const { s, e, d } = amountOf(whole, scale);
        expect({ s, e, d }).toEqual(partsOf(new Decimal(`${whole}e-${scale}`)));
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('an amount is its units, a number wherever a double holds them exactly', () => {
    fc.assert(
      fc.property(units, fc.nat(10), (whole, scale) => {
        const amount = amountOf(whole, scale);
        const found = unitsOf(amount, scale);
        const isSafe = whole >= -(2n ** 53n) + 1n && whole <= 2n ** 53n - 1n;
        expect(BigInt(found)).toBe(whole);
        expect(typeof found).toBe(isSafe ? 'number' : 'bigint');
        expect(decimalsOf(amount)).toBeLessThanOrEqual(scale);
      }),
      { numRuns: runs(200) },
    );
  });

  test('a finer unit makes more of them, not another amount', () => {
    fc.assert(
      fc.property(units, fc.nat(10), fc.nat(10), (whole, scale, finer) => {
        const found = unitsOf(amountOf(whole, scale), scale + finer);
        expect(BigInt(found)).toBe(whole * 10n ** BigInt(finer));
      }),
      { numRuns: runs(200) },
    );
  });
});
