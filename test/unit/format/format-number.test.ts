import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../src/index.ts';

describe('a number', () => {
  test('is written as the locale writes it', () => {
    expect(formatNumber(1234.56, { locale: 'nb-NO' })).toBe('1\u00a0234,6');
  });

  test('that does not exist is a dash', () => {
    expect(formatNumber(null)).toBe('–');
  });

  test('that lies in the middle is shown at the even digit', () => {
    expect([0.25, 0.35, 2.5].map((value) => formatNumber(value))).toEqual(['0.2', '0.4', '2.5']);
  });
});
