import { kyselyRepositories, verifyProjections } from 'dealbook/kysely';
import { CamelCasePlugin, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  addTask,
  type DealHistory,
  money,
  openDeal,
  openTasks,
  replay,
  typicalSale,
  updateDeal,
} from '../../../src/index.ts';
import { allDatabases, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { isThorough, runs } from '../../support/runs.ts';

const takenOver = (dealId: string, ownerId: string) => ({
  ...event('DealReassigned', 2, { ownerId }),
  dealId,
});
const opening = (dealId: string) => opened({ dealId });

/** Texts that are SQL, or something else to a driver. */
const injections = [
  "'; drop table dealbook_deal; --",
  "\\'; drop table dealbook_deal; -- ",
  '" or 1 = 1 --',
  '`) or 1 = 1 #',
  '$1',
  ':name',
  '?',
  '%',
  '{"$date":1}',
];

await inDatabases(allDatabases, (db, name) => {
  test('what reads may write: an append within a stream', async () => {
    const { deals } = kyselyRepositories(db, { tenantId: newTenant(), chunkSize: 2 });
    const ids = ['d1', 'd2', 'd3', 'd4', 'd5'];
    for (const id of ids) await deals.append(id, [opening(id)], 0);
    const read: string[] = [];
    for await (const chunk of deals.histories({ status: 'open', ownerId: 'kari' })) {
      for (const history of chunk) read.push(`${history[0].dealId} ${history.length}`);
      for (const id of ids) {
        const version = (await deals.load(id))?.length ?? 0;
        await deals.append(id, [takenOver(id, 'ola')], version);
      }
      await deals.append(`z${read.length}`, [opening(`z${read.length}`)], 0);
    }
    expect(read).toEqual(ids.map((id) => `${id} 1`));
  });

  describe('in a transaction of the host’s', () => {
    test('a conflict is a value, and the host goes on', async () => {
      const tenantId = newTenant();
      await kyselyRepositories(db, { tenantId }).deals.append('d1', [opening('d1')], 0);
      await db.transaction().execute(async (trx) => {
        const { deals, rates } = kyselyRepositories(trx, { tenantId });
        expect(await deals.append('d1', [takenOver('d1', 'ola')], 0).catch(({ code }) => code)).toBe(
          'missing-opening',
        );
        expect(await deals.append('d1', [opened({ ownerId: 'ola' })], 0)).toEqual({
          status: 'conflict',
          actualVersion: 1,
        });
        expect(await deals.append('d1', [opening('d1')], 0)).toEqual({ status: 'duplicate', version: 1 });
        await rates.save('EUR', [{ date: '2026-10-01', currency: 'NOK', rate: 11 }]);
        const other = [
          { date: '2026-10-01', currency: 'NOK', rate: 12 },
          { date: '2026-10-01', currency: 'SEK', rate: 10 },
        ];
        await expect(rates.save('EUR', other)).rejects.toMatchObject({ code: 'duplicate-rate' });
        expect(await rates.load('EUR')).toHaveLength(1);
        expect(await deals.append('d1', [takenOver('d1', 'ola')], 1)).toEqual({
          status: 'appended',
          version: 2,
        });
        expect((await deals.load('d1'))?.length).toBe(2); // it sees what it wrote
        const read: number[] = [];
        for await (const chunk of deals.histories({})) for (const history of chunk) read.push(history.length);
        expect(read).toEqual([2]);
      });
      const { deals } = kyselyRepositories(db, { tenantId });
      expect((await deals.load('d1'))?.length).toBe(2);
      expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
    });

    test('what the host takes back did not happen', async () => {
      const tenantId = newTenant();
      const attempt = db.transaction().execute(async (trx) => {
        const { deals, pipelines } = kyselyRepositories(trx, { tenantId });
        await deals.append('d1', [opening('d1')], 0);
        await pipelines.save(sales, 0);
        throw new Error('taken back');
      });
      await expect(attempt).rejects.toThrow('taken back');
      const { deals, pipelines } = kyselyRepositories(db, { tenantId });
      expect(await deals.load('d1')).toBeUndefined();
      expect(await pipelines.list()).toEqual([]);
      expect((await deals.changes(undefined, 10)).changes).toEqual([]);
      expect(await deals.append('d1', [opening('d1')], 0)).toEqual({ status: 'appended', version: 1 });
    });

    // SQLite and PGlite have one connection: nobody else begins before the end of a transaction.
    if (name === 'SQLite' || name === 'PGlite') return;

    test('of two who open one deal, one is told', async () => {
      const tenantId = newTenant();
      const [one, two] = [await db.startTransaction().execute(), await db.startTransaction().execute()];
      const [first, second] = [one, two].map((trx) => kyselyRepositories(trx, { tenantId }).deals);
      expect(await second?.load('d1')).toBeUndefined(); // from here on a view of its own on MariaDB
      await first?.append('d1', [opening('d1')], 0);
      const late = second?.append('d1', [opened({ ownerId: 'ola' })], 0);
      await first?.append('d1', [takenOver('d1', 'eva')], 1);
      await one.commit().execute();
      expect(await late).toEqual({ status: 'conflict', actualVersion: 2 });
      expect(await second?.append('d1', [takenOver('d1', 'ola')], 2)).toEqual({
        status: 'appended',
        version: 3,
      });
      await two.commit().execute();
      const history = await kyselyRepositories(db, { tenantId }).deals.load('d1');
      expect(history?.length).toBe(3);
      expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
    });
  });

  test('ids of 2,000 characters, and those that collations take for one, are ids like any other', async () => {
    const random = (seed: number) =>
      Array.from({ length: 2_000 }, (_, i) =>
        String.fromCodePoint(0x4e00 + ((i * i * 31 + seed * 7_919 + i) % 20_000)),
      ).join('');
    const ids = ['a', 'A', 'a ', 'ä', 'a\u0308', '', 'x'.repeat(63), 'x'.repeat(64), random(1), random(2)];
    for (const tenantId of ids.filter((id) => id !== '')) {
      const { deals } = kyselyRepositories(db, { tenantId });
      for (const id of ids) {
        const places = { pipelineId: id, stageId: id, ownerId: id, customerId: id, channel: id };
        const task = { id, name: id, assigneeId: id };
        await deals.append(
          id,
          [opened({ dealId: id, ...places }), { ...event('TaskAdded', 2, { task }), dealId: id }],
          0,
        );
      }
    }
    for (const tenantId of ['a', random(1)]) {
      const { deals, openTasks } = kyselyRepositories(db, { tenantId, chunkSize: 3 });
      for (const id of ids) {
        for (const query of [{ ids: [id] }, { ownerId: id }, { pipelineId: id }]) {
          const found: string[] = [];
          for await (const chunk of deals.histories(query))
            for (const [{ dealId }] of chunk) found.push(dealId);
          expect(found).toEqual([id]);
        }
        expect((await openTasks({ assigneeId: id })).map((task) => task.dealId)).toEqual([id]);
      }
      const { changes } = await deals.changes(undefined, 100);
      if (name !== 'PostgreSQL') expect(changes.map(({ dealId }) => dealId)).toEqual(ids);
      await deals.erase(random(2));
      await expect(deals.append(random(2), [opening(random(2))], 0)).rejects.toMatchObject({
        code: 'deal-erased',
      });
      expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
    }
  });

  test('whatever a text says to a database, it comes back', async () => {
    for (const text of injections) {
      const { deals, pipelines, rates, variants } = kyselyRepositories(db, {
        tenantId: `${newTenant()}${text}`,
      });
      const history: DealHistory = [
        opened({
          ...{
            dealId: text,
            pipelineId: text,
            stageId: text,
            ownerId: text,
            customerId: text,
            channel: text,
          },
          ...{
            name: text,
            fields: { [text]: text },
            potential: money(100, text),
          },
        }),
        {
          ...event('DealLost', 3, { reason: text, otherReasons: [text], competitorId: text }),
          dealId: text,
          by: text,
        },
      ];
      await deals.append(text, history, 0);
      expect(await deals.load(text)).toEqual(history);
      await pipelines.save({ ...sales, id: text, name: text }, 0);
      expect((await pipelines.load(text))?.pipeline.name).toBe(text);
      await rates.save(text, [{ date: '2026-10-01', currency: `${text}!`, rate: '11' }]);
      expect((await rates.load(text))[0]?.currency).toBe(`${text}!`);
      await rates.remove(text, `${text}!`, '2026-10-01');
      expect(await rates.load(text)).toEqual([]);
      await variants.save({ id: text, name: text, report: 'winRate', options: {} }, 0);
      expect((await variants.load(text))?.variant.name).toBe(text);
      await expect(deals.changes(text, 1)).rejects.toMatchObject({ code: 'invalid-option' });
    }
  });

  test('open tasks are those that a replay of all histories gives', async () => {
    const { deals, pipelines, openTasks: tasks } = kyselyRepositories(db, { tenantId: newTenant() });
    await pipelines.save(typicalSale, 0);
    const histories = ['d1', 'd2', 'd3'].map((id, day): DealHistory => {
      const at = new Date(Date.UTC(2026, 9, 1 + day));
      const history = openDeal(typicalSale, { id, ownerId: day === 2 ? null : 'kari', potential: null, at });
      const input = { task: { id: 't', name: 'Call', assigneeId: 'ola' }, at };
      return [...history, ...addTask(replay(history) as never, typicalSale, input as never)] as never;
    });
    for (const history of histories) await deals.append(history[0].dealId, history, 0);
    const dueBefore = new Date(Date.UTC(2026, 9, 4));
    for (const options of [
      {},
      { assigneeId: 'kari' },
      { assigneeId: 'ola' },
      { assigneeId: null },
      { dueBefore },
    ])
      expect(await tasks(options)).toEqual(openTasks(histories, [typicalSale], options));
    await expect(tasks({ owner: 'kari' } as never)).rejects.toMatchObject({ code: 'invalid-option' });
  });

  test('a plugin of the host’s changes nothing', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db.withPlugin(new CamelCasePlugin()), { tenantId });
    await deals.append('d1', [opening('d1'), moved('contact', 'offer', 2)], 0);
    expect((await deals.load('d1'))?.length).toBe(2);
    expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
  });

  test('many appends are recorded in several transactions, and all refused with one of an erased deal', async () => {
    const { deals } = kyselyRepositories(db, { tenantId: newTenant() });
    const appends = Array.from({ length: 1_200 }, (_, i) => {
      const id = `d${i % 1_000}`;
      return i < 1_000
        ? { id, events: [opening(id)], expectedVersion: 0 }
        : { id, events: [takenOver(id, 'ola')], expectedVersion: 1 };
    });
    const answers = await deals.appendMany(appends);
    expect(answers.every(({ status }) => status === 'appended')).toBe(true);
    expect((await deals.appendMany(appends)).every(({ status }) => status === 'duplicate')).toBe(true);
    await deals.append('gone', [opening('gone')], 0);
    await deals.erase('gone');
    const more = [
      ...appends.map((append) => ({
        ...append,
        id: `e${append.id}`,
        events: append.events.map((each) => ({ ...each, dealId: `e${append.id}` })),
      })),
      { id: 'gone', events: [opening('gone')], expectedVersion: 0 },
    ];
    await expect(deals.appendMany(more)).rejects.toMatchObject({ code: 'deal-erased' });
    expect(await deals.load('ed0')).toBeUndefined();
  });

  const rounds = isThorough ? runs(20) : 5;
  test(`of 32 writers at one version of a deal one wins, in each of ${rounds} rounds`, async () => {
    const { deals } = kyselyRepositories(db, { tenantId: newTenant() });
    await deals.append('d1', [opening('d1')], 0);
    for (let version = 1; version <= rounds; version++) {
      const owners = Array.from({ length: 32 }, (_, writer) => `${writer} of ${version}`);
      const answers = await Promise.all(
        owners.map((owner) => deals.append('d1', [takenOver('d1', owner)], version)),
      );
      const won = owners.filter((_, writer) => answers[writer]?.status === 'appended');
      const told = answers.filter(({ status }) => status === 'conflict');
      expect([won.length, told.length]).toEqual([1, 31]);
      expect((await deals.load('d1'))?.at(-1)).toEqual(takenOver('d1', won[0] as string));
    }
    expect((await deals.load('d1'))?.length).toBe(1 + rounds);
  }, 600_000);

  const updates = isThorough ? runs(4) : 2;
  test(`of 32 writers who update a deal ${updates} times each, nothing is lost`, async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    await deals.append('d1', [opening('d1')], 0);
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        for (let update = 0; update < updates; update++)
          await updateDeal(deals, 'd1', () => [takenOver('d1', `${writer}/${update}`)], { retries: 100_000 });
      }),
    );
    const history = (await deals.load('d1')) ?? [];
    expect(history.length).toBe(1 + 32 * updates);
    const owners = new Set(history.map((each) => (each as { ownerId?: string }).ownerId));
    expect(owners.size).toBe(1 + 32 * updates);
    expect((await verifyProjections(db, { tenantId })).differing).toEqual([]);
  }, 600_000);

  test('what cannot be done with a database is unavailable', async () => {
    const trx = await db.startTransaction().execute();
    const { deals } = kyselyRepositories(trx, { tenantId: newTenant() });
    await trx.rollback().execute();
    await expect(deals.load('d1')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(deals.append('d1', [opening('d1')], 0)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

await inDatabases(['MariaDB'], (db) => {
  /** A transaction that holds the deal, and wants the tenant's row once an append has that one: one of the two gives way. */
  async function crossing(tenantId: string): Promise<() => Promise<void>> {
    const trx = await db.startTransaction().execute();
    // Who wrote more is spared.
    for (let i = 0; i < 20; i++)
      await sql`insert into dealbook_rate values (${tenantId}, 'b', ${`c${i}`}, 'd', '')`.execute(trx);
    await sql`select 1 from dealbook_deal where tenant = ${tenantId} and deal = 'd1' for update`.execute(trx);
    return async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`update dealbook_tenant set number = number where tenant = ${tenantId}`.execute(trx);
      await trx.rollback().execute();
    };
  }

  test('an append that gave way to another transaction is tried again', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    await deals.append('d1', [opening('d1')], 0);
    const cross = await crossing(tenantId);
    const [answer] = await Promise.all([deals.append('d1', [takenOver('d1', 'ola')], 1), cross()]);
    expect(answer).toEqual({ status: 'appended', version: 2 });
  });

  test('in a transaction of the host’s, which is gone by then, it is unavailable', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    await deals.append('d1', [opening('d1')], 0);
    const cross = await crossing(tenantId);
    const host = await db.startTransaction().execute();
    const late = kyselyRepositories(host, { tenantId }).deals.append('d1', [takenOver('d1', 'ola')], 1);
    const [answer] = await Promise.allSettled([late, cross()]);
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
    await host.rollback().execute();
    expect((await deals.load('d1'))?.length).toBe(1);
  });
});

await inDatabases(['PostgreSQL'], (db) => {
  test('an append whose connection breaks while committing may have happened or not', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    await sql`create function slowly() returns trigger as 'begin perform pg_sleep(20); return null; end' language plpgsql`.execute(
      db,
    );
    await sql`create constraint trigger slow after insert on dealbook_append deferrable initially deferred
      for each row when (new.tenant = ${sql.lit(tenantId)}) execute function slowly()`.execute(db);
    const append = deals.append('d1', [opening('d1')], 0);
    const breaking = (async () => {
      for (let found = 0; found === 0; ) {
        const { rows } = await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where wait_event = 'PgSleep' and query = 'commit'`.execute(db);
        found = rows.length;
      }
    })();
    await expect(append).rejects.toMatchObject({ code: 'indeterminate' });
    await breaking;
    await sql`drop trigger slow on dealbook_append`.execute(db);
    expect((await deals.append('d1', [opening('d1')], 0)).status).toBe('appended');
  });
});

describe('the repositories refuse', () => {
  test.each([
    ['what is no database', {}, { tenantId: 'a' }],
    ['no database', undefined, { tenantId: 'a' }],
  ])('%s', (_, db, options) => {
    expect(() => kyselyRepositories(db as never, options)).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    );
  });
});
