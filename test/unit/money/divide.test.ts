import { describe, expect, test } from 'vitest';
import { divide34 } from '../../../src/money/divide.ts';
import { nok } from '../../support/deals.ts';

const quotient = (a: string, b: string): string => divide34(nok(a).amount, nok(b).amount).toFixed();

describe('a quotient', () => {
  test('is exact where it has few digits', () => {
    expect(quotient('1', '8')).toBe('0.125');
    expect(quotient('-10', '4')).toBe('-2.5');
  });

  test('has 34 digits where it does not end', () => {
    expect(quotient('1', '3')).toBe(`0.${'3'.repeat(34)}`);
    expect(quotient('2', '3')).toBe(`0.${'6'.repeat(33)}7`);
    expect(quotient('100', '3')).toBe(`33.${'3'.repeat(32)}`);
  });

  test('rounds a tie to the even digit', () => {
    expect(quotient('1234567890123456789012345678.1234565', '1')).toBe('1234567890123456789012345678.123456');
    expect(quotient('1234567890123456789012345678.1234575', '1')).toBe('1234567890123456789012345678.123458');
  });

  test('multiplies without being rounded again', () => {
    const third = divide34(nok('1').amount, nok('3').amount);
    expect(third.times('3').toFixed()).toBe(`0.${'9'.repeat(34)}`);
    expect(third.times('9999999999999999999999999999').precision()).toBe(62);
  });
});
