import type { Kysely } from 'kysely';
import { databaseOf } from './database.ts';

/** A database of SQLite in memory, with dealbook's tables, for whoever does not mind who else uses it. */
export const sqlite: Kysely<unknown> = await databaseOf('SQLite').then((database) => {
  if (database === undefined) throw new Error('There is no SQLite.');
  return database.db;
});
