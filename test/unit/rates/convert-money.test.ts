import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertMoney, type Money, money, rateTable } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';
import { anyCurrency, anyDay, asJson, Big, randomRows, rates } from './given.ts';

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

test('there and back, and by way of the base, is the same to 30 digits', () => {
  fc.assert(
    fc.property(randomRows, anyCurrency, anyCurrency, anyDay, (own, from, to, date) => {
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

function isClose(a: Money, b: Money): boolean {
  return new Big(a.amount).div(b.amount).minus(1).abs().lt('1e-30');
}
