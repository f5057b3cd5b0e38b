import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { migrated } from '../support/databases/migrated.ts';
import { followsMixedLoad } from './mixed-load.ts';
import { type EngineName, openDatabase } from './open-database.ts';
import { newServer } from './servers.ts';
import { survivesKills } from './survival.ts';

// Whether what was answered survives, and whether what follows stays right: on servers of our own, which may be killed.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    kills: { type: 'string', default: '50' },
    'server-kills': { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    engines: { type: 'string', default: 'PostgreSQL,MariaDB,SQLite' },
  },
});
const [minutes, kills, serverKills, seed] = [
  Number(values.minutes),
  Number(values.kills),
  Number(values['server-kills']),
  Number(values.seed),
];
const folder = mkdtempSync('node_modules/.cache/endurance-');
const module = join(folder, 'writer.mjs');
await build({
  ...{ entryPoints: ['test/endurance/writer.ts'], outfile: module, bundle: true, packages: 'external' },
  ...{ platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' },
  alias: { dealbook: './src/index.ts', 'dealbook/kysely': './src/kysely/index.ts' },
});
try {
  for (const engine of values.engines.split(',') as EngineName[]) {
    const server = await newServer(engine);
    try {
      const db = openDatabase(engine, server.url);
      await migrated(db);
      await db.destroy();
      const given = { engine, server, module };
      console.log(await survivesKills({ ...given, times: kills, victim: 'writer', seed }));
      if (engine !== 'SQLite')
        console.log(await survivesKills({ ...given, times: serverKills, victim: 'server', seed: seed + 1 }));
      console.log(await followsMixedLoad({ engine, url: server.url, minutes, seed }));
    } finally {
      await server.remove();
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
