import SqliteDatabase from 'better-sqlite3';
import { Kysely, MysqlDialect, PostgresDialect, SqliteDialect } from 'kysely';
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
