import type { DealEvent } from '../deal/event.ts';
import type { DealChange, DealFeed, DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { broken, expectSame, expectThat } from './expect.ts';
import { drawFrom } from './random-deals.ts';
import { everyEvent, opening, takeover } from './sample-deals.ts';
import { record } from './streams.ts';

/** A repository's feed from a cursor to its end. */
export async function readFeed(
  feed: DealFeed,
  after: string | undefined,
  limit: number,
): Promise<DealChange[]> {
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
  for (const change of changes) {
    const { dealId, events, version } = appended(change);
    const history = histories.get(dealId) ?? [];
    histories.set(dealId, history);
    history.push(...events);
    expectSame(version, history.length, `The version of a change of deal ${dealId}`);
  }
  for (const [dealId, history] of histories) {
    expectSame(history, await repository.load(dealId), `What the feed tells of deal ${dealId}`);
  }
}

/** A change that is an append, where nothing is erased. */
function appended(change: DealChange): Exclude<DealChange, { readonly erased: true }> {
  if (change.erased === true) throw broken(`Deal ${change.dealId} was erased by nobody.`);
  return change;
}

export function hasFeed(repository: DealRepository): repository is DealRepository & DealFeed {
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

  contract('feeds without gaps while others write', async ({ create, reopen, writers, rounds }) => {
    const repository = await create();
    if (!hasFeed(repository)) return;
    let writing = writers;
    let isBroken = false;
    let appends = 0;
    let waiting: (() => void)[] = [];
    const nextAppend = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
    const noteAppend = (): void => {
      for (const resolve of waiting) resolve();
      waiting = [];
    };
    const write = async (place: DealRepository, i: number): Promise<void> => {
      const draw = drawFrom(i);
      const dealId = `d${i}`;
      let version = 0;
      for (let round = 0; round < feedRounds * rounds && !isBroken; round++) {
        // Appends of different length take differently long, so that they overtake each other.
        const events = Array.from(
          { length: draw(lengths) },
          (_, j): DealEvent => (version + j === 0 ? opening(dealId) : takeover(dealId, `${version + j}`)),
        );
        version += events.length;
        const next = takeover(dealId, `${version}`);
        const append = () => place.append(dealId, [next], version);
        // The later one begins first: it may be in time nevertheless.
        const first = version - events.length;
        const [early] = await Promise.all([append(), place.append(dealId, events, first)]);
        if (early.status === 'conflict') await append();
        version++;
        appends += 2;
        noteAppend();
        for (let ticks = draw(pauses); ticks > 0; ticks--) await undefined;
      }
      writing--;
      noteAppend();
    };
    const follow = async (place: DealRepository, limit: number): Promise<DealChange[]> => {
      if (!hasFeed(place)) throw broken('A repository opened anew has no feed.');
      const read: DealChange[] = [];
      const versions = new Map<string, number>();
      for (let cursor: string | undefined, isLast = false; ; ) {
        const wasLast = isLast;
        isLast = writing === 0 || isBroken; // what is read from here on is all there is
        const more = nextAppend();
        const page = await place.changes(cursor, limit);
        for (const { dealId, events, version } of page.changes.map(appended)) {
          const expected = (versions.get(dealId) ?? 0) + events.length;
          expectSame(version, expected, `The version of a change of deal ${dealId}`);
          versions.set(dealId, version);
        }
        read.push(...page.changes);
        cursor = page.cursor;
        if (page.changes.length > 0) continue;
        if (wasLast) return read;
        if (!isLast) await more; // a feed that answers at once would leave writers no time
      }
    };
    const breaking = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        isBroken = true; // so that nobody writes any longer once it is reported
        noteAppend();
        throw error;
      }
    };
    const following = limits.map(async (limit) => breaking(follow(await reopen(repository), limit)));
    const places = await Promise.all(Array.from({ length: writers }, () => reopen(repository)));
    const written = places.map((place, i) => breaking(write(place, i)));
    const settled = await Promise.allSettled([...following, ...written]);
    for (const result of settled) if (result.status === 'rejected') throw result.reason;
    for (const read of await Promise.all(following)) {
      expectSame(read.length, appends, 'The number of changes');
      await expectComplete(read, repository);
    }
  }),
];

/** A gap shows when the feed is read in the moment between two commits: one more reason to write often. */
const feedRounds = 4;
/** How many events an append has. */
const lengths = [1, 1, 2, 12];
const pauses = [0, 0, 1, 5, 20];
/** How many changes each of those who follow the feed takes at once. */
const limits = [1, 7, 1_000];
