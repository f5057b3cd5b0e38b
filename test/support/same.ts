import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** Expects the same data: also where a property is called `constructor`, which `toStrictEqual` stumbles over. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
  expect(isDeepStrictEqual(actual, expected)).toBe(true);
}
