import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDealError } from '../../../src/errors.ts';
import { type Money, money } from '../../../src/money/money.ts';
import { convertMoney } from '../../../src/rates/convert-money.ts';
import { multiplierOn } from '../../../src/rates/multiplier.ts';
import { rateOn } from '../../../src/rates/rate-on.ts';
import { type RateRow, type RateTable, rateTable } from '../../../src/rates/rate-table.ts';
import { dayNumber, dayText } from '../../../src/time/local-day.ts';
import { frozen } from '../../support/freeze.ts';
import { runs } from '../../support/runs.ts';

type RateQuery = Parameters<typeof rateOn>[1];

const Big = Decimal.clone({ defaults: true, precision: 500, toExpNeg: -9e15, toExpPos: 9e15 });

const rows: readonly RateRow[] = [
  { date: '2026-02-27', currency: 'NOK', rate: '11.20' },
  { date: '2026-03-02', currency: 'NOK', rate: '11.25' },
  { date: '2026-02-26', currency: 'SEK', rate: '10.64' },
  { date: '2026-03-02', currency: 'JPY', rate: 180 },
];
const rates = rateTable(rows, { base: 'EUR' });

function rate(from: string, to: string, on: string, table: RateTable = rates): unknown {
  return asJson(rateOn(table, { from, to, on }));
}

describe('a rate', () => {
  test('is units of the currency per one base, and the reverse of it', () => {
    expect(rate('EUR', 'NOK', '2026-03-02')).toEqual({
      multiplier: '11.25',
      fromDate: null,
      toDate: '2026-03-02',
    });
    expect(rate('NOK', 'EUR', '2026-02-27')).toEqual({
      multiplier: '0.08928571428571428571428571428571429',
      fromDate: '2026-02-27',
      toDate: null,
    });
  });

  test('of a day without one is the latest before it', () => {
    const weekend = { multiplier: '0.95', fromDate: '2026-02-27', toDate: '2026-02-26' };
    expect(rate('NOK', 'SEK', '2026-03-01')).toEqual(weekend);
    expect(rate('NOK', 'SEK', '2026-02-27')).toEqual(weekend);
    expect(rate('EUR', 'NOK', '2099-01-01')).toMatchObject({ toDate: '2026-03-02' });
  });

  test('before the first row, or of a currency the table does not know, is missing: neither 1 nor 0', () => {
    expect(rate('NOK', 'EUR', '2026-02-26')).toBeNull();
    expect(rate('JPY', 'NOK', '2026-03-01')).toBeNull();
    expect(rate('EUR', 'XXX', '2026-03-02')).toBeNull();
    expect(rate('__proto__', 'constructor', '2026-03-02')).toBeNull();
    expect(rate('NOK', 'EUR', '2026-03-02', rateTable([], { base: 'EUR' }))).toBeNull();
  });

  test('between a currency and itself is exactly 1 and needs no row', () => {
    for (const currency of ['EUR', 'NOK', 'XXX']) {
      const same = { multiplier: '1', fromDate: null, toDate: null };
      expect(rate(currency, currency, '1999-01-01')).toEqual(same);
    }
  });

  test('is rounded once, to 34 digits, ties to the even one', () => {
    const tie = (digits: string) =>
      rate(
        'EUR',
        'A',
        '2026-01-01',
        rateTable([{ date: '2026-01-01', currency: 'A', rate: digits }], { base: 'EUR' }),
      );
    const nines = '9'.repeat(33);
    expect(tie(`1.${nines}5`)).toMatchObject({ multiplier: '2' });
    expect(tie(`1.${nines.slice(1)}85`)).toMatchObject({ multiplier: `1.${nines.slice(1)}8` });
    expect(tie(`1.${nines.slice(1)}8500000000000000000001`)).toMatchObject({ multiplier: `1.${nines}` });
  });

  test('can be given as text of up to 100 digits before and after the point, a number, a bigint or a Decimal of any make', () => {
    const given = ['0.0000001', 1e-7, new Decimal('1e-7'), '12', 12n, 12, new Decimal(12)];
    const long = `0.${'0'.repeat(20)}${'123456789'.repeat(8)}12345678`;
    const multipliers = [...given, long].map((value) => {
      const table = rateTable([{ date: '2026-01-01', currency: 'A', rate: value }], { base: 'B' });
      return rateOn(table, { from: 'B', to: 'A', on: '2026-01-01' })?.multiplier.toFixed();
    });
    expect(multipliers).toEqual([
      ...Array(3).fill('0.0000001'),
      ...Array(4).fill('12'),
      `0.${'0'.repeat(20)}1234567891234567891234567891234568`,
    ]);
  });

  test('is asked for by a date and two currencies that are ones', () => {
    const ask = (query: Partial<RateQuery>) =>
      refusal(() => rateOn(rates, { from: 'NOK', to: 'EUR', on: '2026-03-02', ...query }));
    expect(ask({ on: '2026-02-30' })).toEqual(['invalid-date', { field: 'on', input: '2026-02-30' }]);
    expect(ask({ from: '' })).toMatchObject(['invalid-text', { field: 'currency', problem: 'empty' }]);
    expect(ask({ to: undefined as unknown as string })).toMatchObject([
      'invalid-text',
      { problem: 'not a string' },
    ]);
  });
});

describe('a table of rates', () => {
  test('takes the same row twice, and the base at 1', () => {
    const again: RateRow[] = [
      { date: '2026-02-27', currency: 'NOK', rate: 11.2 },
      { date: '2026-02-27', currency: 'EUR', rate: '1.0' },
    ];
    expect(asJson(rateTable([...rows, ...again], { base: 'EUR' }))).toEqual(asJson(rates));
  });

  test('refuses two rates of one currency on one date', () => {
    const other = { date: '2026-02-27', currency: 'NOK', rate: '11.21' };
    expect(refusal(() => rateTable([...rows, other], { base: 'EUR' }))).toEqual([
      'duplicate-rate',
      { currency: 'NOK', date: '2026-02-27' },
    ]);
  });

  test.each([
    ['0'],
    ['0.000'],
    [0],
    [-0],
    [-1],
    ['-1.5'],
    ['1e3'],
    ['0x10'],
    ['1_000'],
    ['1,5'],
    ['.5'],
    ['5.'],
    ['01'],
    ['+1'],
    [' 1'],
    ['1\n'],
    [''],
    ['N/A'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [new Decimal('Infinity')],
    [new Decimal('NaN')],
    [0n],
    [null],
    [undefined],
    [['1']],
    [true],
  ])('refuses %o as a rate', (value) => {
    const row = { date: '2026-02-27', currency: 'NOK', rate: value as string };
    expect(refusal(() => rateTable([row], { base: 'EUR' }))).toEqual([
      'invalid-rate',
      { date: '2026-02-27', currency: 'NOK', input: String(value) },
    ]);
  });

  test('refuses a base that is not worth itself, dates that are none and currencies without a name', () => {
    const attempt = (row: Partial<RateRow>, base = 'EUR') =>
      refusal(() => rateTable([{ date: '2026-02-27', currency: 'NOK', rate: 2, ...row }], { base }));
    expect(attempt({ currency: 'EUR' })).toEqual([
      'invalid-rate',
      { currency: 'EUR', date: '2026-02-27', input: '2' },
    ]);
    expect(attempt({ date: '27.02.2026' })).toEqual(['invalid-date', { field: 'date', input: '27.02.2026' }]);
    expect(attempt({ currency: '' })).toMatchObject(['invalid-text', { problem: 'empty' }]);
    expect(attempt({}, '')).toMatchObject(['invalid-text', { problem: 'empty' }]);
  });

  test('keeps no hold of its rows', () => {
    const own = [{ date: '2026-02-27', currency: 'NOK', rate: '11.20' }];
    const table = rateTable(own, { base: 'EUR' });
    Object.assign(own[0] ?? {}, { date: '2026-01-01', rate: '1' });
    expect(rate('EUR', 'NOK', '2026-02-27', table)).toMatchObject({ multiplier: '11.2' });
    rateTable(frozen(rows), { base: 'EUR' });
  });
});

describe('an amount in another currency', () => {
  const usd = rateTable([{ date: '2016-05-06', currency: 'USD', rate: '1.1427' }], { base: 'EUR' });

  test('is the amount times the multiplier, with every digit', () => {
    expect(asJson(convertMoney(money('19.99', 'NOK'), 'SEK', { rates, on: '2026-03-01' }))).toEqual({
      amount: '18.9905',
      currency: 'SEK',
    });
    expect(asJson(convertMoney(money('0.3', 'USD'), 'EUR', { rates: usd, on: '2016-05-07' }))).toEqual({
      amount: '0.26253609871357311630349173011289051',
      currency: 'EUR',
    });
    const huge = money(`${'9'.repeat(28)}.9999999999`, 'USD');
    const multiplier = '0.8751203290452437210116391003763017';
    expect(convertMoney(huge, 'EUR', { rates: usd, on: '2016-05-06' })?.amount.toFixed()).toBe(
      new Big(huge.amount).times(multiplier).toFixed(),
    );
  });

  test('in its own currency is the amount itself, with or without rates', () => {
    const value = money('-12.34', 'XXX');
    expect(asJson(convertMoney(value, 'XXX', { rates, on: '1999-01-01' }))).toEqual(asJson(value));
  });

  test('without a rate is missing, also when it is nothing', () => {
    expect(convertMoney(money(100, 'USD'), 'EUR', { rates: usd, on: '2016-05-05' })).toBeNull();
    expect(convertMoney(money(0, 'NOK'), 'EUR', { rates: usd, on: '2016-05-06' })).toBeNull();
  });

  test('carries the currency in its type', () => {
    const value: Money<'EUR'> | null = convertMoney(money(1, 'USD'), 'EUR', { rates: usd, on: '2016-05-06' });
    expect(value?.currency).toBe('EUR');
  });

  test('is refused on a day that is none', () => {
    const attempt = () => convertMoney(money(1, 'USD'), 'EUR', { rates: usd, on: 'yesterday' });
    expect(refusal(attempt)).toEqual(['invalid-date', { field: 'on', input: 'yesterday' }]);
  });
});

describe('laws of rates', () => {
  const first = dayNumber('2025-12-20');
  const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'NOK', 'XXX');
  const on = fc.integer({ min: first - 3, max: first + 25 }).map(dayText);
  const rateText = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: 0, max: 39 }))
    .map(([units, scale]) => new Big(`${units}e-${scale}`).toFixed());
  const randomRow = fc.record({
    date: fc.integer({ min: first, max: first + 20 }).map(dayText),
    currency: fc.constantFrom('USD', 'JPY', 'NOK'),
    rate: rateText,
  });
  const randomRows = fc.uniqueArray(randomRow, {
    maxLength: 30,
    selector: ({ date, currency: of }) => `${date} ${of}`,
  });

  test('the order of the rows is of no consequence', () => {
    fc.assert(
      fc.property(
        randomRows.chain((own) =>
          fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length })),
        ),
        ([own, shuffled]) => {
          const [a, b] = [rateTable(own, { base: 'EUR' }), rateTable(shuffled, { base: 'EUR' })];
          for (const of of ['USD', 'JPY', 'NOK']) expect(a.currencies[of]).toEqual(b.currencies[of]);
        },
      ),
    );
  });

  test('a multiplier is the quotient of the latest rates, rounded half to even at the 34th digit', () => {
    fc.assert(
      fc.property(randomRows, currency, currency, on, (own, from, to, date) => {
        const latest = (of: string): string | undefined =>
          of === 'EUR'
            ? '1'
            : own
                .filter((row) => row.currency === of && row.date <= date)
                .sort((a, b) => (a.date < b.date ? 1 : -1))[0]?.rate;
        const [divisor, dividend] = [latest(from), latest(to)];
        const expected = from === to ? '1' : divisor && dividend ? quotient34(dividend, divisor) : undefined;
        const found = rateOn(rateTable(own, { base: 'EUR' }), { from, to, on: date });
        expect(found?.multiplier.toFixed()).toBe(expected);
      }),
      { numRuns: runs(200) },
    );
  });

  test('there and back, and by way of the base, is the same to 30 digits', () => {
    fc.assert(
      fc.property(randomRows, currency, currency, on, (own, from, to, date) => {
        const options = { rates: rateTable(own, { base: 'EUR' }), on: date };
        const value = money('1234567.89', from);
        const there = convertMoney(value, to, options);
        const back = there && convertMoney(there, from, options);
        const base = convertMoney(value, 'EUR', options);
        const round = base && convertMoney(base, to, options);
        expect(back === null || isClose(back, value)).toBe(true);
        if (from === to) return;
        expect(round === null).toBe(there === null);
        if (round && there) expect(isClose(round, there)).toBe(true);
      }),
    );
  });

  test('a book asks by the number of the day and gets the same, time after time', () => {
    fc.assert(
      fc.property(randomRows, fc.array(fc.tuple(currency, currency, on)), (own, questions) => {
        const table = rateTable(own, { base: 'EUR' });
        for (const [from, to, date] of [...questions, ...questions]) {
          const fresh = rateOn(rateTable(own, { base: 'EUR' }), { from, to, on: date });
          const multiplier = multiplierOn(table, from, to, dayNumber(date));
          expect(asJson(multiplier)).toEqual(asJson(fresh?.multiplier ?? null));
          expect(multiplierOn(table, from, to, dayNumber(date))).toBe(multiplier);
        }
      }),
    );
  });
});

function isClose(a: Money, b: Money): boolean {
  return new Big(a.amount).div(b.amount).minus(1).abs().lt('1e-30');
}

/** a / b to 34 significant digits, half even, in whole numbers. */
function quotient34(a: string, b: string): string {
  const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;
  const scale = Math.max(decimals(a), decimals(b));
  const units = (text: string): bigint => BigInt(new Big(text).times(`1e${scale}`).toFixed());
  let [numerator, denominator] = [units(a), units(b)];
  let exponent = 0;
  for (; numerator < 10n ** 33n * denominator; exponent--) numerator *= 10n;
  for (; numerator >= 10n ** 34n * denominator; exponent++) denominator *= 10n;
  const [whole, rest] = [numerator / denominator, (numerator % denominator) * 2n];
  const isUp = rest > denominator || (rest === denominator && whole % 2n === 1n);
  return new Big(`${isUp ? whole + 1n : whole}e${exponent}`).toFixed();
}

/** As JSON shows it, maps as lists of entries and what is not there as null. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (_key, item) => (item instanceof Map ? [...item] : item));
  return JSON.parse(text);
}

function refusal(attempt: () => unknown): unknown {
  try {
    attempt();
    return 'nothing was refused';
  } catch (error) {
    return isDealError(error) ? [error.code, error.details] : error;
  }
}
