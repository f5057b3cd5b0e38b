import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageMoney, type Money, money, multiplyMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

test('the average keeps every digit where they end, and 34 where they do not', () => {
  const long = '1234567890123456789012345678.0000000001';
  const average = (total: Money, count: number) => plain(averageMoney(total, count)?.value);
  expect(average(nok(long), 1)).toBe(long);
  expect(average(nok(-1), 8)).toBe('-0.125');
  expect(average(nok(2), 3)).toBe('0.6666666666666666666666666666666667');
  expect(average(nok(0), 3)).toBe('0');
});

test('the average keeps what it is of', () => {
  expect(averageMoney(nok(2), 3)).toMatchObject({ total: nok(2), count: 3 });
});

test('of nothing there is no average', () => {
  expect(averageMoney(nok(0), 0)).toBeNull();
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a count of %s is refused', (count) => {
  const problem = `no whole number from 0 on: ${count}`;
  expect(refusal(() => averageMoney(nok(1), count))).toEqual([
    'invalid-option',
    { option: 'count', problem },
  ]);
});

test('the average of equal amounts is that amount', () => {
  const amounts = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 1e6 }));
  fc.assert(
    fc.property(amounts, ([cents, count]) => {
      const each = multiplyMoney(money(cents, 'NOK'), '0.01');
      expect(averageMoney(multiplyMoney(each, count), count)?.value).toEqual(each);
    }),
  );
});
