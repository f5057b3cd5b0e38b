import { migrations } from 'dealbook/kysely';
import { type Kysely, Migrator } from 'kysely';

/** Makes dealbook's tables; in a schema, a table of what was done in any other one does not count. */
export async function migrated(db: Kysely<unknown>, schema?: string): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'dealbook_migration',
    migrationLockTableName: 'dealbook_migration_lock',
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  }).migrateToLatest();
  if (error !== undefined) throw error;
}
