import type { AppendResult, DealRepository } from '../repository/deal-repository.ts';
import { updateDeal } from '../repository/update-deal.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectSame, expectThat } from './expect.ts';
import { drawFrom } from './random-deals.ts';
import { opening, takeover } from './sample-deals.ts';
import { open } from './streams.ts';

// How much of the longest pause a writer takes before it tries again.
const fractions = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Calls something for 0, 1, … at the same time. */
function atOnce<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => run(index)));
}

/** Expects one answer `appended` with a version, and as many others as there are of another kind. */
function expectOneWinner(results: readonly AppendResult[], version: number, other: AppendResult): void {
  const won = results.filter(({ status }) => status === 'appended');
  expectThat(won.length === 1, `${won.length} of ${results.length} writers at one version win.`);
  expectSame(won[0], { status: 'appended', version }, "The winner's answer");
  for (const result of results) if (result !== won[0]) expectSame(result, other, "Another writer's answer");
}

/** Concurrent writers are linearizable. */
export const concurrencyContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('lets one of several writers at one version win', async ({ create, reopen, writers, rounds }) => {
    const repository = await create();
    const places = await atOnce(writers, (i) =>
      i === 0 ? create().then(() => repository) : reopen(repository),
    );
    for (let version = 0; version < rounds; version++) {
      const results = await atOnce(writers, (i) => {
        const event = version === 0 ? opening('d1', { ownerId: `${i}` }) : takeover('d1', `${i}`);
        return (places[i] as DealRepository).append('d1', [event], version);
      });
      expectOneWinner(results, version + 1, { status: 'conflict', actualVersion: version + 1 });
      const winner = results.findIndex(({ status }) => status === 'appended');
      const last = (await repository.load('d1'))?.at(-1) as { readonly ownerId?: string } | undefined;
      expectSame(last?.ownerId, `${winner}`, 'Whose event is recorded');
    }
  }),

  contract('records once what is sent several times at once', async ({ create, writers, rounds }) => {
    const repository = await create();
    await open(repository, 'd1');
    for (let version = 1; version < rounds; version++) {
      const event = takeover('d1', `${version}`);
      const results = await atOnce(writers, () => repository.append('d1', [event], version));
      expectOneWinner(results, version + 1, { status: 'duplicate', version: version + 1 });
    }
    expectSame((await repository.load('d1'))?.length, rounds, 'The number of events');
  }),

  contract('loses nothing through updateDeal', async ({ create, reopen, writers, rounds }) => {
    const repository = await create();
    await open(repository, 'd1');
    await atOnce(writers, async (i) => {
      const place = await reopen(repository);
      const draw = drawFrom(i);
      const pause = async (retry: number): Promise<void> => {
        const longest = 8 << Math.min(retry, 6);
        for (let ticks = longest * draw(fractions); ticks > 0; ticks--) await undefined;
      };
      for (let round = 0; round < rounds; round++) {
        const decide = () => [takeover('d1', `${i}/${round}`)];
        await updateDeal(place, 'd1', decide, { retries: 100 * writers * rounds, pause });
      }
    });
    const events = (await repository.load('d1')) ?? [];
    const recorded = new Set(events.map(({ by }) => by));
    expectSame(events.length, 1 + writers * rounds, 'The number of events');
    expectSame(recorded.size, 1 + writers * rounds, 'The number of different events');
  }),

  contract(
    'keeps writers of different deals out of each other’s way',
    async ({ create, writers, rounds }) => {
      const repository = await create();
      await atOnce(writers, async (i) => {
        const id = `d${i}`;
        await open(repository, id);
        for (let version = 1; version < rounds; version++) {
          const result = await repository.append(id, [takeover(id, `${version}`)], version);
          expectSame(result, { status: 'appended', version: version + 1 }, `The answer for deal ${id}`);
        }
      });
      for (let i = 0; i < writers; i++) {
        const by = (await repository.load(`d${i}`))?.map((event) => event.by ?? 'opened');
        const expected = Array.from({ length: rounds }, (_, version) =>
          version === 0 ? 'opened' : `${version}`,
        );
        expectSame(by, expected, `The history of deal d${i}`);
      }
    },
  ),
];
