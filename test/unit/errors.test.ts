import vm from 'node:vm';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { DealError, type DealErrorDetails, isDealError, money } from '../../src/index.ts';

const error = new DealError('duplicate-deal', 'Two deals have the id d1.', { dealId: 'd1' });

describe('a DealError', () => {
  test('is an Error with a stable code, the facts of that code and a sentence for people', () => {
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.details]).toEqual([
      'DealError',
      'duplicate-deal',
      { dealId: 'd1' },
    ]);
    expect(error.message).not.toBe('');
  });

  test('has the details of its code as their type', () => {
    const caught: unknown = error;
    expect(isDealError(caught, 'duplicate-deal')).toBe(true);
    if (isDealError(caught, 'duplicate-deal')) {
      expectTypeOf(caught.code).toEqualTypeOf<'duplicate-deal'>();
      expectTypeOf(caught.details).toEqualTypeOf<DealErrorDetails['duplicate-deal']>();
      // @ts-expect-error a duplicate deal has no currencies
      expect(caught.details.left).toBeUndefined();
    }
    // @ts-expect-error there is no such code
    expect(isDealError(caught, 'duplicate')).toBe(false);
  });

  test('tells the type of its details by a switch over its code', () => {
    const told = (caught: unknown): string => {
      if (!isDealError(caught)) return 'not ours';
      switch (caught.code) {
        case 'duplicate-deal':
          return caught.details.dealId;
        case 'invalid-option':
          return `${caught.details.option}: ${caught.details.problem}`;
        default:
          return caught.message;
      }
    };
    expect(told(error)).toBe('d1');
    expect(told(new DealError('invalid-option', 'No.', { option: 'top', problem: 'not so' }))).toBe(
      'top: not so',
    );
    const ours: DealError = error;
    // @ts-expect-error which code?
    expect(ours.details.left).toBeUndefined();
  });

  test('is narrowed by its class as by its guard', () => {
    const caught: unknown = error;
    expect(caught instanceof DealError && caught.code === 'duplicate-deal' && caught.details.dealId).toBe(
      'd1',
    );
  });

  test('cannot be made without the facts of its code', () => {
    // @ts-expect-error which deal?
    expect(new DealError('duplicate-deal', 'Two deals have one id.', {})).toBeInstanceOf(DealError);
  });
});

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
