// npx tsx examples/crm-service/main.ts, with PORT (default 3000) and SQLITE, a file (default in memory). Then:
// curl localhost:3000/deals --json '{"id":"d1","pipelineId":"typical-sale","ownerId":"kari"}'
// curl 'localhost:3000/tasks?assigneeId=kari'
// curl 'localhost:3000/board?pipelineId=typical-sale'

import SqliteDatabase from 'better-sqlite3';
import { directSale, typicalSale } from 'dealbook';
import { migrations } from 'dealbook/kysely';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { crmService } from './service.ts';

const { PORT = '3000', SQLITE = ':memory:' } = process.env;
const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new SqliteDatabase(SQLITE) }) });
const { error } = await new Migrator({
  db,
  provider: { getMigrations: async () => migrations },
  migrationTableName: 'dealbook_migration',
  migrationLockTableName: 'dealbook_migration_lock',
}).migrateToLatest();
if (error !== undefined) throw error;

const pipelines = [typicalSale, directSale];
const app = await crmService({ db, tenantId: 'acme', pipelines, currency: 'NOK', now: () => new Date() });
process.once('SIGINT', () => app.close().then(() => db.destroy()));
console.log(`The API is described at ${await app.listen({ port: Number(PORT) })}/openapi.json`);
