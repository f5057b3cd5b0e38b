import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDealError } from '../../src/index.ts';
import { altered } from '../support/altered.ts';
import { runs } from '../support/runs.ts';
import { calls, withoutArguments } from '../support/valid-arguments.ts';

const numRuns = Math.ceil((runs * 20) / 3); // 2,000 in the suite, 100,000 with RUNS=15000

const choices = fc.array(fc.nat(0xffff), { minLength: 12, maxLength: 12 });

test('every function of the entry points is in the table of arguments', () => {
  expect(withoutArguments).toEqual([]);
});

test.each(calls)('$name answers what it is made for', async ({ run, values }) => {
  await run(...(values as never[]));
});

test.each(calls)('$name throws nothing but a DealError, whatever it is given', async ({ run, values }) => {
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      try {
        await run(...(altered(values, chosen) as never[]));
      } catch (error) {
        if (!isDealError(error)) throw error;
        expect(typeof error.message).toBe('string');
      }
    }),
    { numRuns },
  );
});
