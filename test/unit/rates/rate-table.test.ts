import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RateRow, rateTable } from '../../../src/index.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { asJson, randomRows, rate, rates, rows } from './given.ts';

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
