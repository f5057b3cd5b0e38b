import { kyselyRepositories } from 'dealbook/kysely';
import type { ControlledTransaction, Kysely } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { type DealChanges, type DealRepository, isDealError } from '../../../src/index.ts';
import { allDatabases, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { withoutDelay } from '../../support/databases/without-delay.ts';
import { event, opened } from '../../support/events.ts';
import { runs } from '../../support/runs.ts';

const takenOver = (dealId: string, ownerId: string) => ({
  ...event('DealReassigned', 2, { ownerId }),
  dealId,
});

type DealChange = DealChanges['changes'][number];

/** What a feed tells: each append as its deal and the version it led to. */
const told = (changes: readonly DealChange[]) =>
  changes.map(({ dealId, version }: DealChange & { readonly version?: number }) => `${dealId} ${version}`);

/** The deals of a tenant within a transaction of the host's. */
async function inTransaction(db: Kysely<unknown>, tenantId: string) {
  const isSqlite =
    !db.getExecutor().adapter.supportsTransactionalDdl && db.getExecutor().adapter.supportsReturning;
  const transaction = db.startTransaction();
  const trx = await (isSqlite ? transaction : transaction.setIsolationLevel('read committed')).execute();
  hosts.push(trx);
  return { trx, deals: kyselyRepositories(trx, { tenantId }).deals };
}

/** The transactions that were begun: where a test fails, nothing may wait for one. */
const hosts: ControlledTransaction<unknown>[] = [];
afterEach(async () => {
  for (const trx of hosts.splice(0))
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute();
});

await inDatabases(['PostgreSQL'], (db) => {
  test('is delayed by a transaction that is still writing, and then shows everything in order', async () => {
    const tenantId = newTenant();
    const deals = withoutDelay(kyselyRepositories(db, { tenantId }).deals, db);
    const undelayed = kyselyRepositories(db, { tenantId }).deals;
    await deals.append('before', [opened({ dealId: 'before' })], 0);
    const { cursor } = await deals.changes(undefined, 10);
    const host = await inTransaction(db, tenantId);
    await host.deals.append('long', [opened({ dealId: 'long' })], 0);
    await deals.append('d1', [opened()], 0);
    await deals.append('d2', [opened({ dealId: 'd2' })], 0);
    expect(await undelayed.changes(cursor, 10)).toEqual({ changes: [], cursor });
    await host.deals.append('d1', [takenOver('d1', 'ola')], 1);
    await host.trx.commit().execute();
    const { changes } = await deals.changes(cursor, 10);
    expect(told(changes)).toEqual(['long 1', 'd1 1', 'd1 2', 'd2 1']);
  });

  test('shows an append of an older transaction behind those of the deal before it', async () => {
    const tenantId = newTenant();
    const deals = withoutDelay(kyselyRepositories(db, { tenantId }).deals, db);
    const host = await inTransaction(db, tenantId);
    await host.deals.append('d0', [opened({ dealId: 'd0' })], 0); // its number is drawn
    for (let version = 0; version < 5; version++)
      await deals.append('d1', [version === 0 ? opened() : takenOver('d1', `${version}`)], version);
    await host.deals.append('d1', [takenOver('d1', 'host')], 5);
    await host.trx.commit().execute();
    await deals.append('d1', [takenOver('d1', 'last')], 6);
    for (const limit of [1, 2, 100]) {
      const all: DealChange[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await deals.changes(cursor, limit);
        if (page.changes.length === 0) break;
        all.push(...page.changes);
        cursor = page.cursor;
      }
      expect(told(all)).toEqual(['d0 1', ...[1, 2, 3, 4, 5, 6, 7].map((version) => `d1 ${version}`)]);
    }
  });

  test('is not delayed by a transaction that only reads', async () => {
    const tenantId = newTenant();
    const deals = withoutDelay(kyselyRepositories(db, { tenantId }).deals, db);
    const host = await inTransaction(db, tenantId);
    expect(await host.deals.load('d1')).toBeUndefined();
    await deals.append('d1', [opened()], 0);
    expect(told((await deals.changes(undefined, 10)).changes)).toEqual(['d1 1']);
    await host.trx.commit().execute();
  });
});

await inDatabases(['MariaDB'], (db) => {
  test('has no gap while a transaction of the host’s writes: the others of the tenant wait', async () => {
    const [tenantId, other] = [newTenant(), newTenant()];
    const { deals } = kyselyRepositories(db, { tenantId });
    const host = await inTransaction(db, tenantId);
    await host.deals.append('long', [opened({ dealId: 'long' })], 0);
    let isThere = false;
    const waiting = deals.append('d1', [opened()], 0).then(() => {
      isThere = true;
    });
    await kyselyRepositories(db, { tenantId: other }).deals.append('d1', [opened()], 0); // nobody of another tenant does
    expect((await deals.changes(undefined, 10)).changes).toEqual([]);
    expect(isThere).toBe(false);
    await host.trx.commit().execute();
    await waiting;
    expect(told((await deals.changes(undefined, 10)).changes)).toEqual(['long 1', 'd1 1']);
  });
});

/** Whole numbers below a limit, the same for the same seed. */
function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Appends to a few deals in transactions of a host, some of them taken back; what was committed. */
async function writeInTransactions(db: Kysely<unknown>, tenantId: string, seed: number): Promise<string[]> {
  const draw = drawer(seed);
  const committed: string[] = [];
  for (let round = 0; round < runs(8); round++) {
    const { trx, deals } = await inTransaction(db, tenantId);
    const appended: string[] = [];
    try {
      for (let appends = 1 + draw(3); appends > 0; appends--) {
        const dealId = `d${draw(5)}`;
        const version = (await deals.load(dealId))?.length ?? 0;
        const events = [version === 0 ? opened({ dealId }) : takenOver(dealId, `${seed}`)];
        const result = await deals.append(dealId, events, version);
        if (result.status === 'appended') appended.push(`${dealId} ${result.version}`);
        if (draw(3) === 0) await new Promise((resolve) => setTimeout(resolve, draw(5)));
      }
      await finish(trx, draw(5) === 0 ? 'rollback' : 'commit');
      if (trx.isCommitted) committed.push(...appended);
    } catch (error) {
      if (!isDealError(error, 'unavailable')) throw error; // of two hosts that wait for each other one gives way
      await finish(trx, 'rollback');
    }
  }
  return committed;
}

async function finish(trx: ControlledTransaction<unknown>, how: 'commit' | 'rollback'): Promise<void> {
  await trx[how]().execute();
}

async function follow(
  feed: Required<DealRepository>,
  isOver: () => boolean,
  limit: number,
): Promise<string[]> {
  const all: string[] = [];
  for (let cursor: string | undefined, isLast = false; ; ) {
    const wasOver = isOver();
    const page = await feed.changes(cursor, limit);
    all.push(...told(page.changes));
    cursor = page.cursor;
    if (page.changes.length > 0) continue;
    if (isLast) return all;
    isLast = wasOver;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('the feed, while hosts write in transactions of theirs', async () => {
  await inDatabases(allDatabases, (db, name) => {
    test('shows every append that was committed once, those of each deal in order', async () => {
      const tenantId = newTenant();
      const { deals } = kyselyRepositories(db, { tenantId });
      let isOver = false;
      const writers = [1, 2, 3, 4, 5, 6].map((seed) => writeInTransactions(db, tenantId, seed));
      const written = Promise.all(writers).finally(() => {
        isOver = true;
      });
      // While they write the feed is asked as it is, at the end once nobody else writes either.
      const patient = name === 'PostgreSQL' ? withoutDelay(deals, db) : deals;
      const feed: Required<DealRepository> = {
        ...deals,
        changes: (after, limit) => (isOver ? patient : deals).changes(after, limit),
      };
      const [committed, ...followed] = await Promise.all([
        written,
        ...[1, 100].map((limit) => follow(feed, () => isOver, limit)),
      ]);
      for (const all of followed) {
        expect([...all].sort()).toEqual(committed.flat().sort());
        for (let deal = 0; deal < 5; deal++) {
          const versions = all
            .filter((each) => each.startsWith(`d${deal} `))
            .map((each) => Number(each.slice(3)));
          expect(versions).toEqual(versions.map((_, index) => index + 1));
        }
      }
      expect(committed.flat().length).toBeGreaterThan(10);
    });
  });
});
