import { kyselyRepositories, verifyProjections } from 'dealbook/kysely';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { allDatabases, asTenant, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { event, moved, opened } from '../../support/events.ts';
import { anyHistoryOf } from '../../support/random-events.ts';
import { runs } from '../../support/runs.ts';

await inDatabases(allDatabases, (db) => {
  test('finds nothing after any appends, one by one or together, and after an erasure', async () => {
    const long = 'Ø'.repeat(500);
    await fc.assert(
      fc.asyncProperty(
        anyHistoryOf('d1'),
        anyHistoryOf(long),
        anyHistoryOf('__proto__'),
        async (...histories) => {
          const tenantId = newTenant();
          const { deals } = kyselyRepositories(db, { tenantId });
          for (const history of histories.slice(1))
            for (const [version, each] of history.entries()) await deals.append(each.dealId, [each], version);
          const [first] = histories;
          await deals.appendMany([
            { id: 'd1', events: first.slice(0, 1), expectedVersion: 0 },
            ...(first.length > 1 ? [{ id: 'd1', events: first.slice(1), expectedVersion: 1 }] : []),
          ]);
          await deals.erase('__proto__');
          expect(await verifyProjections(db, { tenantId, chunkSize: 2 })).toEqual({
            deals: 3,
            differing: [],
          });
        },
      ),
      { numRuns: runs(8) },
    );
  });

  test('names the deals whose rows say anything else than their events', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    const ids = [
      'amount',
      'path',
      'state',
      'no state',
      'visit',
      'no visit',
      'no row',
      'right',
      'task',
      'pipeline',
    ];
    for (const dealId of ids) {
      const task = { id: 't', name: 'Call', assigneeId: 'kari' };
      const history = [opened(), moved('contact', 'offer', 2), event('TaskAdded', 3, { task })];
      await deals.append(
        dealId,
        history.map((each) => ({ ...each, dealId })),
        0,
      );
    }
    const ours = sql`where tenant = ${tenantId} and deal =`;
    for (const change of [
      sql`update dealbook_deal set potential = '100.01' ${ours} 'amount'`,
      sql`update dealbook_deal set path = 'sales:contact|open' ${ours} 'path'`,
      sql`update dealbook_state set until_at = until_at - 1 ${ours} 'state' and seq = 1`,
      sql`delete from dealbook_state ${ours} 'no state' and seq = 2`,
      sql`update dealbook_visit set left_at = left_at + 1 ${ours} 'visit'`,
      sql`delete from dealbook_visit ${ours} 'no visit'`,
      sql`delete from dealbook_deal ${ours} 'no row'`,
      sql`update dealbook_task set assignee = 'Kari' ${ours} 'task'`,
      sql`delete from dealbook_membership ${ours} 'pipeline'`,
      sql`insert into dealbook_membership (tenant, pipeline, deal) values (${tenantId}, 'sales', 'nobody')`,
    ])
      await asTenant(db, tenantId, (trx) => change.execute(trx));
    const { deals: count, differing } = await verifyProjections(db, { tenantId, chunkSize: 3 });
    expect(count).toBe(11);
    expect([...differing].sort()).toEqual([...ids.filter((id) => id !== 'right'), 'nobody'].sort());
  });

  test('refuses what it does not know', async () => {
    await expect(verifyProjections(db, { tenantId: '' })).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(verifyProjections(db, { tenant: 'a' } as never)).rejects.toMatchObject({
      code: 'invalid-option',
    });
    await expect(verifyProjections({} as never, { tenantId: 'a' })).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });
});
