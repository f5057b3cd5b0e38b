import { DealError, isDealError } from '../../errors.ts';
import { preview } from '../../text.ts';

/** What drivers tell of an error; each in its own way. */
interface Fault {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** A transaction that gave way to another: of PostgreSQL, then of MariaDB and MySQL, then of SQLite. */
const gaveWay: readonly unknown[] = ['40001', '40P01', 'ER_LOCK_DEADLOCK', 'SQLITE_BUSY_SNAPSHOT'];
/** Others after which it is certain that a commit did not happen. */
const refused: readonly unknown[] = ['ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY', 'SQLITE_LOCKED'];

/** Whether a transaction was undone because others were in its way, so that it may be tried again. */
export function didGiveWay(error: unknown): boolean {
  return gaveWay.includes(faultOf(error).code);
}

/** What to throw for an error of the store that kept something from happening. */
export function unavailable(error: unknown): unknown {
  return isDealError(error) ? error : told('unavailable', error);
}

/** What to throw for an error while committing: it may have happened, unless the store says that it was refused. */
export function afterCommit(error: unknown): unknown {
  const { code } = faultOf(error);
  const isRefused = didGiveWay(error) || refused.includes(code) || /^23/.test(`${code}`);
  return isRefused ? told('unavailable', error) : told('indeterminate', error);
}

function told(code: 'unavailable' | 'indeterminate', cause: unknown): DealError {
  const { message } = faultOf(cause);
  const problem = typeof message === 'string' ? message : preview(cause);
  const what = code === 'unavailable' ? 'It did not happen' : 'It may have happened or not';
  return Object.assign(new DealError(code, `${what}: ${problem}`, { problem }), { cause });
}

function faultOf(error: unknown): Fault {
  return typeof error === 'object' && error !== null ? error : {};
}
