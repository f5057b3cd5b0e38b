import { describe, expect, test } from 'vitest';
import { formatRate } from '../../../src/index.ts';

describe('a rate', () => {
  test('is a percentage, written as the locale writes it', () => {
    expect(formatRate({ value: 0.125, count: 1, of: 8 }, { locale: 'nb-NO' })).toBe('12,5\u00a0%');
  });

  test('that does not exist is a dash', () => {
    expect(formatRate({ value: null, count: 0, of: 0 })).toBe('–');
  });

  test('that lies in the middle is shown at the even digit', () => {
    const share = (count: number, of: number) => formatRate({ value: count / of, count, of });
    expect([share(1, 16), share(3, 16), share(1, 400)]).toEqual(['6.2%', '18.8%', '0.2%']);
  });
});
