import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kyselyReports, kyselyRepositories } from 'dealbook/kysely';
import { type Kysely, sql } from 'kysely';
import { type DealEvent, dealBookFrom, salesFunnel } from '../../../src/index.ts';
import { type DatabaseName, databaseOf } from '../../support/databases/database.ts';
import { asTenant } from '../../support/databases/in-databases.ts';
import { type Data, drawn } from '../data/deal.ts';
import { median } from '../harness/median.ts';
import type { Findings } from '../harness/probe.ts';
import { bookOptions, historyOf, ownerId, pipelineId } from '../library/deals.ts';
import { peakOf } from './peak.ts';
import { rowsOf } from './rows.ts';

const tenantId = 'acme';
const appendsAtOnce = 5_000;

/** What one database takes for deals: to record them, to keep them, to answer from them. */
export async function databaseFindings(name: DatabaseName, data: Data): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'dealbook-bench-'));
  if (name === 'SQLite') process.env['SQLITE_FILE'] = join(folder, 'deals.sqlite');
  const database = await databaseOf(name);
  if (database === undefined) return {};
  const { db, drop } = database;
  if (name === 'SQLite') await sql`pragma journal_mode = wal`.execute(db);
  try {
    const imported = await importAll(db, data);
    const bytes = await bytesIn(db, name);
    return { ...imported, 'bytes per deal': bytes / data.deals, ...(await questions(db)) };
  } finally {
    await drop();
    rmSync(folder, { recursive: true });
  }
}

/** Records all deals; each that is open has a task. */
async function importAll(db: Kysely<unknown>, data: Data): Promise<Findings> {
  const { deals } = kyselyRepositories(db, { tenantId, pipelines: bookOptions.pipelines });
  let [events, milliseconds] = [0, 0];
  const record = async (histories: readonly DealEvent[][]): Promise<void> => {
    const appends = histories.map((each) => ({ id: `${each[0]?.dealId}`, events: each, expectedVersion: 0 }));
    const before = performance.now();
    await deals.appendMany(appends);
    milliseconds += performance.now() - before;
    for (const each of histories) events += each.length;
  };
  let some: DealEvent[][] = [];
  for (const deal of drawn(data)) {
    const history = historyOf(deal);
    const { dealId, at, type } = history.at(-1) as DealEvent;
    const task = { id: 'call', name: 'Call', assigneeId: ownerId(deal.owner) };
    if (type !== 'DealWon' && type !== 'DealLost') history.push({ type: 'TaskAdded', dealId, at, task });
    if (some.push(history) < appendsAtOnce) continue;
    await record(some);
    some = [];
  }
  if (some.length > 0) await record(some);
  return {
    'events per deal': events / data.deals,
    'events recorded a second': (1000 * events) / milliseconds,
  };
}

async function bytesIn(db: Kysely<unknown>, name: DatabaseName): Promise<number> {
  const asked = {
    PostgreSQL: sql<{ bytes: unknown }>`select sum(pg_total_relation_size(oid)) as bytes from pg_class
      where relkind = 'r' and relname like 'dealbook%' and relnamespace = current_schema()::regnamespace`,
    MariaDB: sql<{ bytes: unknown }>`select sum(data_length + index_length) as bytes
      from information_schema.tables where table_schema = database()`,
    SQLite: sql<{ bytes: unknown }>`select page_count * page_size as bytes
      from pragma_page_count, pragma_page_size`,
    PGlite: sql<{ bytes: unknown }>`select 0 as bytes`,
  };
  if (name === 'PostgreSQL') await sql`vacuum analyze`.execute(db);
  const { rows } = await asked[name].execute(db);
  return Number(rows[0]?.bytes);
}

/** The funnel of all deals inside the database and from a stream of them, and the tasks of one person. */
async function questions(db: Kysely<unknown>): Promise<Findings> {
  const { deals, openTasks } = kyselyRepositories(db, { tenantId, pipelines: bookOptions.pipelines });
  const reports = kyselyReports(db, { tenantId, ...bookOptions });
  const inside = () => reports.salesFunnel({ pipelineId });
  const streamed = async () =>
    salesFunnel(await dealBookFrom(deals.histories({}), bookOptions), { pipelineId });
  const rows = await rowsOf(db, inside);
  const paths = await asTenant(db, tenantId, (trx) =>
    sql<{ paths: unknown }>`select count(distinct path) as paths from dealbook_deal
      where tenant = ${tenantId}`.execute(trx),
  );
  const first = await timesOf(inside, streamed);
  const tasks = await timesOf(...[1, 2, 3].map((owner) => () => openTasks({ assigneeId: ownerId(owner) })));
  return {
    'funnel inside, ms': first[0] as number,
    'funnel of streamed deals, ms': first[1] as number,
    'funnel inside / of streamed deals': (first[0] as number) / (first[1] as number),
    'rows that the funnel inside moves': rows,
    'paths of all deals': Number(paths.rows[0]?.paths),
    'peak of the funnel inside, MB': await peakOf(inside),
    'peak of the funnel of streamed deals, MB': await peakOf(streamed),
    'tasks of one person': (await openTasks({ assigneeId: ownerId(1) })).length,
    'tasks of one person, ms': median(tasks),
  };
}

/** The medians of what is done in turn, three times each. */
async function timesOf(...works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < 3; round++) {
    for (const [index, work] of works.entries()) {
      const before = performance.now();
      await work();
      times[index]?.push(performance.now() - before);
    }
  }
  return times.map(median);
}
