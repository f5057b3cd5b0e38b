import type { DealHistory } from '../deal/event.ts';
import { isDecimal } from '../money/decimal.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectSame } from './expect.ts';
import { everyEvent, october, opening, takeover } from './sample-deals.ts';
import { open, readAll, record } from './streams.ts';

// What else a store may take for the same id, or for something of its own.
const hostileIds = [
  ...['', ' ', 'a', 'A', ' a', 'a ', 'a\t', '1', '01', '1.0', '10', '9', 'null', 'undefined', '0', 'true'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    "it's",
    '"',
    '`',
    '\\',
    '../a',
    'a/b',
    'a:b',
    'a\nb',
  ],
  ...[
    "'; DROP TABLE deals; --",
    '%',
    '_',
    'a%',
    '*',
    '?',
    '<script>',
    '{}',
    '[0]',
    '$1',
    'ä',
    'a\u0308',
    'Ä',
    'ß',
    'ss',
  ],
  ...['🙂', '\u{10ffff}', '\uffff', '\u200b', 'İ', 'i', 'ı', 'x'.repeat(2_000)],
];

/** What goes in comes out, and nothing else. */
export const roundTripContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('gives back every type of event as it was recorded', async ({ create, reopen }) => {
    const repository = await create();
    const history = everyEvent('d1');
    await record(repository, history);
    const again = await reopen(repository);
    expectSame(await again.load('d1'), history, 'What was loaded');
    expectSame([...(await readAll(again)).values()], [history], 'What was streamed');
  }),

  contract('keeps the order of recording, whatever the dates', async ({ create, reopen }) => {
    const repository = await create();
    const history: DealHistory = [
      opening('d1', { at: october(5) }),
      takeover('d1', 'b', october(3)),
      takeover('d1', 'a', october(3)),
      takeover('d1', 'c', october(3)),
      { ...takeover('d1', 'd', october(9)), recordedAt: october(1) },
      takeover('d1', 'e', new Date('0001-01-01T00:00:00.000Z')),
    ];
    await record(repository, [history[0]]);
    await repository.append('d1', history.slice(1, 4), 1);
    await repository.append('d1', history.slice(4), 4);
    expectSame(await (await reopen(repository)).load('d1'), history, 'What was loaded');
  }),

  contract('knows nothing of deals that nobody opened', async ({ create }) => {
    const repository = await create();
    expectSame([...(await readAll(repository)).keys()], [], 'The stream of an empty repository');
    await open(repository, 'd1');
    for (const id of ['d2', 'D1', 'd', '', '__proto__', 'constructor']) {
      expectSame(await repository.load(id), undefined, `Deal ${id}`);
    }
  }),

  contract('keeps hostile ids apart and as they are', async ({ create, reopen }) => {
    const repository = await create();
    const histories = hostileIds.map((id, i): DealHistory => {
      return [opening(id, { ownerId: id, pipelineId: id, name: `${i}` }), takeover(id, id)];
    });
    for (const history of histories) await record(repository, history);
    const again = await reopen(repository);
    for (const history of histories) {
      const [{ dealId }] = history;
      expectSame(await again.load(dealId), history, `Deal ${JSON.stringify(dealId)}`);
      for (const query of [{ ids: [dealId] }, { ownerId: dealId }, { pipelineId: dealId }]) {
        const found = [...(await readAll(again, query)).keys()];
        expectSame(found, [dealId], `The answer to ${JSON.stringify(query)}`);
      }
    }
    expectSame((await readAll(again)).size, hostileIds.length, 'The number of deals');
  }),

  contract('keeps long histories and long texts', async ({ create, reopen }) => {
    const repository = await create();
    const text = 'Ø🙂"\\'.repeat(20_000);
    const events = Array.from({ length: 1_000 }, (_, i) => takeover('d1', `${i}`));
    const history: DealHistory = [opening('d1', { name: text }), ...events];
    await record(repository, [history[0]]);
    expectSame(
      await repository.append('d1', events, 1),
      { status: 'appended', version: 1_001 },
      'The answer',
    );
    expectSame(await (await reopen(repository)).load('d1'), history, 'What was loaded');
  }),

  contract('neither keeps what it was given nor gives away what it keeps', async ({ create }) => {
    const repository = await create();
    const given = everyEvent('d1');
    await record(repository, given);
    spoil(given);
    spoil(await repository.load('d1'));
    for (const history of (await readAll(repository)).values()) spoil(history);
    const feed = await repository.changes?.(undefined, 10);
    for (const change of feed?.changes ?? []) spoil(change);
    expectSame(
      await repository.load('d1'),
      everyEvent('d1'),
      'What is kept after others changed their copies',
    );
    expectSame([...(await readAll(repository)).values()], [everyEvent('d1')], 'What is streamed then');
  }),

  contract('keeps tenants apart', async ({ create }) => {
    const [ours, theirs] = [await create(), await create()];
    await record(ours, [opening('d1', { ownerId: 'kari' }), takeover('d1', 'ola')]);
    expectSame(await theirs.load('d1'), undefined, "Another tenant's deal");
    await record(theirs, [opening('d1', { ownerId: 'eva' })]);
    await open(theirs, 'd2');
    expectSame(await ours.load('d2'), undefined, "Another tenant's deal");
    expectSame([...(await readAll(ours)).keys()], ['d1'], 'What is streamed');
    expectSame([...(await readAll(ours, { ids: ['d1', 'd2'] })).keys()], ['d1'], 'What is streamed by ids');
    expectSame([...(await readAll(ours, { ownerId: 'eva' })).keys()], [], "Another tenant's deals by owner");
    expectSame((await ours.load('d1'))?.length, 2, 'The number of events');
    const feed = await ours.changes?.(undefined, 10);
    if (feed !== undefined) expectSame(feed.changes.length, 1, 'The number of appends in the feed');
  }),
];

/** Changes everything that can be changed in data. */
function spoil(data: unknown): void {
  if (typeof data !== 'object' || data === null || isDecimal(data)) return; // a Decimal never changes
  if (data instanceof Date) {
    data.setTime(0);
    return;
  }
  for (const [name, value] of Object.entries(data)) {
    spoil(value);
    if (typeof value === 'string' || typeof value === 'number') Reflect.set(data, name, 'spoilt');
  }
  if (Array.isArray(data)) Reflect.set(data, 'length', 0);
}
