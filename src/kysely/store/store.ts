import { type Kysely, sql } from 'kysely';
import { reading } from '../../options.ts';
import { type Engine, engineOf } from '../schema/engine.ts';
import { keyOf } from '../schema/key.ts';
import { openLock } from '../schema/protect-rows.ts';
import type { Db } from '../schema/tables.ts';
import { afterCommit, didGiveWay, unavailable } from './faults.ts';
import { inTurn } from './in-turn.ts';

/** The database of a host, opened for one tenant. */
export interface Store {
  readonly engine: Engine;
  /** The key of the tenant, for the condition of every statement. */
  readonly tenant: string;
  /**
   * Reads, with all statements on one connection. The view of one moment that it takes with `atOnce` is the host's where the
   * transaction is.
   *
   * @throws DealError `unavailable`.
   */
  read<T>(work: (db: Db) => Promise<T>, options?: { readonly atOnce?: boolean }): Promise<T>;
  /**
   * Writes all or nothing: in a transaction of its own, or in a part of the host's that leaves it usable. It is tried again
   * where another transaction was in its way, or where the work says so by throwing {@link overtaken}.
   *
   * @throws DealError `unavailable`, `indeterminate`.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

/** What a writing work throws once somebody else wrote what it was about to: it is to look again. */
export const overtaken: unique symbol = Symbol('overtaken');

/** How often something is tried again that others were in the way of. */
const retries = 20;
const savepoint = sql.id('dealbook');

/** Opens a database, or a transaction of the host's, for a tenant. */
export function storeOf<DB>(db: Kysely<DB>, tenantId: string): Store {
  const engine = engineOf(db);
  const tenant = keyOf(tenantId);
  const plain = reading('db', () => db.withoutPlugins()) as unknown as Db; // a plugin of the host's may rename columns
  const store = { engine, tenant };

  /** Whatever is done with a connection begins so. */
  async function opened<T>(connection: Db, work: (db: Db) => Promise<T>): Promise<T> {
    if (engine === 'postgres') await sql`select ${openLock(tenant)}`.execute(connection);
    return work(connection);
  }

  if (db.isTransaction) {
    const part = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
      await sql`savepoint ${savepoint}`.execute(plain);
      try {
        const result = await opened(plain, work);
        await sql`release savepoint ${savepoint}`.execute(plain);
        return result;
      } catch (error) {
        // Where the whole transaction is gone, so is the savepoint; what went wrong first is told.
        await sql`rollback to savepoint ${savepoint}`.execute(plain).catch(() => undefined);
        throw error;
      }
    };
    return {
      ...store,
      read: (work) => inTurn(db, () => opened(plain, work)).catch(rethrown),
      write: (work) => inTurn(db, () => tried(() => part(work), isOvertaken)).catch(rethrown),
    };
  }

  const own = async <T>(work: (db: Db) => Promise<T>, atOnce: boolean): Promise<T> => {
    let isDone = false;
    const transaction = plain.transaction();
    // Writers look again at what there is by now; on MariaDB and MySQL they lock no gaps between the rows of others, either.
    const isolation = atOnce ? 'repeatable read' : 'read committed';
    try {
      const isolated = engine === 'sqlite' ? transaction : transaction.setIsolationLevel(isolation);
      return await isolated.execute(async (trx) => {
        const result = await opened(trx, work);
        isDone = true;
        return result;
      });
    } catch (error) {
      throw isDone && !didGiveWay(error) ? afterCommit(error) : error;
    }
  };
  return {
    ...store,
    read: (work, { atOnce = false } = {}) =>
      (engine === 'postgres' || atOnce ? own(work, atOnce) : plain.connection().execute(work)).catch(
        rethrown,
      ),
    write: (work) =>
      tried(
        () => own(work, false),
        (error) => isOvertaken(error) || didGiveWay(error),
      ).catch(rethrown),
  };
}

async function tried<T>(work: () => Promise<T>, mayRetry: (error: unknown) => boolean): Promise<T> {
  for (let left = retries; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !mayRetry(error)) throw error;
    }
  }
}

function isOvertaken(error: unknown): boolean {
  return error === overtaken;
}

function rethrown(error: unknown): never {
  throw unavailable(error);
}
