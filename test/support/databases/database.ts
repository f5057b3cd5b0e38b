import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, MysqlDialect, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { createPool } from 'mysql2';
import pg from 'pg';
import { pgliteDialect } from '../../../examples/support/pglite-dialect.ts';
import { migrated } from './migrated.ts';

/** A database of its own for a file of tests, with dealbook's tables in it; dropped at the end. */
export interface Database {
  readonly db: Kysely<unknown>;
  /** Another way in, with what PostgreSQL is to be told first of all. */
  connect?(settings: string): Kysely<unknown>;
  drop(): Promise<void>;
}

export type DatabaseName = 'SQLite' | 'PGlite' | 'PostgreSQL' | 'MariaDB';

const makers: { readonly [N in DatabaseName]: (name: string) => Promise<Database> } = {
  async SQLite() {
    const db = new Kysely<unknown>({
      dialect: new SqliteDialect({ database: new SqliteDatabase(process.env['SQLITE_FILE'] ?? ':memory:') }),
    });
    return { db, drop: () => db.destroy() };
  },
  async PGlite() {
    const db = new Kysely<unknown>({ dialect: pgliteDialect(new PGlite()) });
    return { db, drop: () => db.destroy() };
  },
  async PostgreSQL(name) {
    const connectionString = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
    const connect = (settings: string) => {
      const pool = new pg.Pool({ connectionString, options: `-c search_path=${name} ${settings}`, max: 40 });
      pool.on('connect', (client) => client.on('error', () => undefined)); // whoever uses it is told
      return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    };
    const db = connect('');
    await reached(db, db.schema.createSchema(name).execute());
    const drop = async (): Promise<void> => {
      await db.schema.dropSchema(name).cascade().execute();
      await db.destroy();
    };
    return { db, connect, drop };
  },
  async MariaDB(name) {
    const uri = process.env['MARIADB_URL'] ?? 'mysql://root@127.0.0.1:3306/test';
    const server = new Kysely<unknown>({ dialect: new MysqlDialect({ pool: createPool({ uri }) }) });
    await reached(server, sql`create database ${sql.id(name)}`.execute(server));
    const pool = createPool({ uri, database: name, connectionLimit: 40 });
    const db = new Kysely<unknown>({ dialect: new MysqlDialect({ pool }) });
    const drop = async (): Promise<void> => {
      await db.destroy();
      await sql`drop database ${sql.id(name)}`.execute(server);
      await server.destroy();
    };
    return { db, drop };
  },
};

/** Where a server cannot be reached, its connections are closed. */
async function reached(db: Kysely<unknown>, attempt: Promise<unknown>): Promise<void> {
  try {
    await attempt;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * A new database with dealbook's tables; undefined, and said so, where its server is not reached. With CI set nothing is skipped.
 */
export async function databaseOf(name: DatabaseName): Promise<Database | undefined> {
  try {
    return await newDatabase(name);
  } catch (error) {
    if (process.env['CI'] || !isUnreached(error)) throw error;
    console.warn(`skipped, as there is no ${name}: ${(error as Error).message}`);
    return undefined;
  }
}

function isUnreached(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT';
}

async function newDatabase(name: DatabaseName): Promise<Database> {
  const own = `dealbook_${randomUUID().replaceAll('-', '')}`;
  const database = await makers[name](own);
  try {
    await migrated(database.db, name === 'PostgreSQL' ? own : undefined);
    return database;
  } catch (error) {
    await database.drop();
    throw error;
  }
}
