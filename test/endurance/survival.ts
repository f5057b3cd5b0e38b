import { deepStrictEqual, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { kyselyRepositories, verifyProjections } from 'dealbook/kysely';
import type { Kysely } from 'kysely';
import { generator } from '../bench/data/random.ts';
import { drawnHistory, tenantId } from './drawn-history.ts';
import { type EngineName, openDatabase } from './open-database.ts';
import type { Server } from './servers.ts';

/** A writer that runs, and what it was told was recorded: the version of each deal by its number. */
interface Writer {
  readonly process: ChildProcess;
  readonly acknowledged: Map<number, number>;
  /** Once it was told so for the first time. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

/** How many deals a writer has for itself. */
const dealsOfWriter = 1_000_000;

export interface Kills {
  readonly engine: EngineName;
  readonly server: Server;
  /** The bundled writer. */
  readonly module: string;
  readonly times: number;
  readonly victim: 'writer' | 'server';
  readonly seed: number;
}

/**
 * Kills a writer, or the server it writes to, at random moments. After each kill every acknowledged append is there, and at the
 * end all that is there is the beginning of what was to be written, and its projections are equal to a replay.
 */
export async function survivesKills({ engine, server, module, times, victim, seed }: Kills): Promise<string> {
  const random = generator(seed);
  const acknowledged = new Map<number, number>();
  for (let kill = 0; kill < times; kill++) {
    const writer = startedWriter(module, engine, server.url, (seed * 100 + kill) * dealsOfWriter);
    await Promise.race([writer.begun, writer.ended]);
    await setTimeout(random() * 800);
    if (victim === 'writer') writer.process.kill('SIGKILL');
    else await server.kill();
    await writer.ended;
    if (victim === 'server') await server.start();
    for (const [number, version] of writer.acknowledged) acknowledged.set(number, version);
    const db = openDatabase(engine, server.url);
    await isThere(db, writer.acknowledged);
    await db.destroy();
  }
  const db = openDatabase(engine, server.url);
  const all = await isThere(db, acknowledged);
  const { deals, differing } = await verifyProjections(db, { tenantId });
  await db.destroy();
  deepStrictEqual(differing, []);
  const events = [...acknowledged.values()].reduce((sum, version) => sum + version, 0);
  return `${engine}: ${times} kills of the ${victim}: ${events} acknowledged events of ${acknowledged.size} deals are there (${all} deals in all), ${deals} projections equal to a replay`;
}

/** Looks for what was acknowledged; answers with the number of deals. */
async function isThere(db: Kysely<unknown>, acknowledged: ReadonlyMap<number, number>): Promise<number> {
  const { deals } = kyselyRepositories(db, { tenantId });
  const missing = new Map(acknowledged);
  let count = 0;
  for await (const chunk of deals.histories({})) {
    for (const history of chunk) {
      count++;
      const number = Number(history[0].dealId.slice(1));
      const version = missing.get(number) ?? 0;
      ok(history.length >= version, `Of deal ${number} ${history.length} events of ${version} are there.`);
      deepStrictEqual(history, drawnHistory(number).slice(0, history.length));
      missing.delete(number);
    }
  }
  deepStrictEqual([...missing.keys()], []);
  return count;
}

function startedWriter(module: string, engine: EngineName, url: string, first: number): Writer {
  const child = spawn(process.execPath, [module, engine, url, `${first}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<number, number>();
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  const begun = new Promise<void>((resolve) => lines.once('line', () => resolve()));
  lines.on('line', (line) => {
    const [, number, version] = /^(\d+) (\d+)$/.exec(line) ?? []; // the last one may be cut off
    if (number !== undefined) acknowledged.set(Number(number), Number(version));
  });
  const closed = new Promise<void>((resolve) => lines.once('close', () => resolve()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { process: child, acknowledged, begun, ended: Promise.all([closed, gone]).then(() => undefined) };
}
