import type { Kysely } from 'kysely';
import { notPossible } from '../../options.ts';

/** Which SQL a database speaks; MariaDB and MySQL are one. */
export type Engine = 'postgres' | 'sqlite' | 'mysql';

/**
 * The engine behind a Kysely, told by what its adapter can do: its class may come from another copy of Kysely, or from a
 * dialect of the host's.
 *
 * @throws DealError `invalid-option` for what is no Kysely, or one of another engine.
 */
export function engineOf(db: unknown): Engine {
  const adapter = adapterOf(db);
  if (adapter?.supportsReturning === true) return adapter.supportsTransactionalDdl ? 'postgres' : 'sqlite';
  if (adapter?.supportsTransactionalDdl === false) return 'mysql';
  throw notPossible('db', 'a Kysely of PostgreSQL, SQLite, MariaDB or MySQL', db);
}

function adapterOf(db: unknown): Partial<ReturnType<Kysely<unknown>['getExecutor']>['adapter']> | undefined {
  const { getExecutor } = (db ?? {}) as Partial<Kysely<unknown>>;
  return typeof getExecutor === 'function' ? getExecutor.call(db as Kysely<unknown>)?.adapter : undefined;
}
