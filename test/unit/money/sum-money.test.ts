import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Money, money, sumMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { isThorough } from '../../support/runs.ts';
import { amountOf, anyAmount, unitsOf } from './given.ts';

describe('a sum', () => {
  test('of tenths is exact: 0.1 + 0.2 is 0.3', () => {
    expect(amountOf(sumMoney([nok('0.1'), nok('0.2')], 'NOK'))).toBe('0.3');
  });

  test('keeps the currency', () => {
    expect(sumMoney([nok(1)], 'NOK').currency).toBe('NOK');
  });

  test('of nothing is 0 in its currency', () => {
    expect(JSON.stringify(sumMoney([], 'NOK'))).toBe('{"amount":"0","currency":"NOK"}');
  });

  test('takes any iterable', () => {
    expect(amountOf(sumMoney(new Set([nok(1), nok(2)]), 'NOK'))).toBe('3');
  });

  test('of very many amounts of 28 digits before and 10 after the point is exact', () => {
    let seed = 1;
    const digits = (count: number): string => {
      let text = '';
      while (text.length < count) {
        seed = (seed * 48271) % 2147483647;
        text += String(seed % 1_000_000).padStart(6, '0');
      }
      return text.slice(0, count);
    };
    const count = isThorough ? 1_000_000 : 100_000;
    let expected = 0n;
    function* amounts(): Generator<Money<'NOK'>> {
      for (let index = 0; index < count; index++) {
        const [before, after] = [`9${digits(27)}`, digits(10)];
        const sign = index % 3 === 0 ? '-' : '';
        expected += BigInt(`${sign}${before}${after}`);
        yield nok(`${sign}${before}.${after}`);
      }
    }
    const sum = sumMoney(amounts(), 'NOK');
    expect(sum.amount.times('1e10').toFixed()).toBe(String(expected));
  });
});

describe('amounts of different currencies', () => {
  test('in a list do not compile, and the compiler points at the one that is wrong', () => {
    const sum = () =>
      sumMoney(
        [
          nok(1),
          // @ts-expect-error euros
          money(1, 'EUR'),
        ],
        'NOK',
      );
    expect(refusal(sum)).toEqual(['currency-mismatch', { left: 'NOK', right: 'EUR' }]);
    // @ts-expect-error euros in a set
    expect(refusal(() => sumMoney(new Set([money(1, 'EUR')]), 'NOK'))).toMatchObject([
      'currency-mismatch',
      {},
    ]);
  });

  const [kroner, euros] = [nok(1), money(1, 'EUR')];
  const mismatch = ['currency-mismatch', { left: 'NOK', right: 'EUR' }];

  test('written in the code do not compile, and are refused where they run all the same', () => {
    // @ts-expect-error kroner and euros
    expect(refusal(() => sumMoney([kroner, euros], 'NOK'))).toEqual(mismatch);
  });

  test('that come as plain strings are refused when they meet', () => {
    const [left, right]: [Money, Money] = [kroner, euros];
    expect(refusal(() => sumMoney([left, right], String('NOK')))).toEqual(mismatch);
  });
});

test('a sum is the same in any order and any grouping', () => {
  fc.assert(
    fc.property(fc.array(anyAmount), fc.nat(), (amounts, at) => {
      const values = amounts.map((value) => value.money);
      const cut = at % (values.length + 1);
      const parts = [values.slice(0, cut), values.slice(cut)].map((part) => sumMoney(part, 'NOK'));
      const whole = sumMoney(values, 'NOK');
      expect(unitsOf(whole)).toBe(amounts.reduce((sum, value) => sum + value.units, 0n));
      expect(sumMoney([...values].reverse(), 'NOK')).toEqual(whole);
      expect(sumMoney(parts, 'NOK')).toEqual(whole);
    }),
  );
});
