import type { DealEvent } from '../deal/event.ts';
import { D } from '../money/decimal.ts';
import { money } from '../money/money.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame, expectThat } from './expect.ts';
import { october, opening, takeover } from './sample-deals.ts';
import { open, readAll, record } from './streams.ts';

async function expectVersion(repository: DealRepository, id: string, version: number): Promise<void> {
  const history = await repository.load(id);
  expectSame(history?.length ?? 0, version, `The number of events of deal ${id}`);
}

/** Nothing is recorded by whoever does not know the deal as it is, and nothing twice. */
export const versionContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('counts events', async ({ create }) => {
    const repository = await create();
    const [first, second] = [takeover('d1', 'a'), takeover('d1', 'b')];
    expectSame(
      await repository.append('d1', [opening('d1')], 0),
      { status: 'appended', version: 1 },
      'The answer',
    );
    expectSame(
      await repository.append('d1', [first, second], 1),
      { status: 'appended', version: 3 },
      'The answer',
    );
    await expectVersion(repository, 'd1', 3);
  }),

  contract(
    'answers an append at another version with a conflict, and records nothing',
    async ({ create }) => {
      const repository = await create();
      await record(repository, [opening('d1'), takeover('d1', 'a')]);
      for (const expected of [1, 3, 100]) {
        const result = await repository.append('d1', [takeover('d1', 'late')], expected);
        expectSame(result, { status: 'conflict', actualVersion: 2 }, `The answer at version ${expected}`);
      }
      const anew = await repository.append('d1', [opening('d1', { ownerId: 'late' })], 0);
      expectSame(anew, { status: 'conflict', actualVersion: 2 }, 'The answer to a second opening');
      const early = await repository.append('d2', [takeover('d2', 'early')], 1);
      expectSame(early, { status: 'conflict', actualVersion: 0 }, 'The answer for a deal that is not there');
      await expectVersion(repository, 'd1', 2);
      expectSame(await repository.load('d2'), undefined, 'A deal that was never opened');
      expectSame([...(await readAll(repository)).keys()], ['d1'], 'What is streamed');
    },
  ),

  contract('answers a repeated append as a duplicate, whatever came after it', async ({ create, reopen }) => {
    const repository = await create();
    const appends: readonly (readonly DealEvent[])[] = [
      [opening('d1', { fields: { b: 1, a: october(3) } })],
      [takeover('d1', 'a'), takeover('d1', 'b')],
      [{ type: 'DealWon', dealId: 'd1', at: october(9), amount: money('99.50', 'NOK') }],
    ];
    for (const place of [repository, await reopen(repository)]) {
      let version = 0;
      for (const events of appends) {
        const isFirst = place === repository;
        if (isFirst) await place.append('d1', events, version);
        const expected = { status: 'duplicate', version: version + events.length };
        expectSame(await place.append('d1', events, version), expected, `The answer at version ${version}`);
        version += events.length;
      }
    }
    await expectVersion(repository, 'd1', 4);
  }),

  contract('takes nothing for a repetition that says anything else', async ({ create }) => {
    const repository = await create();
    const [first, second] = [takeover('d1', 'a', october(2)), takeover('d1', 'b', october(2))];
    await record(repository, [opening('d1'), first, second]);
    const others: readonly (readonly DealEvent[])[] = [
      [{ ...first, at: october(2, 1) }],
      [{ ...first, recordedAt: october(2, 1) }],
      [{ type: 'DealReassigned', dealId: 'd1', at: october(2), ownerId: 'a' }],
      [second],
      [first, { ...second, by: 'B' }],
      [first, second, takeover('d1', 'c')],
    ];
    for (const events of others) {
      const result = await repository.append('d1', events, 1);
      expectSame(result, { status: 'conflict', actualVersion: 3 }, `The answer to ${JSON.stringify(events)}`);
    }
    await expectVersion(repository, 'd1', 3);
  }),

  contract('records all events of an append or none', async ({ create }) => {
    const repository = await create();
    await open(repository, 'd1');
    const damaged = { ...takeover('d1', 'b'), at: new Date(Number.NaN) };
    const events = [takeover('d1', 'a'), damaged];
    await expectRefusal('An append with a damaged event', () => repository.append('d1', events, 1));
    await expectRefusal('An opening with a damaged event', () =>
      repository.append('d2', [opening('d2'), { ...damaged, dealId: 'd2' }], 0),
    );
    await expectVersion(repository, 'd1', 1);
    await expectVersion(repository, 'd2', 0);
    expectSame([...(await readAll(repository)).keys()], ['d1'], 'What is streamed');
    const after = await repository.append('d1', [takeover('d1', 'a')], 1);
    expectSame(after, { status: 'appended', version: 2 }, 'The answer to the next append');
  }),

  contract('refuses what cannot be recorded', async ({ create }) => {
    const repository = await create();
    await open(repository, 'd1');
    const append = (id: string, events: readonly unknown[], version: number) => (): Promise<unknown> =>
      repository.append(id, events as readonly DealEvent[], version);
    const half = '\ud800';
    await expectRefusal('An append of nothing', append('d1', [], 1), 'invalid-option');
    await expectRefusal('A negative version', append('d1', [takeover('d1', 'a')], -1), 'invalid-option');
    await expectRefusal(
      'No version',
      append('d1', [takeover('d1', 'a')], undefined as never),
      'invalid-option',
    );
    await expectRefusal("Another deal's event", append('d1', [takeover('d2', 'a')], 1), 'mixed-deals');
    await expectRefusal('A deal without opening', append('d2', [takeover('d2', 'a')], 0), 'missing-opening');
    await expectRefusal('An id that no store keeps', append(half, [opening(half)], 0));
    await expectRefusal('A text that no store keeps', append('d1', [takeover('d1', 'zero \0')], 1));
    await expectRefusal('An unknown property', append('d1', [{ ...takeover('d1', 'a'), colour: 'red' }], 1));
    await expectRefusal('An unknown event', append('d1', [{ ...takeover('d1', 'a'), type: 'Postponed' }], 1));
    for (const digits of ['0.00000000001', '1e28', '1e100000000']) {
      const payment = { type: 'PaymentReceived', dealId: 'd1', at: october(9) };
      const amount = { amount: new D(digits), currency: 'NOK' };
      await expectRefusal('An amount of too many digits', append('d1', [{ ...payment, amount }], 1));
    }
    await expectVersion(repository, 'd1', 1);
    expectThat((await readAll(repository)).size === 1, 'What was refused is streamed.');
  }),
];
