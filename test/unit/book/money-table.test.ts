import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendAmount, type MoneyTable, moneyTable, unitsAt } from '../../../src/book/facts/tables.ts';

function tableOf(amounts: readonly string[]): MoneyTable {
  const table = moneyTable();
  for (const amount of amounts) appendAmount(table, 0, 0, new Decimal(amount));
  return table;
}

const unitsIn = (table: MoneyTable): bigint[] =>
  Array.from({ length: table.length }, (_, i) => BigInt(unitsAt(table, i)));

describe('a column of amounts that a finer one comes to', () => {
  test('turns to the finer unit exactly, by whatever power of ten', () => {
    for (const decimals of [1, 10, 15, 16, 22, 23, 24, 30, 100]) {
      const table = tableOf(['3', '-9007199254740993', '0', `0.${'0'.repeat(decimals - 1)}1`]);
      const one = 10n ** BigInt(decimals);
      expect(unitsIn(table)).toEqual([3n * one, -9007199254740993n * one, 0n, 1n]);
    }
  });

  test('keeps in a double what a double holds, and nothing else', () => {
    const table = tableOf([
      '900719925474099',
      '-900719925474099',
      '900719925474100',
      '9007199254740991',
      '0.1',
    ]);
    expect(unitsIn(table)).toEqual([
      9_007_199_254_740_990n,
      -9_007_199_254_740_990n,
      9_007_199_254_741_000n,
      90_071_992_547_409_910n,
      1n,
    ]);
    expect([...table.bigUnits.keys()]).toEqual([2, 3]);
  });

  test('law: its units are those of BigInt, however often it turns', () => {
    const amount = fc.tuple(
      fc.oneof(
        fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
        fc.maxSafeInteger().map(BigInt),
        fc.integer({ min: 2 ** 50, max: 2 ** 53 - 1 }).map(BigInt),
      ),
      fc.integer({ min: 0, max: 40 }),
    );
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 40 }), (amounts) => {
        const table = tableOf(amounts.map(([units, scale]) => `${units}e-${scale}`));
        const expected = amounts.map(([units, scale]) => {
          const finest = units * 10n ** 40n; // a column need not be finer than its amounts without their last zeros
          return finest / 10n ** BigInt(scale);
        });
        const toFinest = 10n ** BigInt(40 - table.scale);
        expect(unitsIn(table).map((units) => units * toFinest)).toEqual(expected);
      }),
    );
  });
});
