import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMoney,
  compareMoney,
  type Money,
  money,
  multiplyMoney,
  subtractMoney,
  sumMoney,
} from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const amountOf = ({ amount }: Money): string => amount.toFixed();
const largest = `${'9'.repeat(28)}.${'9'.repeat(10)}`;

describe('adding and subtracting', () => {
  test('tenths is exact: 0.1 + 0.2 is 0.3', () => {
    expect(amountOf(addMoney(nok('0.1'), nok('0.2')))).toBe('0.3');
    expect(amountOf(subtractMoney(nok('0.3'), nok('0.1')))).toBe('0.2');
    expect(amountOf(sumMoney([nok('0.1'), nok('0.2')], 'NOK'))).toBe('0.3');
  });

  test('the largest amounts loses nothing', () => {
    expect(amountOf(addMoney(nok(largest), nok('0.0000000001')))).toBe(`1${'0'.repeat(28)}`);
    expect(amountOf(subtractMoney(nok(largest), nok(`-${largest}`)))).toBe(`1${'9'.repeat(28)}.9999999998`);
  });

  test('what cancels out leaves 0, which has no sign', () => {
    expect(JSON.stringify(subtractMoney(nok('-0.1'), nok('-0.1')).amount)).toBe('"0"');
    expect(JSON.stringify(addMoney(nok(5), nok(-5)).amount)).toBe('"0"');
  });

  test('keeps the currency', () => {
    expect(addMoney(nok(1), nok(2)).currency).toBe('NOK');
    expect(subtractMoney(nok(1), nok(2)).currency).toBe('NOK');
    expect(sumMoney([nok(1)], 'NOK').currency).toBe('NOK');
  });
});

describe('a sum', () => {
  test('of nothing is 0 in its currency', () => {
    expect(JSON.stringify(sumMoney([], 'NOK'))).toBe('{"amount":"0","currency":"NOK"}');
  });

  test('takes any iterable', () => {
    expect(amountOf(sumMoney(new Set([nok(1), nok(2)]), 'NOK'))).toBe('3');
  });

  test('of a million amounts of 28 digits before and 10 after the point is exact', () => {
    let seed = 1;
    const digits = (count: number): string => {
      let text = '';
      while (text.length < count) {
        seed = (seed * 48271) % 2147483647;
        text += String(seed % 1_000_000).padStart(6, '0');
      }
      return text.slice(0, count);
    };
    let expected = 0n;
    function* amounts(): Generator<Money<'NOK'>> {
      for (let index = 0; index < 1_000_000; index++) {
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

describe('multiplying', () => {
  test('is exact, however many digits it takes', () => {
    expect(amountOf(multiplyMoney(nok('19.99'), '0.25'))).toBe('4.9975');
    expect(amountOf(multiplyMoney(nok(largest), nok(largest).amount))).toBe(
      `${'9'.repeat(27)}9${'9'.repeat(9)}8${'0'.repeat(18)}.${'0'.repeat(19)}1`,
    );
  });

  test.each([
    [3, '30'],
    [0.1, '1'],
    [-2n, '-20'],
    ['0.5', '5'],
    ['-0.5', '-5'],
    [new Decimal('0.25'), '2.5'],
    [1e-7, '0.000001'],
    [1e21, '10000000000000000000000'],
  ])('takes the factor %s', (factor, product) => {
    expect(amountOf(multiplyMoney(nok(10), factor))).toBe(product);
  });

  test('takes a Decimal for what it is, whatever text its owner would make of it', () => {
    expect(amountOf(multiplyMoney(nok(10), new Decimal('0.0000001')))).toBe('0.000001');
    expect(amountOf(multiplyMoney(nok(10), new Decimal('1e21')))).toBe('10000000000000000000000');
  });

  test('is exact to 600 digits before and after the point, and refused beyond: nothing is rounded', () => {
    const [small, large] = [`0.${'0'.repeat(589)}1`, `7${'0'.repeat(572)}`];
    expect(amountOf(multiplyMoney(nok('0.0000000001'), small))).toBe(`0.${'0'.repeat(599)}1`);
    expect(amountOf(multiplyMoney(nok(`1${'0'.repeat(27)}`), large))).toBe(`7${'0'.repeat(599)}`);
    const beyond = (value: Money, factor: string) => refusal(() => multiplyMoney(value, factor));
    expect(beyond(nok('0.0000000001'), `0.${'0'.repeat(590)}1`)).toEqual([
      'invalid-amount',
      { input: '1.00000000000000000000e-601' },
    ]);
    expect(beyond(nok(`1${'0'.repeat(27)}`), `${large}0`)).toEqual([
      'invalid-amount',
      { input: '7.00000000000000000000e+600' },
    ]);
    expect(beyond(nok(1), `0.${'1'.repeat(601)}`)).toMatchObject(['invalid-amount', {}]);
    expect(beyond(nok(1), '9'.repeat(601))).toMatchObject(['invalid-amount', {}]);
  });

  test('of the longest amounts by the longest factors keeps every digit', () => {
    const nines = `${'9'.repeat(300)}.${'9'.repeat(300)}`;
    const square = multiplyMoney(multiplyMoney(nok(1), nines), nines);
    const expected = (10n ** 600n - 1n) ** 2n;
    expect(amountOf(square).replace('.', '')).toBe(String(expected));
    const longest = multiplyMoney(nok(1), `${'9'.repeat(599)}.${'9'.repeat(600)}`);
    expect(amountOf(addMoney(longest, longest)).replace('.', '')).toBe(String((10n ** 1199n - 1n) * 2n));
    const whole = multiplyMoney(nok(1), '9'.repeat(600));
    expect(refusal(() => addMoney(whole, whole))).toMatchObject(['invalid-amount', {}]);
  });

  test('by nothing gives 0, which has no sign', () => {
    expect(JSON.stringify(multiplyMoney(nok(-5), 0).amount)).toBe('"0"');
  });

  test.each([
    ['1e3', '1e3'],
    ['0x10', '0x10'],
    ['', ''],
    [' 1', ' 1'],
    ['1,5', '1,5'],
    ['.5', '.5'],
    ['+1', '+1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [new Decimal(Number.NaN), 'NaN'],
  ])('refuses the factor %j', (factor, input) => {
    expect(refusal(() => multiplyMoney(nok(10), factor))).toEqual(['invalid-amount', { input }]);
  });
});

describe('comparing', () => {
  test('is by value, not by text', () => {
    const amounts = ['10', '9', '-1', '0.1', '9.0', '0.09'].map((amount) => nok(amount));
    expect(amounts.sort(compareMoney).map(amountOf)).toEqual(['-1', '0.09', '0.1', '9', '9', '10']);
  });

  test('sees a difference in the last digit', () => {
    expect(compareMoney(nok(largest), nok(`${largest.slice(0, -1)}8`))).toBeGreaterThan(0);
    expect(compareMoney(nok('1.50'), nok('1.5'))).toBe(0);
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
    expect(refusal(() => addMoney(kroner, euros))).toEqual(mismatch);
    // @ts-expect-error kroner and euros
    expect(refusal(() => subtractMoney(kroner, euros))).toEqual(mismatch);
    // @ts-expect-error kroner and euros
    expect(refusal(() => compareMoney(kroner, euros))).toEqual(mismatch);
    // @ts-expect-error kroner and euros
    expect(refusal(() => sumMoney([kroner, euros], 'NOK'))).toEqual(mismatch);
  });

  test('that come as plain strings are refused when they meet', () => {
    const [left, right]: Money[] = [kroner, euros];
    if (left === undefined || right === undefined) expect.unreachable();
    else {
      expect(refusal(() => addMoney(left, right))).toEqual(mismatch);
      expect(refusal(() => subtractMoney(left, right))).toEqual(mismatch);
      expect(refusal(() => compareMoney(left, right))).toEqual(mismatch);
      expect(refusal(() => sumMoney([left, right], String('NOK')))).toEqual(mismatch);
    }
  });

  test('differ by so little as the case of a letter', () => {
    expect(refusal(() => addMoney<string>(kroner, money(1, 'nok')))).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'nok' },
    ]);
  });
});

describe('laws', () => {
  const units = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n });
  const amount = units.map((value) => {
    const digits = String(value < 0n ? -value : value).padStart(11, '0');
    return {
      units: value,
      money: frozen(nok(`${value < 0n ? '-' : ''}${digits.slice(0, -10)}.${digits.slice(-10)}`)),
    };
  });
  const unitsOf = (value: Money, scale = 10): bigint => BigInt(value.amount.times(`1e${scale}`).toFixed());

  test('sums, differences and products are those of whole numbers of the smallest unit', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(unitsOf(addMoney(a.money, b.money))).toBe(a.units + b.units);
        expect(unitsOf(subtractMoney(a.money, b.money))).toBe(a.units - b.units);
        expect(unitsOf(multiplyMoney(a.money, b.money.amount.toFixed()), 20)).toBe(a.units * b.units);
        expect(compareMoney(a.money, b.money)).toBe(a.units < b.units ? -1 : a.units > b.units ? 1 : 0);
      }),
    );
  });

  test('a sum is the same in any order and any grouping', () => {
    fc.assert(
      fc.property(fc.array(amount), fc.nat(), (amounts, at) => {
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
});
