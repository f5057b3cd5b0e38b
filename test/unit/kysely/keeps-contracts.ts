import { kyselyRepositories } from 'dealbook/kysely';
import {
  type ContractOptions,
  dealRepositoryContract,
  pipelineRepositoryContract,
  type RepositoryContract,
  rateRepositoryContract,
  reportVariantRepositoryContract,
} from 'dealbook/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { type DatabaseName, databaseOf } from '../../support/databases/database.ts';
import { withoutDelay } from '../../support/databases/without-delay.ts';
import { isThorough } from '../../support/runs.ts';

const size = isThorough ? {} : { rounds: 6, deals: 40 };

/** Tests that the repositories in a database keep all contracts, each repository of another tenant. */
export async function keepsContracts(name: DatabaseName): Promise<void> {
  const database = await databaseOf(name);
  if (database === undefined) return test.skip(`${name} is not there`);
  const { db, drop } = database;
  afterAll(drop);
  let tenants = 0;
  const tenantOf = new WeakMap<object, string>();
  const repositories = (tenantId = `tenant ${tenants++}`) => {
    const made = kyselyRepositories(db, { tenantId, chunkSize: isThorough ? 50 : 10 });
    const { deals } = made;
    const all = { ...made, deals: name === 'PostgreSQL' ? withoutDelay(deals, db) : deals };
    for (const each of Object.values(all)) tenantOf.set(each, tenantId);
    return all;
  };

  const keeps = <R extends object>(
    what: 'deals' | 'pipelines' | 'rates' | 'variants',
    contracts: readonly RepositoryContract<R>[],
  ) => {
    describe(`of ${what} in ${name}`, () => {
      const reopen = (repository: R) => repositories(tenantOf.get(repository))[what] as unknown as R;
      const options: ContractOptions<R> = { ...size, reopen };
      test.each(contracts)('$name', async ({ run }) => {
        await expect(run(() => repositories()[what] as unknown as R, options)).resolves.toBeUndefined();
      });
    });
  };

  describe('the repository', () => {
    keeps('deals', dealRepositoryContract);
    keeps('pipelines', pipelineRepositoryContract);
    keeps('rates', rateRepositoryContract);
    keeps('variants', reportVariantRepositoryContract);
  });
}
