import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { freePort } from '../support/databases/free-port.ts';
import { postgresqlPrograms } from '../support/databases/postgresql-programs.ts';
import { serverUser } from '../support/databases/server-user.ts';
import { type EngineName, openDatabase } from './open-database.ts';

/** A server of our own, with its data in a temporary folder. */
export interface Server {
  readonly url: string;
  /** Kills all its processes at once, with no chance to write anything. */
  kill(): Promise<void>;
  /** Starts it on what is on the disk, and waits until it answers. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a server of an engine; of SQLite, which has none, there is only the file. */
export async function newServer(engine: EngineName): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'dealbook-endurance-'));
  const removed = (): void => rmSync(folder, { recursive: true, force: true });
  const nothing = async (): Promise<void> => undefined;
  if (engine === 'SQLite')
    return {
      url: join(folder, 'deals.sqlite'),
      kill: nothing,
      start: nothing,
      remove: async () => removed(),
    };
  const port = await freePort();
  const { user, command, url, prepare } = { PostgreSQL: postgresql, MariaDB: mariadb }[engine](folder, port);
  const own = serverUser(user);
  if (own.uid !== undefined && own.gid !== undefined) chownSync(folder, own.uid, own.gid);
  const [making, ...madeWith] = prepare;
  execFileSync(making, madeWith, { ...own, stdio: 'ignore' });
  let child: ChildProcess | undefined;
  const server: Server = {
    url,
    async start() {
      const [program, ...words] = command;
      child = spawn(program, words, { ...own, detached: true, stdio: 'ignore' }); // a group of its own
      await answering(engine, url);
    },
    async kill() {
      const { pid } = child as ChildProcess;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      const group = engine === 'PostgreSQL' ? childrenOf(pid as number) : [];
      for (const each of [pid as number, ...group]) killed(each);
      await ended;
    },
    async remove() {
      await server.kill();
      removed();
    },
  };
  await server.start();
  return server;
}

interface Recipe {
  readonly user: 'postgres' | 'mysql';
  readonly prepare: readonly [string, ...string[]];
  readonly command: readonly [string, ...string[]];
  readonly url: string;
}

function postgresql(folder: string, port: number): Recipe {
  const bin = postgresqlPrograms() ?? ''; // else those on the path
  const data = join(folder, 'data');
  return {
    user: 'postgres',
    prepare: [join(bin, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust'],
    command: [join(bin, 'postgres'), '-D', data, '-p', `${port}`, '-h', '127.0.0.1', '-k', folder],
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
  };
}

function mariadb(folder: string, port: number): Recipe {
  const data = `--datadir=${join(folder, 'data')}`;
  return {
    user: 'mysql',
    prepare: ['mariadb-install-db', '--no-defaults', data, '--auth-root-authentication-method=normal'],
    command: [
      'mariadbd',
      ...['--no-defaults', data, `--port=${port}`, '--bind-address=127.0.0.1'],
      ...[`--socket=${join(folder, 's')}`, `--pid-file=${join(folder, 'pid')}`],
    ],
    url: `mysql://root@127.0.0.1:${port}/test`,
  };
}

/** Each connection to PostgreSQL is a process. */
function childrenOf(pid: number): number[] {
  const found = execFileSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' });
  return found.trim().split(/\s+/).map(Number);
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone by itself.
  }
}

async function answering(engine: EngineName, url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const db: Kysely<unknown> = openDatabase(engine, url);
    try {
      await sql`select 1`.execute(db);
      return;
    } catch (error) {
      if (tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await db.destroy();
    }
  }
}
