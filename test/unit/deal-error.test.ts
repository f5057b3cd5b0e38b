import { describe, expect, expectTypeOf, test } from 'vitest';
import { DealError, type DealErrorDetails, isDealError } from '../../src/index.ts';

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
