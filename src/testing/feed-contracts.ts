import type { DealEvent } from '../deal/event.ts';
import type { DealChange, DealFeed, DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { broken, expectSame, expectThat } from './expect.ts';
import { everyEvent, opening, takeover } from './sample-deals.ts';
import { record } from './streams.ts';

/** A repository's feed from a cursor to its end. */
async function readFeed(feed: DealFeed, after: string | undefined, limit: number): Promise<DealChange[]> {
  const read: DealChange[] = [];
  for (let cursor = after; ; ) {
    const page = await feed.changes(cursor, limit);
    expectThat(page.changes.length <= limit, `${page.changes.length} changes come at once, not ${limit}.`);
    if (page.changes.length === 0) return read;
    expectThat(page.cursor !== cursor, 'A cursor stays where it was, though changes came.');
    read.push(...page.changes);
    cursor = page.cursor;
    if (read.length > 1_000) throw broken('The feed has no end.');
  }
}

/** Expects the changes of each deal to be its history, without gaps and repetitions. */
async function expectComplete(changes: readonly DealChange[], repository: DealRepository): Promise<void> {
  const histories = new Map<string, DealEvent[]>();
  for (const { dealId, events, version } of changes) {
    const history = histories.get(dealId) ?? [];
    histories.set(dealId, history);
    history.push(...events);
    expectSame(version, history.length, `The version of a change of deal ${dealId}`);
  }
  for (const [dealId, history] of histories) {
    expectSame(history, await repository.load(dealId), `What the feed tells of deal ${dealId}`);
  }
}

function hasFeed(repository: DealRepository): repository is DealRepository & DealFeed {
  return repository.changes !== undefined;
}

/** The feed of what is appended; kept by a repository that offers none. */
export const feedContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('feeds every append once and whole, and goes on from any cursor', async ({ create }) => {
    const repository = await create();
    if (!hasFeed(repository)) return;
    expectSame((await repository.changes(undefined, 10)).changes, [], 'The feed of an empty repository');
    await record(repository, everyEvent('d1'));
    await record(repository, [opening('d2')]);
    await repository.append('d1', [takeover('d1', 'a'), takeover('d1', 'b')], everyEvent('d1').length);
    await repository.append('d2', [takeover('d2', 'late')], 7); // a conflict
    await repository.append('d2', [opening('d2')], 0); // a duplicate
    const all = await readFeed(repository, undefined, 100);
    expectSame(
      all.map(({ dealId }) => dealId),
      ['d1', 'd2', 'd1'],
      'The deals of the changes',
    );
    await expectComplete(all, repository);
    let cursor: string | undefined;
    for (let i = 0; i <= all.length; i++) {
      expectSame(await readFeed(repository, cursor, 2), all.slice(i), `The feed after ${i} changes`);
      cursor = (await repository.changes(cursor, 1)).cursor;
    }
    await record(repository, [opening('d3')]);
    const next = await readFeed(repository, cursor, 100);
    expectSame(
      next.map(({ dealId }) => dealId),
      ['d3'],
      'What comes after the last cursor',
    );
  }),

  contract('feeds without gaps while others write', async ({ create, writers, rounds }) => {
    const repository = await create();
    if (!hasFeed(repository)) return;
    const read: DealChange[] = [];
    let cursor: string | undefined;
    const follow = async (): Promise<void> => {
      const page = await repository.changes(cursor, 3);
      read.push(...page.changes);
      cursor = page.cursor;
      if (read.length > writers * rounds) throw broken('The feed shows more than was appended.');
      if (page.changes.length > 0) await follow();
    };
    let following = Promise.resolve();
    const write = async (i: number): Promise<void> => {
      for (let version = 0; version < rounds; version++) {
        const events = version === 0 ? [opening(`d${i}`)] : [takeover(`d${i}`, `${version}`)];
        await repository.append(`d${i}`, events, version);
        following = following.then(follow); // while others go on writing
        await following;
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, i) => write(i)));
    expectSame(read.length, writers * rounds, 'The number of changes');
    await expectComplete(read, repository);
  }),
];
