import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, money, roundMoney } from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';

describe('an amount', () => {
  test('is written as the locale writes it', () => {
    expect(formatMoney(nok('1234567.895'), { locale: 'nb-NO' })).toBe('1\u00a0234\u00a0567,90\u00a0kr');
  });

  test('keeps every digit, whatever its size', () => {
    expect(formatMoney(nok('12345678901234567890123.45'))).toBe('NOK\u00a012,345,678,901,234,567,890,123.45');
  });

  test('in a currency that is no ISO code carries its name', () => {
    expect(formatMoney(money('2.5', 'hours'))).toBe('2.5 hours');
  });

  test('that lies in the middle is shown as it is booked: at the even digit', () => {
    const shown = ['2.345', '2.355', '-2.345', '0.005'].map((amount) => formatMoney(money(amount, 'EUR')));
    expect(shown).toEqual(['€2.34', '€2.36', '-€2.34', '€0.00']);
    expect(roundMoney(money('2.345', 'EUR'), 2).amount.toFixed()).toBe('2.34');
  });
});

test('an amount is shown as it is shown when it was rounded before', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 4 }), (whole, places) => {
      const { amount, currency } = nok(whole);
      const finer = { amount: amount.div(10 ** places), currency };
      expect(formatMoney(finer)).toBe(formatMoney(roundMoney(finer, 2)));
    }),
  );
});
