import type { Migration } from 'kysely';
import { createTables, dropTables } from './create-tables.ts';

/**
 * The migrations that make and change dealbook's tables, by name, for Kysely's `Migrator`. Their names, and those of all
 * tables, begin with `dealbook`. They want a table of their own for what was done (`migrationTableName`): a second Migrator on the
 * host's refuses what it does not know. After one that changes a table, `rebuildProjections` of each tenant.
 *
 * On PostgreSQL the tables are made in the first schema of the search path, where they are looked for later; a Migrator that
 * is told no `migrationTableSchema` takes a table of that name in any schema for its own.
 *
 * On MariaDB, MySQL and SQLite a migration is no transaction. To take the first one back drops every table and what is in it.
 *
 * @example
 * ```ts
 * const names = Object.keys(migrations)
 * names // => ['dealbook_0001_tables']
 * // const migrator = new Migrator({
 * //   db,
 * //   provider: { getMigrations: async () => migrations },
 * //   migrationTableName: 'dealbook_migration',
 * //   migrationLockTableName: 'dealbook_migration_lock',
 * // })
 * ```
 */
export const migrations: Readonly<Record<string, Migration>> = Object.freeze({
  dealbook_0001_tables: Object.freeze({ up: createTables, down: dropTables }),
});
