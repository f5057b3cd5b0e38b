import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };

/** Lays the packed package out in a folder, as an installation does, with the dependencies that are here. */
export function packed(folder: string): void {
  if (!existsSync('dist')) execFileSync('npm', ['run', 'build'], { stdio: 'ignore' });
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(output('npm', pack)) as [{ filename: string }];
  const home = join(folder, 'node_modules', manifest.name);
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['xzf', join(folder, filename), '--strip-components=1', '-C', home]);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link);
  }
}

/** Where a runtime is: on the path, or in a folder for caches, into which it is installed if that is allowed. */
export function runtime(
  name: string,
  { version, install }: { readonly version: string; readonly install: boolean },
): string | undefined {
  const found = (process.env['PATH'] ?? '').split(delimiter).find((folder) => existsSync(join(folder, name)));
  if (found !== undefined) return join(found, name);
  const cache = resolve(`node_modules/.cache/${name}-${version}`);
  const command = join(cache, 'node_modules/.bin', name);
  if (!existsSync(command) && install) {
    const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', ...quiet, '--prefix', cache, `${name}@${version}`], { stdio: 'inherit' });
  }
  return existsSync(command) ? command : undefined;
}

/** What a program prints. */
export function output(command: string, args: readonly string[], folder = '.'): string {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
