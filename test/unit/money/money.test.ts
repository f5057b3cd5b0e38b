import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { addMoney, compareMoney, type Money, money, multiplyMoney, sumMoney } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';

/** A host's Decimal that rounds to two digits and writes exponents wherever it can. */
const Host = Decimal.clone({ precision: 2, rounding: Decimal.ROUND_UP, toExpNeg: 0, toExpPos: 0 });

const largest = `${'9'.repeat(28)}.${'9'.repeat(10)}`;

describe('an amount of money', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.00', '0'],
    ['7', '7'],
    ['1234.50', '1234.5'],
    ['-12.34', '-12.34'],
    ['-0.5', '-0.5'],
    ['0.0000000001', '0.0000000001'],
    [`1${'0'.repeat(27)}`, `1${'0'.repeat(27)}`],
    [largest, largest],
    [`-${largest}`, `-${largest}`],
  ])('may be written %s', (text, amount) => {
    expect(JSON.stringify(money(text, 'NOK'))).toBe(`{"amount":"${amount}","currency":"NOK"}`);
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [0.1, '0.1'],
    [-1234.5, '-1234.5'],
    [1e-10, '0.0000000001'],
    [0.0000001, '0.0000001'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [1e21, '1000000000000000000000'],
    [1e27, '1000000000000000000000000000'],
    [12345678901234567890n, '12345678901234567890'],
    [-5n, '-5'],
    [10n ** 28n - 1n, '9'.repeat(28)],
    [new Decimal('1.10'), '1.1'],
    [new Decimal(1e21), '1000000000000000000000'],
    [new Decimal('-0'), '0'],
    [new Host('123456.789'), '123456.789'],
    [new Host(largest), largest],
  ])('may be the number %s', (value, amount) => {
    expect(JSON.stringify(money(value, 'NOK'))).toBe(`{"amount":"${amount}","currency":"NOK"}`);
  });

  test.each([
    '',
    '-',
    '.',
    '.5',
    '5.',
    '-.5',
    '+5',
    '--5',
    '5-',
    ' 1',
    '1 ',
    '1\n',
    '\uFEFF1',
    '01',
    '-01',
    '00',
    '00.5',
    '1,5',
    '1.234,50',
    '1 000',
    '1_000',
    '1.2.3',
    '1e3',
    '1E3',
    '1e-3',
    '0x10',
    '0b11',
    '0o7',
    'NaN',
    'Infinity',
    '-Infinity',
    '\u221E',
    'NOK 1',
    '1 NOK',
    '\u0661', // an Arabic one
    '\uFF11', // a wide one
    '\u22121', // one with a proper minus
    `1${'0'.repeat(28)}`, // 29 digits before the point
    '0.00000000001', // 11 after it
    '1.00000000000',
  ])('must not be written %j', (input) => {
    expect(refusal(() => money(input, 'NOK'))).toEqual(['invalid-amount', { input }]);
  });

  test.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [1e28, '1e+28'],
    [1e-11, '1e-11'],
    [Number.MIN_VALUE, '5e-324'],
    [10n ** 28n, `1${'0'.repeat(28)}`],
    [new Decimal(Number.NaN), 'NaN'],
    [new Decimal('-Infinity'), '-Infinity'],
    [new Decimal('1e28'), '1e+28'],
    [new Decimal('1.00000000001'), '1.00000000001'],
  ])('must not be the number %s', (value, input) => {
    expect(refusal(() => money(value, 'NOK'))).toEqual(['invalid-amount', { input }]);
  });

  test.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [[], ''],
    [['1'], '1'],
    [{}, '[object Object]'],
    [{ toFixed: () => '1' }, '[object Object]'],
    [new Date(0), String(new Date(0))],
    [Symbol('1'), 'Symbol(1)'],
  ])('must not be %s', (value, input) => {
    expect(refusal(() => money(value as never, 'NOK'))).toEqual(['invalid-amount', { input }]);
  });

  test.each([
    [
      0.1 * 3,
      "0.30000000000000004 carries the noise of binary arithmetic: pass the amount as a string, such as '0.3'.",
    ],
    [
      -1.1 * 1.1,
      "-1.2100000000000002 carries the noise of binary arithmetic: pass the amount as a string, such as '-1.21'.",
    ],
    [1e-11, '1e-11 has more digits than an amount that is given or recorded'],
    [1e28, '1e+28 has more digits than an amount that is given or recorded'],
    ['0.12345678901', 'round it first with roundMoney'],
    [10n ** 28n, 'round it first with roundMoney'],
    [new Decimal('0.12345678901'), 'round it first with roundMoney'],
    [
      '0x10',
      '0x10 is not an amount: write a plain decimal of up to 28 digits before and 10 after the point.',
    ],
  ])('%s is refused with what to do about it', (value, advice) => {
    expect(() => money(value, 'NOK')).toThrow(advice);
  });

  test('is refused, not choked on, where it has no text at all', () => {
    expect(refusal(() => money(Object.create(null), 'NOK'))).toMatchObject(['invalid-amount', {}]);
  });
});

describe('a currency', () => {
  test.each(['NOK', 'nok', '__proto__', 'constructor', '\u{1F4B0}', 'points of the loyalty programme'])(
    'may be called %s',
    (currency) => {
      expect(money(1, currency).currency).toBe(currency);
    },
  );

  test.each([
    ['', 'empty', ''],
    ['N\0K', 'U+0000 or lone surrogate', 'N\0K'],
    ['\ud83d', 'U+0000 or lone surrogate', '\ud83d'],
    [undefined, 'not a string', 'undefined'],
    [578, 'not a string', '578'],
  ])('must not be %j', (currency, problem, input) => {
    expect(refusal(() => money(1, currency as string))).toEqual([
      'invalid-text',
      { field: 'currency', problem, input },
    ]);
  });

  test('that is written in the code is part of the type', () => {
    const paid = money('1', 'NOK');
    expectTypeOf(paid).toEqualTypeOf<Money<'NOK'>>();
    expectTypeOf(money('1', String('NOK'))).toEqualTypeOf<Money<string>>();
    expectTypeOf(paid).toExtend<Money>();
    expectTypeOf<Money>().not.toExtend<Money<'NOK'>>();
    // @ts-expect-error no number is a currency
    expect(refusal(() => money(1, 1))).toMatchObject(['invalid-text', {}]);
  });
});

describe("the host's Decimal", () => {
  afterEach(() => {
    Decimal.set({ defaults: true });
  });

  test('keeps its own settings', () => {
    sumMoney([multiplyMoney(money(largest, 'NOK'), '1.0000000001'), money(new Decimal(1), 'NOK')], 'NOK');
    const { precision, rounding, toExpNeg, toExpPos } = new Decimal(1).constructor as typeof Decimal;
    expect([precision, rounding, toExpNeg, toExpPos]).toEqual([20, 4, -7, 21]);
    expect(Host.precision).toBe(2);
  });

  test('does not set ours', () => {
    Decimal.set({ precision: 1, rounding: Decimal.ROUND_UP, toExpNeg: 0, toExpPos: 0, maxE: 1, minE: -1 });
    const sum = addMoney(money(largest, 'NOK'), money('0.0000000001', 'NOK'));
    expect(JSON.stringify(sum)).toBe(`{"amount":"1${'0'.repeat(28)}","currency":"NOK"}`);
    expect(JSON.stringify(money(1e21, 'NOK'))).toBe(`{"amount":"1${'0'.repeat(21)}","currency":"NOK"}`);
    expect(JSON.stringify(money(1e-10, 'NOK'))).toBe('{"amount":"0.0000000001","currency":"NOK"}');
    expect(Decimal.precision).toBe(1);
  });

  test('may make amounts by hand: arithmetic on them does not round either', () => {
    const byHand: Money<'NOK'> = { amount: new Host('1234567.89'), currency: 'NOK' };
    expect(JSON.stringify(addMoney(byHand, byHand))).toBe('{"amount":"2469135.78","currency":"NOK"}');
    expect(JSON.stringify(sumMoney([byHand, byHand], 'NOK'))).toBe(
      '{"amount":"2469135.78","currency":"NOK"}',
    );
    expect(JSON.stringify(multiplyMoney(byHand, 2))).toBe('{"amount":"2469135.78","currency":"NOK"}');
    expect(compareMoney(byHand, money('1234567.88', 'NOK'))).toBe(1);
  });
});

describe('laws', () => {
  /** A whole number of units of 10^-10, as a plain decimal without needless zeros. */
  const plainText = (units: bigint): string => {
    const digits = String(units < 0n ? -units : units).padStart(11, '0');
    const fraction = digits.slice(-10).replace(/0+$/, '');
    const sign = units < 0n ? '-' : '';
    return `${sign}${digits.slice(0, -10)}${fraction === '' ? '' : `.${fraction}`}`;
  };
  const units = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n });

  test('an amount is written as it was read, and read as it was written', () => {
    fc.assert(
      fc.property(units, (value) => {
        const text = plainText(value);
        const read = money(text, 'NOK');
        expect(JSON.stringify(read)).toBe(`{"amount":"${text}","currency":"NOK"}`);
        expect(String(read.amount)).toBe(text);
        expect(money(read.amount, 'NOK')).toEqual(read);
        expect(money(new Host(text), 'NOK')).toEqual(read);
      }),
    );
  });

  test('a number that is taken reads back as that number, one that is refused has too many digits', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: -1e30, max: 1e30, noNaN: true }),
          fc.maxSafeInteger().map((units) => units / 1000),
        ),
        (value) => {
          const outcome = refusal(() => money(value, 'NOK'));
          const decimal = new Decimal(value);
          const fits = decimal.e < 28 && decimal.decimalPlaces() <= 10;
          expect(outcome === 'nothing was refused').toBe(fits);
          if (fits) expect(Number(money(value, 'NOK').amount)).toBe(value === 0 ? 0 : value);
        },
      ),
    );
  });

  test('whatever is not taken is refused as no amount, and what is taken is a plain decimal', () => {
    const things = fc.anything({ withBigInt: true, withDate: true, withTypedArray: true });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789.-+e_ x') }), things), (thing) => {
        const outcome = refusal(() => {
          const { amount } = money(thing as never, 'NOK');
          expect(amount.toFixed()).toMatch(/^-?(0|[1-9]\d{0,27})(\.\d{1,10})?$/);
          expect(JSON.stringify(amount)).toBe(`"${amount.toFixed()}"`);
        });
        if (outcome !== 'nothing was refused') expect(outcome).toMatchObject(['invalid-amount', {}]);
      }),
    );
  });
});
