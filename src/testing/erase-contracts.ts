import type { DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame } from './expect.ts';
import { hasFeed, readFeed } from './feed-contracts.ts';
import { opening, takeover } from './sample-deals.ts';
import { record } from './streams.ts';

/** What of a repository's is beside what every one must have; kept by a repository that does not offer it. */
export const eraseContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('erases a deal for good, and takes nothing more of it', async ({ create, reopen }) => {
    const repository = await create();
    if (repository.erase === undefined) return;
    await record(repository, [opening('d1'), takeover('d1', 'a')]);
    await record(repository, [opening('d2')]);
    await repository.erase('d1');
    await repository.erase('d1'); // a retry after a lost answer
    await repository.erase('nobody');
    for (const place of [repository, await reopen(repository)]) {
      expectSame(await place.load('d1'), undefined, 'An erased deal');
      const read: string[] = [];
      for await (const chunk of place.histories({})) for (const [{ dealId }] of chunk) read.push(dealId);
      expectSame(read, ['d2'], 'The deals that are left');
      await expectRefusal(
        'An append to an erased deal',
        () => place.append('d1', [opening('d1')], 0),
        'deal-erased',
      );
      await expectRefusal(
        'A later append to an erased deal',
        () => place.append('d1', [takeover('d1', 'b')], 2),
        'deal-erased',
      );
    }
    await record(repository, [opening('nobody')]); // what was not there was not erased
  }),

  contract('feeds that a deal was erased, once, and no more of what was in it', async ({ create }) => {
    const repository = await create();
    if (repository.erase === undefined || !hasFeed(repository)) return;
    await record(repository, [opening('d1')]);
    await record(repository, [opening('d2')]);
    await repository.append('d1', [takeover('d1', 'a')], 1);
    const { cursor } = await repository.changes(undefined, 1);
    await repository.erase('d1');
    await repository.erase('d1');
    await record(repository, [opening('d3')]);
    for (const limit of [1, 100]) {
      const told = (await readFeed(repository, undefined, limit)).map(({ dealId, erased }) => [
        dealId,
        erased === true,
      ]);
      expectSame(
        told,
        [
          ['d2', false],
          ['d1', true],
          ['d3', false],
        ],
        'What the feed tells from the beginning',
      );
      const later = (await readFeed(repository, cursor, limit)).map(({ dealId }) => dealId);
      expectSame(later, ['d2', 'd1', 'd3'], 'What the feed tells from a cursor before');
    }
  }),

  contract('records many appends at once as one after the other', async ({ create }) => {
    const repository = await create();
    if (repository.appendMany === undefined) return;
    await record(repository, [opening('d1')]);
    const answers = await repository.appendMany([
      { id: 'd2', events: [opening('d2')], expectedVersion: 0 },
      { id: 'd1', events: [opening('d1', { ownerId: 'ola' })], expectedVersion: 0 },
      { id: 'd1', events: [takeover('d1', 'a')], expectedVersion: 1 },
      { id: 'd1', events: [takeover('d1', 'b')], expectedVersion: 2 },
      { id: 'd2', events: [opening('d2')], expectedVersion: 0 },
    ]);
    expectSame(
      answers,
      [
        { status: 'appended', version: 1 },
        { status: 'conflict', actualVersion: 1 },
        { status: 'appended', version: 2 },
        { status: 'appended', version: 3 },
        { status: 'duplicate', version: 1 },
      ],
      'The answers to many appends',
    );
    expectSame((await repository.load('d1'))?.length, 3, 'The number of events');
    const { appendMany } = repository;
    await expectRefusal('Many appends of which one is refused', () =>
      appendMany.call(repository, [
        { id: 'd3', events: [opening('d3')], expectedVersion: 0 },
        { id: 'd4', events: [opening('d5')], expectedVersion: 0 },
      ]),
    );
    expectSame(await repository.load('d3'), undefined, 'What was refused with another');
  }),
];
