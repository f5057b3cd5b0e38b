import { kyselyRepositories, rebuildProjections, verifyProjections } from 'dealbook/kysely';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { definePipeline, openTasks, typicalSale } from '../../../src/index.ts';
import { allDatabases, asTenant, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { event, moved, opened } from '../../support/events.ts';

const led = { pipelineId: 'typical-sale', stageId: 'initial-contact' };

await inDatabases(allDatabases, (db) => {
  test('makes the rows of a tenant anew, and nobody else’s', async () => {
    const [tenantId, other] = [newTenant(), newTenant()];
    for (const each of [tenantId, other]) {
      const { deals } = kyselyRepositories(db, { tenantId: each });
      for (const dealId of ['d1', 'd2', 'd3', 'erased'])
        await deals.append(dealId, [opened({ dealId }), { ...moved('contact', 'offer', 2), dealId }], 0);
      await deals.erase('erased');
      await asTenant(db, each, async (trx) => {
        await sql`delete from dealbook_visit where tenant = ${each}`.execute(trx);
        await sql`delete from dealbook_deal where tenant = ${each} and deal in ('d2', 'erased')`.execute(trx);
        await sql`update dealbook_deal set deal = 'd4' where tenant = ${each} and deal = 'd3'`.execute(trx);
      });
    }
    expect(await rebuildProjections(db, { tenantId, chunkSize: 2 })).toEqual({ deals: 3 });
    expect(await verifyProjections(db, { tenantId })).toEqual({ deals: 4, differing: [] });
    expect((await verifyProjections(db, { tenantId: other })).differing).toHaveLength(5);
    const { deals } = kyselyRepositories(db, { tenantId });
    await expect(deals.append('erased', [opened({ dealId: 'erased' })], 0)).rejects.toMatchObject({
      code: 'deal-erased',
    });
    const won = { ...event('DealWon', 9, {}), dealId: 'd2' };
    expect(await deals.append('d2', [won], 2)).toEqual({ status: 'appended', version: 3 });
  });

  test('lets open tasks follow from the pipeline as it is by now', async () => {
    const tenantId = newTenant();
    const { deals, pipelines, openTasks: tasks } = kyselyRepositories(db, { tenantId });
    const history = [opened(led)] as const;
    await deals.append('d1', history, 0);
    expect(await tasks()).toEqual([]); // nothing is known of the pipeline
    await pipelines.save(typicalSale, 0);
    await rebuildProjections(db, { tenantId });
    expect(await tasks({ assigneeId: 'kari' })).toEqual(openTasks([history], [typicalSale]));
    const [stage] = typicalSale.stages;
    const renamed = { ...stage, tasks: [{ id: 'greet', name: 'Greet' }], requires: [] };
    const revised = definePipeline({
      ...typicalSale,
      stages: [renamed, ...typicalSale.stages.slice(1)],
    } as never);
    await pipelines.save(revised, 1);
    expect((await verifyProjections(db, { tenantId })).differing).toEqual(['d1']);
    await rebuildProjections(db, { tenantId });
    expect((await tasks()).map(({ name }) => name)).toEqual(['Greet']);
  });

  test('loses nothing that is appended meanwhile', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    const write = async (dealId: string) => {
      await deals.append(dealId, [opened({ dealId })], 0);
      for (let version = 1; version < 12; version++) {
        const each = { ...event('DealReassigned', 2, { ownerId: `${version}` }), dealId };
        expect((await deals.append(dealId, [each], version)).status).toBe('appended');
      }
    };
    const rebuild = async () => {
      for (let round = 0; round < 6; round++) await rebuildProjections(db, { tenantId, chunkSize: 2 });
    };
    await Promise.all([...['a', 'b', 'c', 'd', 'e'].map(write), rebuild(), rebuild()]);
    expect(await verifyProjections(db, { tenantId })).toEqual({ deals: 5, differing: [] });
  });
});

await inDatabases(['PostgreSQL', 'PGlite'], (db) => {
  test('takes in what another server had numbered higher than this one has counted', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    const taken = (ownerId: string) => [event('DealReassigned', 2, { ownerId })];
    await deals.append('d1', [opened({})], 0);
    await asTenant(db, tenantId, async (trx) => {
      await sql`update dealbook_append set position = position + 1000000, xid = xid + 1000000
        where tenant = ${tenantId}`.execute(trx);
    });
    await deals.append('d1', taken('ola'), 1);
    await rebuildProjections(db, { tenantId });
    await deals.append('d1', taken('eva'), 2);
    const { changes } = await deals.changes(undefined, 10);
    expect(changes.map((change) => 'version' in change && change.version)).toEqual([1, 2, 3]);
    const streamed: number[] = [];
    for await (const chunk of deals.histories({})) for (const history of chunk) streamed.push(history.length);
    expect(streamed).toEqual([3]);
    expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
  });
});
