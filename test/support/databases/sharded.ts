import { readFileSync } from 'node:fs';
import { Kysely, type LogEvent, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrated } from './migrated.ts';
import { serversOf } from './servers.ts';

/** Two shards behind a coordinator, as the guide sets them up: three servers of PostgreSQL. */
export interface Sharded {
  readonly coordinator: Kysely<unknown>;
  readonly shards: readonly Kysely<unknown>[];
  /** The plan of each statement over deals that the coordinator is given meanwhile. */
  plansOf(work: () => Promise<unknown>): Promise<readonly string[]>;
  /** Ends the second shard at once. */
  killShard(): Promise<void>;
  /** Counts the shards' rows anew, for the planners. */
  analyze(): Promise<void>;
  stop(): Promise<void>;
}

/** Undefined, and said so, where the programs of a server are missing. */
export async function sharded(): Promise<Sharded | undefined> {
  const started = await serversOf(3);
  if (started === undefined) return undefined;
  const [first, ...others] = started.servers;
  let asked: LogEvent['query'][] = [];
  const open = (port: number | undefined): Kysely<unknown> => {
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    pool.on('error', () => undefined); // a server is killed
    return new Kysely<unknown>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => void asked.push(query),
    });
  };
  const coordinator = open(first?.port);
  const shards = others.map(({ port }) => open(port));
  const [onShard = '', forShard = '', once = ''] = statementsOfGuide();
  for (const [index, shard] of shards.entries()) {
    await migrated(shard);
    await sql.raw(onShard).execute(shard);
    const place = { host: '127.0.0.1', port: others[index]?.port, dbname: 'postgres' };
    const statements = Object.entries(place).reduce(
      (text, [name, value]) => text.replace(new RegExp(`\\b${name} '.*?'`), `${name} '${value}'`),
      forShard.replaceAll('shard_1', `shard_${index + 1}`),
    );
    await sql.raw(statements).execute(coordinator);
  }
  await sql.raw(once).execute(coordinator);

  return {
    coordinator,
    shards,
    async plansOf(work) {
      asked = [];
      await work();
      const statements = asked.filter(
        ({ sql: text }) => text.includes('dealbook_') && !text.includes('set_config'),
      );
      const plans = [];
      for (const { sql: text, parameters } of statements) {
        const values = parameters.map((value) => sql`${value}`);
        const [start = '', ...rest] = text.split(/\$\d+/);
        const again = rest.flatMap((part, index) => [values[index] ?? sql``, sql.raw(part)]);
        const explained = sql<{
          'QUERY PLAN': string;
        }>`explain (verbose) ${sql.join([sql.raw(start), ...again], sql``)}`;
        const { rows } = await explained.execute(coordinator);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return plans;
    },
    async killShard() {
      await others[1]?.kill();
    },
    async analyze() {
      for (const shard of shards) await sql`analyze`.execute(shard);
    },
    async stop() {
      await Promise.all([coordinator, ...shards].map((db) => db.destroy()));
      await started.stop();
    },
  };
}

/** What the guide says is to be done on each shard, for each shard on the coordinator, and there once. */
function statementsOfGuide(): string[] {
  const [guide = ''] = readFileSync('src/kysely/distributed.md', 'utf8').split('\n## Citus');
  return [...guide.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, text = '']) => text);
}
