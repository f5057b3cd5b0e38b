import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Other people's engines to compare with: no dependencies of this package. */
const peers = {
  duckdb: { name: '@duckdb/node-api', version: '1.5.6-r.1' },
  arquero: { name: 'arquero', version: '8.0.0' }, // later ones need a package that the registry does not have
} as const;
export type Peer = keyof typeof peers;

/** Which of them an engine here asks: the one its name begins with. */
export function peerOf(engine: string): Peer | null {
  const [name] = engine.split('-') as [string];
  return Object.hasOwn(peers, name) ? (name as Peer) : null;
}

/** Installs a peer where nothing else is, unless it is there already; says whether that worked. */
export function installed(peer: Peer): boolean {
  const { name, version } = peers[peer];
  const folder = folderOf(peer);
  if (versionIn(folder, name) === version) return true;
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...options, '--prefix', folder, `${name}@${version}`], { stdio: 'pipe' });
    return true;
  } catch (error) {
    console.log(`${name}@${version} cannot be installed, so it is left out: ${reasonOf(error)}`);
    return false;
  }
}

/** The module of an installed peer. */
export async function load<T>(peer: Peer): Promise<T> {
  const { resolve: resolved } = createRequire(resolve(folderOf(peer), 'index.js'));
  return (await import(pathToFileURL(resolved(peers[peer].name)).href)) as T;
}

function folderOf(peer: Peer): string {
  return `node_modules/.cache/bench-peers/${peer}`;
}

function versionIn(folder: string, name: string): string | null {
  try {
    return JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8')).version;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  const { stderr } = error as { readonly stderr?: Buffer };
  return stderr?.toString().split('\n')[0] || String(error);
}
