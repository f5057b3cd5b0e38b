import type { RepositoryContract } from 'dealbook/testing';
import { expect, test } from 'vitest';

/** Tests that a repository keeps each contract. */
export function keeps<R>(contracts: readonly RepositoryContract<R>[], create: () => R): void {
  test.each(contracts)('$name', async ({ run }) => {
    await expect(run(create)).resolves.toBeUndefined();
  });
}
