import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Data } from '../data/deal.ts';
import type { Request } from './engine.ts';
import type { Findings } from './probe.ts';

/** The folder of the bundles. */
const cache = 'node_modules/.cache/bench';

/** Bundles modules of this folder with the library, as an application would, to be run by plain Node. */
export async function bundle(modules: readonly string[]): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(modules.map((name) => [name.replace('/', '-'), `test/bench/${name}.ts`])),
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** A process that answers one request after the other. */
export interface Process {
  ask<T>(request: Request): Promise<T>;
  stop(): void;
}

/** Starts a bundled module that serves requests. */
export function start(module: string): Process {
  const child = forked(module, []);
  return {
    ask: <T>(request: Request) => asked<T>(child, request),
    stop: () => child.kill(),
  };
}

/** Runs a bundled module that finds out something about data, in a process of its own. */
export function find(module: string, { kind, deals }: Data): Promise<Findings> {
  return said<Findings>(forked(module, [kind, String(deals)]));
}

function forked(module: string, parameters: readonly string[]): ChildProcess {
  return fork(join(cache, `${module.replace('/', '-')}.mjs`), parameters, {
    // Code that waits for its next round is not thrown away.
    execArgv: ['--expose-gc', '--max-old-space-size=16000', '--no-flush-bytecode', '--enable-source-maps'],
    serialization: 'advanced',
  });
}

async function asked<T>(child: ChildProcess, request: Request): Promise<T> {
  child.send(request);
  const { answered, failed } = await said<{ readonly answered?: T; readonly failed?: string }>(child);
  if (failed !== undefined) throw new Error(failed);
  return answered as T;
}

/** The next message of a process. */
function said<T>(child: ChildProcess): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A process ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message: T) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
