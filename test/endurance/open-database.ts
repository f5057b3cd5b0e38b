import SqliteDatabase from 'better-sqlite3';
import { migrations } from 'dealbook/kysely';
import { Kysely, Migrator, MysqlDialect, PostgresDialect, SqliteDialect } from 'kysely';
import { createPool } from 'mysql2';
import pg from 'pg';

export type EngineName = 'PostgreSQL' | 'MariaDB' | 'SQLite';

/** A way into a database. */
export function openDatabase(engine: EngineName, url: string): Kysely<unknown> {
  switch (engine) {
    case 'PostgreSQL': {
      const pool = new pg.Pool({ connectionString: url, max: 8 });
      for (const each of ['error', 'connect'] as const)
        pool.on(each, (client: unknown) => {
          if (each === 'connect') (client as pg.PoolClient).on('error', () => undefined); // whoever uses it is told
        });
      return new Kysely({ dialect: new PostgresDialect({ pool }) });
    }
    case 'MariaDB':
      return new Kysely({
        dialect: new MysqlDialect({ pool: createPool({ uri: url, connectionLimit: 8 }) }),
      });
    case 'SQLite': {
      const database = new SqliteDatabase(url);
      database.pragma('journal_mode = wal');
      return new Kysely({ dialect: new SqliteDialect({ database }) });
    }
  }
}

/** Makes dealbook's tables. */
export async function migrated(db: Kysely<unknown>): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'dealbook_migration',
    migrationLockTableName: 'dealbook_migration_lock',
  }).migrateToLatest();
  if (error !== undefined) throw error;
}
