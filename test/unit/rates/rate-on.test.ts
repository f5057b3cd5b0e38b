import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateOn, rateTable } from '../../../src/index.ts';
import { multiplierOn } from '../../../src/rates/multiplier.ts';
import { dayNumber } from '../../../src/time/local-day.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { anyCurrency, anyDay, asJson, Big, randomRows, rate, rates } from './given.ts';

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
    const ask = (query: Partial<Parameters<typeof rateOn>[1]>) =>
      refusal(() => rateOn(rates, { from: 'NOK', to: 'EUR', on: '2026-03-02', ...query }));
    expect(ask({ on: '2026-02-30' })).toEqual(['invalid-date', { field: 'on', input: '2026-02-30' }]);
    expect(ask({ from: '' })).toMatchObject(['invalid-text', { field: 'currency', problem: 'empty' }]);
    expect(ask({ to: undefined as unknown as string })).toMatchObject([
      'invalid-text',
      { problem: 'not a string' },
    ]);
  });
});

describe('laws of rates', () => {
  test('a multiplier is the quotient of the latest rates, rounded half to even at the 34th digit', () => {
    fc.assert(
      fc.property(randomRows, anyCurrency, anyCurrency, anyDay, (own, from, to, date) => {
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

  test('a book asks by the number of the day and gets the same, time after time', () => {
    fc.assert(
      fc.property(randomRows, fc.array(fc.tuple(anyCurrency, anyCurrency, anyDay)), (own, questions) => {
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
