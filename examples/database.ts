import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import {
  addTask,
  assertOpen,
  createDeal,
  type DealEvent,
  dealBookFrom,
  definePipeline,
  followDeals,
  loseDeal,
  money,
  moveDeal,
  type OpenDeal,
  openDeal,
  reportTable,
  salesFunnel,
  textTable,
  updateDeal,
  winDeal,
} from 'dealbook';
import { kyselyReports, kyselyRepositories, migrations } from 'dealbook/kysely';
import { type Dialect, Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pgliteDialect } from './support/pglite-dialect.ts';

// Deals in PostgreSQL: a server where DATABASE_URL says, else PGlite in a folder.
const url = process.env['DATABASE_URL'];
const folder = await mkdtemp(join(tmpdir(), 'dealbook-'));
const dialect: Dialect =
  url === undefined
    ? pgliteDialect(new PGlite(folder))
    : new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) });
const db = new Kysely<unknown>({ dialect });
const { error } = await new Migrator({
  db,
  provider: { getMigrations: async () => migrations },
  migrationTableName: 'dealbook_migration',
  migrationLockTableName: 'dealbook_migration_lock',
}).migrateToLatest();
if (error) throw error;

const sales = definePipeline({
  id: 'sales',
  name: 'Sales',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'First contact' },
    { id: 'offer', name: 'Offer' },
    { id: 'contract', name: 'Contract' },
  ],
});
const tenantId = `example-${process.pid}`;
const reading = { pipelines: [sales], currency: 'NOK' };
const { deals, openTasks } = kyselyRepositories(db, { tenantId, pipelines: [sales] });
const live = await followDeals(deals, reading);

// A day of a CRM, by two people.
const at = (time: string) => new Date(`2026-10-05T${time}:00Z`);
for (const [index, ownerId] of ['kari', 'ola', 'kari', 'ola'].entries()) {
  const potential = money(100_000 * (index + 1), 'NOK');
  await createDeal(
    deals,
    openDeal(sales, { id: `d${index + 1}`, ownerId, potential, at: at(`08:0${index}`) }),
  );
}
const change = (id: string, verb: (deal: OpenDeal) => readonly DealEvent[]) =>
  updateDeal(deals, id, (deal) => {
    assertOpen(deal);
    return verb(deal);
  });
const offered = (id: string, time: string) =>
  change(id, (deal) => moveDeal(deal, sales, { to: 'offer', at: at(time) }));
await Promise.all([offered('d1', '09:00'), offered('d2', '09:10'), offered('d3', '09:20')]);
const call = { id: 't1', name: 'Call back', dueAt: new Date('2026-10-07T08:00:00Z') };
await change('d3', (deal) => addTask(deal, sales, { task: call, at: at('12:00') }));
await change('d1', (deal) => winDeal(deal, sales, { at: at('15:00') }));
await change('d2', (deal) => loseDeal(deal, sales, { reason: 'price', at: at('16:00') }));

const { appended } = await live.refresh();
console.log(`Followed live: ${live.book.deals} deals, ${appended.length} of them new or changed`);
for (const { dealId, name } of await openTasks({ assigneeId: 'kari' }))
  console.log(`Kari is to do: ${name} (${dealId})`);

// The funnel, from the book that is followed, from one loaded anew, and computed inside the database.
const asked = { pipelineId: 'sales' };
const inMemory = salesFunnel(live.book, asked);
const anew = salesFunnel(await dealBookFrom(deals.histories({}), reading), asked);
const inDatabase = await kyselyReports(db, { tenantId, ...reading }).salesFunnel(asked);
console.log(textTable(reportTable(inDatabase)));
const areEqual = isDeepStrictEqual(inDatabase, inMemory) && isDeepStrictEqual(inMemory, anew);
console.log(`From the database and from memory: ${areEqual ? 'equal' : 'different'}`);

await db.destroy();
await rm(folder, { recursive: true });
if (!areEqual) process.exitCode = 1;
