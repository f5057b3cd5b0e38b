import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeVariant, encodeVariant, isDealError } from '../../../src/index.ts';
import { anyVariant } from '../../support/random-events.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';

const variant = { id: 'v1', name: 'Last month', report: 'salesFunnel' };

describe('a report variant as it is stored', () => {
  test('gives the same variant back: dates, decimals, odd numbers and odd names', () => {
    fc.assert(
      fc.property(anyVariant, (original) => {
        expectSame(decodeVariant(JSON.parse(JSON.stringify(encodeVariant(original)))), original);
      }),
      { numRuns: runs(400) },
    );
  });

  test.each<[string, unknown]>([
    ['options.asOf.$date', { asOf: { $date: 'soon' } }],
    ['options.asOf.$day', { asOf: { $day: 1 } }],
    ['options.list[1].$decimal', { list: [1, { $decimal: '1e9000000' }] }],
    ['options.share.$number', { share: { $number: '1' } }],
  ])('is refused where %s is damaged', (path, options) => {
    const stored = { ...encodeVariant({ ...variant, options: {} }), options };
    expect(refusal(() => decodeVariant(stored))).toEqual([
      'invalid-record',
      expect.objectContaining({ path }),
    ]);
  });

  test('damaged anyhow gives only DealErrors', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (options) => {
        try {
          decodeVariant({ ...encodeVariant({ ...variant, options: {} }), options });
        } catch (error) {
          expect(isDealError(error)).toBe(true);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
