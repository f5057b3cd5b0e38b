import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { postgresqlPrograms } from './postgresql-programs.ts';
import { type ServerUser, serverUser } from './server-user.ts';

/** A PostgreSQL server of a test's own on loopback. */
export interface Server {
  readonly port: number;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * So many servers, each with an empty database `postgres`, for `postgres` without a password; undefined, and said so, where the
 * programs are missing. With CI set nothing is skipped.
 */
export async function serversOf(
  count: number,
): Promise<{ readonly servers: readonly Server[]; stop(): Promise<void> } | undefined> {
  const bin = postgresqlPrograms();
  if (bin === undefined) {
    if (process.env['CI']) throw new Error('There are no programs of a PostgreSQL server.');
    console.warn('skipped, as there are no programs of a PostgreSQL server');
    return undefined;
  }
  const user = serverUser('postgres');
  const folder = mkdtempSync(join(tmpdir(), 'dealbook-servers-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const first = join(folder, '0');
  const settings = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), ['-D', first, ...settings], { ...user, stdio: 'ignore' });
  const copies = Array.from({ length: count }, (_, index) => join(folder, `${index}`));
  for (const copy of copies.slice(1)) execFileSync('cp', ['-a', first, copy]);
  const servers = await Promise.all(copies.map((data) => started(join(bin, 'postgres'), data, user)));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  return { servers, stop };
}

async function started(program: string, data: string, user: ServerUser): Promise<Server> {
  const port = await freePort();
  const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', port };
  const settings = Object.entries(own).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program, ['-D', data, ...settings], { ...user, stdio: 'ignore' });
  const kill = (): Promise<void> => ended(server);
  process.once('exit', () => server.kill('SIGQUIT'));
  await ready(server, port);
  return { port, kill };
}

function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  const end = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGQUIT');
  return end;
}

async function ready(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (server.exitCode !== null) throw new Error(`The server on port ${port} ended at its start.`);
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`The server on port ${port} did not start.`);
}
