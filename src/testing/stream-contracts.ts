import type { DealHistory } from '../deal/event.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { broken, expectSame, expectThat } from './expect.ts';
import { opening, takeover } from './sample-deals.ts';
import { addTo, expectHistories, open, readAll, record } from './streams.ts';

/** Deals of one to four events, their events recorded in turn, so that a store has them mixed. */
async function recordMixed(repository: DealRepository, count: number): Promise<Map<string, DealHistory>> {
  const histories = Array.from({ length: count }, (_, i): DealHistory => {
    const events = Array.from({ length: i % 4 }, (_, round) => takeover(`d${i}`, `${round}`));
    return [opening(`d${i}`), ...events];
  });
  for (let version = 0; version < 4; version++) {
    await Promise.all(
      histories.map((history, i) => {
        return (
          version < history.length && repository.append(`d${i}`, history.slice(version, version + 1), version)
        );
      }),
    );
  }
  return new Map(histories.map((history) => [history[0].dealId, history]));
}

// The types of src know no platform; AbortController is everywhere.
type Controller = new () => { abort(reason: unknown): void; readonly signal: { readonly aborted: boolean } };
const { AbortController } = globalThis as unknown as { readonly AbortController: Controller };

/** Streams of whole histories, as of one moment. */
export const streamContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('streams every deal once and whole', async ({ create, deals }) => {
    const repository = await create();
    const expected = await recordMixed(repository, deals);
    expectHistories(await readAll(repository), expected.values(), 'of the stream');
  }),

  contract('shows one moment, whatever is recorded while it is read', async ({ create, deals }) => {
    const repository = await create();
    const expected = await recordMixed(repository, deals);
    const read = new Map<string, DealHistory>();
    let chunks = 0;
    for await (const chunk of repository.histories({})) {
      addTo(read, chunk);
      if (chunks++ > 20) continue;
      await open(repository, `a${chunks}`);
      await open(repository, `z${chunks}`);
      for (const i of [chunks, deals - chunks]) {
        const id = `d${i}`;
        const version = (await repository.load(id))?.length ?? 0;
        if (version > 0) await repository.append(id, [takeover(id, `late ${chunks}`)], version);
      }
    }
    expectHistories(read, expected.values(), 'of a stream during which others wrote');
    const after = await readAll(repository);
    expectThat(
      after.size > expected.size,
      'A stream that begins later does not show what was recorded before it.',
    );
  }),

  contract('lets streams be read side by side', async ({ create, deals }) => {
    const repository = await create();
    const expected = await recordMixed(repository, deals);
    const together = await Promise.all([readAll(repository), readAll(repository), readAll(repository, {})]);
    for (const read of together) expectHistories(read, expected.values(), 'of one of several streams');
    const stream = repository.histories({});
    for await (const _ of stream) {
      expectHistories(await readAll(repository), expected.values(), 'of a stream within a stream');
      break;
    }
  }),

  contract('frees a stream that is left early', async ({ create, deals }) => {
    const repository = await create();
    const expected = await recordMixed(repository, deals);
    for (let i = 0; i < 100; i++) {
      try {
        for await (const _ of repository.histories({})) {
          if (i % 2 === 0) break;
          throw broken('on purpose');
        }
      } catch (error) {
        if ((error as Error).message !== 'on purpose') throw error;
      }
    }
    await open(repository, 'after');
    const read = await readAll(repository);
    expectThat(read.delete('after'), 'After streams were left, a new deal is not streamed.');
    expectHistories(read, expected.values(), 'after streams were left');
  }),

  contract('ends a stream with the reason of its signal', async ({ create, deals }) => {
    const repository = await create();
    await recordMixed(repository, deals);
    for (const abortAfter of [0, 1]) {
      const reason = new Error('no longer wanted');
      const controller = new AbortController();
      if (abortAfter === 0) controller.abort(reason);
      let chunks = 0;
      let streamed = 0;
      let thrown: unknown;
      try {
        for await (const chunk of repository.histories({}, { signal: controller.signal })) {
          chunks++;
          streamed += chunk.length;
          if (chunks === abortAfter) controller.abort(reason);
        }
      } catch (error) {
        thrown = error;
      }
      expectThat(chunks <= abortAfter, `${chunks} chunks come of a stream stopped after ${abortAfter}.`);
      const wasOver = streamed === deals && thrown === undefined; // nothing was left to be stopped
      expectThat(
        thrown === reason || wasOver,
        `A stream stopped after ${chunks} chunks ends with ${thrown}, not with the signal's reason.`,
      );
    }
    expectSame((await readAll(repository)).size, deals, 'The number of deals afterwards');
  }),

  contract('streams the history of a deal in one piece, however long', async ({ create }) => {
    const repository = await create();
    const events = Array.from({ length: 3_000 }, (_, i) => takeover('long', `${i}`));
    await record(repository, [opening('short 1')]);
    await record(repository, [opening('long'), ...events.slice(0, 1_000)]);
    await record(repository, [opening('short 2')]);
    await repository.append('long', events.slice(1_000), 1_001);
    const lengths = [...(await readAll(repository)).values()].map((history) => history.length);
    expectSame(
      lengths.sort((a, b) => a - b),
      [1, 1, 3_001],
      'The numbers of events',
    );
  }),
];
