import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { salesLag } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveSalesLag } from '../twin/naive-sales-lag.ts';

describe('on random counts the library and the twin agree on', () => {
  test('how sales follow what was done before', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.nat(5) }, fc.nat(1_000_000_000));
    const month = fc.record({ entered: count, won: count });
    fc.assert(
      fc.property(fc.array(month, { minLength: 3, maxLength: 24 }), fc.nat(6), (months, lag) => {
        const maxLag = Math.min(lag, months.length - 3);
        const { kind, lags, ...rest } = salesLag(months, { maxLag });
        const expected = naiveSalesLag(
          months.map(({ entered }) => entered),
          months.map(({ won }) => won),
          maxLag,
        );
        const told = lags.map(({ explained, ...each }) => ({
          ...each,
          squared: explained?.value ?? null,
        }));
        expect({ ...rest, lags: told }).toEqual(expected);
      }),
      { numRuns: runs(300) },
    );
  });
});
