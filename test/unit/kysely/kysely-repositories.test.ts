import { kyselyRepositories } from 'dealbook/kysely';
import { dealRepositoryContract } from 'dealbook/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { databaseOf } from '../../support/databases/database.ts';

describe.each(['SQLite', 'PGlite'] as const)('the repositories in %s', async (name) => {
  const { db, drop } = await databaseOf(name);
  afterAll(drop);
  let tenants = 0;

  test.each(dealRepositoryContract)('of deals: $name', async ({ run }) => {
    const create = () => kyselyRepositories(db, { tenantId: `tenant ${tenants++}`, chunkSize: 50 }).deals;
    await expect(run(create)).resolves.toBeUndefined();
  });
});
