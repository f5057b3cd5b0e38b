import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { isDealError, money } from '../../src/index.ts';

describe('isDealError', () => {
  test('recognises what the library throws, of any code or of one', () => {
    try {
      money('0x10', 'NOK');
      expect.unreachable();
    } catch (caught) {
      expect(isDealError(caught)).toBe(true);
      expect(isDealError(caught, 'invalid-amount')).toBe(true);
      expect(isDealError(caught, 'currency-mismatch')).toBe(false);
    }
  });

  test('recognises an error of another copy of the library, or of another realm', () => {
    class DealError extends Error {
      override readonly name = 'DealError';
      readonly code = 'duplicate-deal';
    }
    const foreign = vm.runInNewContext(
      "Object.assign(new Error(''), { name: 'DealError', code: 'duplicate-deal' })",
    );
    for (const other of [new DealError(), foreign]) {
      expect(isDealError(other)).toBe(true);
      expect(isDealError(other, 'duplicate-deal')).toBe(true);
      expect(isDealError(other, 'duplicate-pipeline')).toBe(false);
    }
  });

  test.each([
    ['an error of somebody else', new Error('duplicate-deal')],
    ['an error of somebody else with a code', Object.assign(new Error(), { code: 'duplicate-deal' })],
    ['a DealError without a code', Object.assign(new Error(), { name: 'DealError' })],
    ['a text', 'DealError'],
    ['null', null],
    ['nothing', undefined],
    ['an object without a prototype', Object.create(null)],
  ])('does not take %s for one', (_, caught) => {
    expect(isDealError(caught)).toBe(false);
  });
});
