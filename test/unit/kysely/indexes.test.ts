import SqliteDatabase from 'better-sqlite3';
import { kyselyRepositories, migrations } from 'dealbook/kysely';
import { type CompiledQuery, Kysely, SqliteDialect, sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { opened } from '../../support/events.ts';

const statements: CompiledQuery[] = [];
const db = new Kysely<unknown>({
  dialect: new SqliteDialect({ database: new SqliteDatabase(':memory:') }),
  log: ({ query }) => void statements.push(query),
});
afterAll(() => db.destroy());
for (const { up } of Object.values(migrations)) await up(db);
const { deals, openTasks } = kyselyRepositories(db, { tenantId: 'acme' });
await deals.append('d1', [opened()], 0);

/** How SQLite finds the rows for what something asks, table by table. */
async function plansOf(ask: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await ask();
  const asked = statements.filter((each) => each.sql.startsWith('select'));
  const plans: string[] = [];
  for (const { sql: text, parameters } of asked) {
    const values = parameters.map((value) => sql.val(value));
    const parts = text.split('?').map((part) => sql.raw(part));
    const statement = parts.map((part, index) => (index === 0 ? part : sql`${values[index - 1]}${part}`));
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.join(statement, sql``)}`.execute(
      db,
    );
    plans.push(...rows.map(({ detail }) => detail));
  }
  return plans;
}

async function readAll(query: object): Promise<void> {
  for await (const _ of deals.histories(query));
}

test.each([
  ['my tasks', 'dealbook_task_by_assignee_due_at', () => openTasks({ assigneeId: 'kari' })],
  [
    'the open deals of somebody',
    'dealbook_deal_by_owner_status_deal',
    () => readAll({ ownerId: 'kari', status: 'open' }),
  ],
  ['what was appended since', 'dealbook_append_by_position_number', () => deals.changes('0-7', 10)],
  [
    'the deals of a pipeline',
    'sqlite_autoindex_dealbook_membership_1',
    () => readAll({ pipelineId: 'sales' }),
  ],
])('%s is read from an index', async (_, index, ask) => {
  const plans = await plansOf(ask);
  expect(plans.join('\n')).toContain(index);
  expect(plans.filter((plan) => /^SCAN (?!m\b|c\b|\()/.test(plan))).toEqual([]);
});
