import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDealError } from '../../src/index.ts';
import { altered } from '../support/altered.ts';
import { isThorough } from '../support/runs.ts';
import { type Call, calls, withoutArguments } from '../support/valid-arguments.ts';

const numRuns = isThorough ? Number(process.env['FUZZ'] ?? 100_000) : 2_000; // for each function

const choices = fc.array(fc.nat(0xffff), { minLength: 12, maxLength: 12 });

test('every function of the entry points is in the table of arguments', () => {
  expect(withoutArguments).toEqual([]);
});

test.each(calls)('$name answers what it is made for', async ({ run, values }) => {
  await run(...(values as never[]));
});

test.each(calls)('$name throws nothing but a DealError, whatever it is given', async ({ run, values }) => {
  const isAsync = run(...(values as never[])) instanceof Promise;
  await fc.assert(
    isAsync
      ? fc.asyncProperty(choices, async (chosen) => {
          await answered(run, altered(values, chosen));
        })
      : fc.property(choices, (chosen) => void answered(run, altered(values, chosen))),
    { numRuns },
  );
});

/** Runs a function: what it throws may only be a DealError. */
function answered(run: Call['run'], values: readonly unknown[]): Promise<unknown> | undefined {
  try {
    const answer = run(...(values as never[]));
    return answer instanceof Promise ? answer.catch(checkError) : undefined;
  } catch (error) {
    checkError(error);
    return undefined;
  }
}

function checkError(error: unknown): void {
  if (!isDealError(error)) throw error;
}
