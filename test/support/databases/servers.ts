import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of a test's own on loopback. */
export interface Server {
  readonly port: number;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/** Where the programs of the latest PostgreSQL are; undefined where there are none. */
function programs(): string | undefined {
  const base = '/usr/lib/postgresql';
  try {
    const [latest] = readdirSync(base).sort((a, b) => Number(b) - Number(a));
    return latest && join(base, latest, 'bin');
  } catch {
    return undefined;
  }
}

/** Root may not run PostgreSQL: its user does. */
function userOf(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * So many servers, each with an empty database `postgres`, for `postgres` without a password; undefined, and said so, where the
 * programs are missing. With CI set nothing is skipped.
 */
export async function serversOf(
  count: number,
): Promise<{ readonly servers: readonly Server[]; stop(): Promise<void> } | undefined> {
  const bin = programs();
  if (bin === undefined) {
    if (process.env['CI']) throw new Error('There are no programs of a PostgreSQL server.');
    console.warn('skipped, as there are no programs of a PostgreSQL server');
    return undefined;
  }
  const user = userOf();
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

async function started(program: string, data: string, user: ReturnType<typeof userOf>): Promise<Server> {
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
