import { randomUUID } from 'node:crypto';
import { kyselyRepositories, rebuildProjections, verifyProjections } from 'dealbook/kysely';
import { dealRepositoryContract } from 'dealbook/testing';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, databaseOf } from '../../support/databases/database.ts';
import { asTenant, newTenant } from '../../support/databases/in-databases.ts';
import { withoutDelay } from '../../support/databases/without-delay.ts';
import { sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';

const tables = [
  ...['dealbook_tenant', 'dealbook_append', 'dealbook_deal', 'dealbook_state', 'dealbook_visit'],
  ...['dealbook_membership', 'dealbook_task', 'dealbook_pipeline', 'dealbook_rate', 'dealbook_variant'],
];

const database = await databaseOf('PostgreSQL');

if (database === undefined) test.skip('on PostgreSQL, which is not there');
else
  describe('on PostgreSQL, as a role that is neither superuser nor owner', () =>
    locked(database as Required<Database>));

function locked({ db: owner, connect, drop }: Required<Database>): void {
  const role = `dealbook_${randomUUID().replaceAll('-', '')}`;
  const app: Kysely<unknown> = connect(`-c role=${role}`);
  const [ours, theirs] = [newTenant(), newTenant()];
  const repositories = (tenantId: string) => kyselyRepositories(app, { tenantId });

  beforeAll(async () => {
    const name = sql.id(role);
    await sql`create role ${name}`.execute(owner);
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(owner);
    const schema = sql.id(`${rows[0]?.schema}`);
    await sql`grant usage on schema ${schema} to ${name}`.execute(owner);
    await sql`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`.execute(
      owner,
    );
    for (const tenantId of [ours, theirs]) {
      const { deals, pipelines, rates, variants } = repositories(tenantId);
      const task = { id: 't', name: `Task of ${tenantId}`, assigneeId: 'kari' };
      await deals.append('d1', [opened({ name: tenantId }), event('TaskAdded', 2, { task })], 0);
      await pipelines.save(sales, 0);
      await rates.save('EUR', [{ date: '2026-10-01', currency: 'NOK', rate: 11 }]);
      await variants.save({ id: 'v', name: tenantId, report: 'winRate', options: {} }, 0);
    }
  });
  afterAll(async () => {
    await app.destroy();
    await sql`drop owned by ${sql.id(role)}`.execute(owner);
    await sql`drop role ${sql.id(role)}`.execute(owner);
    await drop();
  });

  test.each(tables)(
    'a statement that forgets its condition sees and changes our rows of %s only',
    async (table) => {
      const name = sql.table(table);
      const rows = await asTenant(app, ours, async (trx) => {
        const { rows } = await sql<{ tenant: string }>`select tenant from ${name}`.execute(trx);
        await sql`update ${name} set tenant = ${theirs} where tenant = ${theirs}`.execute(trx);
        await sql`delete from ${name} where tenant <> ${ours}`.execute(trx);
        return rows;
      });
      expect(new Set(rows.map(({ tenant }) => tenant))).toEqual(
        new Set(table === 'dealbook_tenant' ? [] : [ours]),
      );
      const all = await sql<{ tenant: string }>`select distinct tenant from ${name}`.execute(owner);
      expect(all.rows).toHaveLength(table === 'dealbook_tenant' ? 0 : 2); // a superuser is not locked out
    },
  );

  test('nothing is written for another tenant', async () => {
    const insert = (trx: Kysely<unknown>) =>
      sql`insert into dealbook_rate (tenant, base, currency, date, form) values (${theirs}, 'E', 'N', 'd', '{}')`.execute(
        trx,
      );
    await expect(asTenant(app, ours, insert)).rejects.toMatchObject({ code: '42501' });
  });

  test('nobody sees anything without saying whose rows are meant, before and after others did', async () => {
    const fresh = connect(`-c role=${role}`);
    await expect(sql`select * from dealbook_deal`.execute(fresh)).rejects.toMatchObject({ code: '42704' });
    await kyselyRepositories(fresh, { tenantId: ours }).deals.load('d1');
    expect((await sql`select * from dealbook_deal`.execute(fresh)).rows).toEqual([]);
    await fresh.destroy();
  });

  test('two tenants in one transaction of the host’s, at the same time, see each their own', async () => {
    const names = await app.transaction().execute(async (trx) => {
      const both = [ours, theirs].map((tenantId) => kyselyRepositories(trx, { tenantId }));
      return Promise.all(
        Array.from({ length: 10 }, async (_, i) => {
          const tasks = await both[i % 2]?.openTasks();
          return tasks?.map(({ name }) => name).join();
        }),
      );
    });
    expect(names).toEqual(Array.from({ length: 10 }, (_, i) => `Task of ${[ours, theirs][i % 2]}`));
  });

  test('the rows are verified and rebuilt', async () => {
    expect(await verifyProjections(app, { tenantId: ours })).toEqual({ deals: 1, differing: [] });
    expect(await rebuildProjections(app, { tenantId: ours })).toEqual({ deals: 1 });
  });

  const some = dealRepositoryContract.filter(({ name }) =>
    /tenants|everything|erase|feed|one moment|version win/.test(name),
  );
  test.each(some)('a repository $name', async ({ run }) => {
    const create = () => withoutDelay(repositories(newTenant()).deals, app);
    await expect(run(create, { rounds: 4, writers: 4, deals: 30 })).resolves.toBeUndefined();
  });
}
