import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareMoney, type Money, multiplyMoney, roundMoney, subtractMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

describe('rounding', () => {
  test.each([
    ['2.344', 2, '2.34'],
    ['2.346', 2, '2.35'],
    ['2.345', 2, '2.34'],
    ['2.355', 2, '2.36'],
    ['-2.345', 2, '-2.34'],
    ['0.5', 0, '0'],
    ['1.5', 0, '2'],
    ['2.5', 0, '2'],
    ['2.5000000001', 0, '3'],
    ['1234567890123456789012345678.5', 0, '1234567890123456789012345678'],
    ['7', 2, '7'],
  ])('%s to %i decimals gives %s: a tie goes to the even digit', (amount, decimals, rounded) => {
    expect(roundMoney(nok(amount), decimals)).toEqual(nok(rounded));
  });

  test('keeps the currency and leaves what it was given as it is', () => {
    const exact = nok('2.345');
    expect(roundMoney(exact, 0).currency).toBe('NOK');
    expect(exact).toEqual(nok('2.345'));
  });

  test("is not done the host's way where the host made the amount", () => {
    const Host = Decimal.clone({ rounding: Decimal.ROUND_UP, precision: 2 });
    const byHand: Money = { amount: new Host('1234.541'), currency: 'NOK' };
    expect(JSON.stringify(roundMoney(byHand, 2).amount)).toBe('"1234.54"');
  });

  test('next to nothing gives 0, which has no sign', () => {
    expect(JSON.stringify(roundMoney(nok('-0.001'), 2).amount)).toBe('"0"');
  });

  test.each([-1, 0.5, Number.NaN, 601, 2e9, Number.POSITIVE_INFINITY])(
    'to %d decimals is refused',
    (decimals) => {
      expect(refusal(() => roundMoney(nok('2.345'), decimals))).toMatchObject([
        'invalid-option',
        { option: 'decimals' },
      ]);
    },
  );
});

describe('laws', () => {
  test('a rounded amount is at most half a unit away, and rounding it again changes nothing', () => {
    const cents = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map((tenths) => multiplyMoney(nok(tenths), '0.001'));
    fc.assert(
      fc.property(cents, (exact) => {
        const rounded = roundMoney(exact, 2);
        const distance = subtractMoney(exact, rounded).amount.abs();
        expect(compareMoney({ amount: distance, currency: 'NOK' }, nok('0.005'))).toBeLessThanOrEqual(0);
        expect(roundMoney(rounded, 2)).toEqual(rounded);
      }),
    );
  });
});
