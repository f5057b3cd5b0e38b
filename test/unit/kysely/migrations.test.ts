import { kyselyRepositories, migrations } from 'dealbook/kysely';
import { Migrator, sql } from 'kysely';
import { expect, test } from 'vitest';
import { allDatabases, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { opened } from '../../support/events.ts';

await inDatabases(allDatabases, (db, name) => {
  test('are taken back and made again, beside the migrations of the host', async () => {
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`
      .execute(db)
      .catch(() => ({ rows: [] }));
    const place = name === 'PostgreSQL' ? { migrationTableSchema: `${rows[0]?.schema}` } : {};
    const own = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      migrationTableName: 'dealbook_migration',
      migrationLockTableName: 'dealbook_migration_lock',
      ...place,
    });
    const host = new Migrator({ db, provider: { getMigrations: async () => ({}) }, ...place });
    expect((await host.migrateToLatest()).error).toBeUndefined();
    const tables = async () =>
      (await db.introspection.getTables()).filter(
        (each) =>
          each.name.startsWith('dealbook') &&
          !each.name.startsWith('dealbook_migration') &&
          (place.migrationTableSchema === undefined || each.schema === place.migrationTableSchema),
      );
    expect(await tables()).toHaveLength(10);
    expect((await own.migrateDown()).error).toBeUndefined();
    expect(await tables()).toEqual([]);
    expect((await own.migrateToLatest()).error).toBeUndefined();
    const { deals } = kyselyRepositories(db, { tenantId: newTenant() });
    expect(await deals.append('d1', [opened()], 0)).toEqual({ status: 'appended', version: 1 });
  });
});
