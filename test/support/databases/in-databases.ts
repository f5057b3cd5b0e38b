import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, describe, test } from 'vitest';
import { type DatabaseName, databaseOf } from './database.ts';

export const allDatabases: readonly DatabaseName[] = ['SQLite', 'PGlite', 'PostgreSQL', 'MariaDB'];

let tenants = 0;

/** A tenant nobody has had yet. */
export function newTenant(): string {
  return `tenant ${tenants++}`;
}

/** Tests something in each of some databases: an empty one of its own for each. */
export async function inDatabases(
  names: readonly DatabaseName[],
  tests: (db: Kysely<unknown>, name: DatabaseName) => void,
): Promise<void> {
  for (const name of names) {
    const database = await databaseOf(name);
    if (database === undefined) {
      test.skip(`in ${name}, which is not there`);
      continue;
    }
    describe(`in ${name}`, () => {
      afterAll(database.drop);
      tests(database.db, name);
    });
  }
}

/** Does something to a tenant's rows beside the repositories: on PostgreSQL the lock is to be opened. */
export async function asTenant<T>(
  db: Kysely<unknown>,
  tenantId: string,
  work: (trx: Transaction<unknown>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const { supportsReturning, supportsTransactionalDdl } = db.getExecutor().adapter;
    if (supportsReturning && supportsTransactionalDdl)
      await sql`select set_config('dealbook.tenant', ${tenantId}, true)`.execute(trx);
    return work(trx);
  });
}
