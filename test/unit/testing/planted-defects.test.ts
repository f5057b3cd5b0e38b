import { dealRepositoryContract } from 'dealbook/testing';
import { describe, expect, test } from 'vitest';
import { type Defect, defects, plantedRepositories } from './planted-defects.ts';

/** The contracts that a kind of repository breaks, and how. */
async function broken(defect?: Defect): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  for (const { name, run } of dealRepositoryContract) {
    try {
      await run(plantedRepositories(defect), { writers: 4, rounds: 6, deals: 110 });
    } catch (error) {
      failed.set(name, error);
    }
  }
  return failed;
}

describe('the contracts of a repository of deals', () => {
  test('are kept by a repository without a defect', async () => {
    expect(await broken()).toEqual(new Map());
  });

  const caught = new Set<string>();
  test.each(Object.entries(defects))('catch %s: %s', async (defect) => {
    const found = await broken(defect as Defect);
    for (const name of found.keys()) caught.add(name);
    expect(found.size).toBeGreaterThan(0);
  });

  test('are each broken by some defect', () => {
    expect(dealRepositoryContract.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });
});
