import { kyselyRepositories } from 'dealbook/kysely';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { keyOf } from '../../../src/kysely/schema/key.ts';
import { deleteRowsOfDeals, rowsOfDeals } from '../../../src/kysely/schema/rows-of-deals.ts';
import type { Db } from '../../../src/kysely/schema/tables.ts';
import { allDatabases, asTenant, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { opened } from '../../support/events.ts';

const ids = ['d1', 'D1', "'", '"', '\\', '\n', '[]', 'ø', '😀', 'd1 '];
const heads = { table: 'dealbook_deal', columns: sql`deal` };
const openings = (given: readonly string[]) =>
  given.map((id) => ({ id, events: [{ ...opened(), dealId: id }] as const, expectedVersion: 0 }));

await inDatabases(allDatabases, (db, name) => {
  const engine = name === 'SQLite' ? 'sqlite' : name === 'MariaDB' ? 'mysql' : 'postgres';
  const [tenant, other] = [newTenant(), newTenant()];

  /** Does something to the tenant's rows. */
  const within = <T>(work: (trx: Db) => Promise<T>): Promise<T> =>
    asTenant(db, tenant, (trx) => work(trx as unknown as Db));
  const found = (deals: readonly string[]): Promise<string[]> =>
    within(async (trx) => {
      const { rows } = await rowsOfDeals<{ deal: string }>({ engine, tenant }, heads, deals).execute(trx);
      return rows.map(({ deal }) => deal);
    });

  test('the rows of deals are found by their keys, whatever is in them, and deleted', async () => {
    for (const tenantId of [tenant, other])
      await kyselyRepositories(db, { tenantId }).deals.appendMany(openings(ids));
    for (const id of ids) expect(await found([keyOf('none'), keyOf(id)])).toEqual([keyOf(id)]);
    expect(await found(ids.map(keyOf))).toHaveLength(ids.length);
    await within((trx) => deleteRowsOfDeals({ engine, tenant }, 'dealbook_deal', [keyOf('d1')]).execute(trx));
    expect(await found(ids.map(keyOf))).toHaveLength(ids.length - 1);
    expect(await found([keyOf('D1'), keyOf('d1')])).toEqual([keyOf('D1')]);
  });

  if (engine !== 'postgres') return;

  test('each is looked up in an index before any row was counted', async () => {
    const many = Array.from({ length: 5_000 }, (_, number) => `deal ${number}`);
    await kyselyRepositories(db, { tenantId: tenant }).deals.appendMany(openings(many));
    const some = many.slice(0, 500);
    const statements = [
      rowsOfDeals({ engine, tenant }, { ...heads, isHeld: true }, some),
      deleteRowsOfDeals({ engine, tenant }, 'dealbook_visit', some),
    ];
    for (const statement of statements) {
      const { rows } = await within((trx) =>
        sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(trx),
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(
        /Index (Only )?Scan using dealbook_(deal|visit)_key .*\n.*tenant = .* AND .*deal = /,
      );
      expect(plan).not.toMatch(/Seq Scan|Bitmap/);
    }
  });
});
