import { memoryDealRepository } from 'dealbook/memory';
import { describe, expect, test } from 'vitest';
import {
  correctEvent,
  type DealBook,
  DealError,
  type DealEvent,
  type DealFeed,
  type DealRepository,
  dealBookFrom,
  dealList,
  followDeals,
  isDealError,
  lossReasons,
  overduePayments,
  replay,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';

const options = { pipelines: [sales], currency: 'NOK' };
const nothing = { isAtEnd: true, appended: [], loaded: [], erased: [], behind: [] };
const won = event('DealWon', 9, {});

type Store = Required<DealRepository>;
type Change = Awaited<ReturnType<DealFeed['changes']>>['changes'][number];

/** A repository with so many deals, d1 and so on, opened on the first of October. */
async function withDeals(count: number): Promise<Store> {
  const store = memoryDealRepository({ chunkSize: 1 });
  for (let n = 1; n <= count; n++) await store.append(`d${n}`, [opened({ dealId: `d${n}` })], 0);
  return store;
}

/** The same store with another feed, and every load counted. */
function withFeed(store: Store, feed: (page: readonly Change[]) => readonly Change[]) {
  const loads: string[] = [];
  const repository: Store = {
    ...store,
    async load(id) {
      loads.push(id);
      return store.load(id);
    },
    async changes(after, limit) {
      const page = await store.changes(after, limit);
      return { ...page, changes: feed(page.changes) };
    },
  };
  return { repository, loads };
}

/** The same store behind a connection that can be cut. */
function withCut(store: Store) {
  const cut: { code?: 'unavailable' | 'indeterminate' | undefined } = {};
  const reached = <T>(call: () => Promise<T>): Promise<T> => {
    if (cut.code === undefined) return call();
    return Promise.reject(new DealError(cut.code, 'No connection.', { problem: 'no connection' }));
  };
  const repository: Store = {
    ...store,
    load: (id) => reached(() => store.load(id)),
    changes: (after, limit) => reached(() => store.changes(after, limit)),
  };
  return { repository, cut };
}

/** What a book says of each deal, and what it would say if it were made anew. */
async function expectCurrent(book: DealBook, store: Store): Promise<void> {
  const anew = await dealBookFrom(store.histories({}), options);
  expect([dealList(book), winRate(book)]).toEqual([dealList(anew), winRate(anew)]);
}

/** How an attempt fails. */
async function failure(attempt: Promise<unknown>): Promise<unknown> {
  const error: unknown = await attempt.then(() => 'nothing failed').catch((reason: unknown) => reason);
  return isDealError(error) ? [error.code, error.details] : error;
}

describe('a book that follows its deals', () => {
  test('has what there is, and after a refresh what came', async () => {
    const store = await withDeals(2);
    const live = await followDeals(store, options);
    expect(live.book.deals).toBe(2);
    await store.append('d1', [moved('contact', 'offer', 5), won], 1);
    await store.append('d3', [opened({ dealId: 'd3' })], 0);
    expect(winRate(live.book)).toMatchObject({ won: 0, open: 2 });
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1', 'd3'] });
    expect(winRate(live.book)).toMatchObject({ won: 1, open: 2 });
    await expectCurrent(live.book, store);
    expect(await live.refresh()).toEqual(nothing);
  });

  test('begins with no deals at all', async () => {
    const store = memoryDealRepository();
    const live = await followDeals(store, options);
    expect([live.book.deals, await live.refresh()]).toEqual([0, nothing]);
    await store.append('d1', [opened()], 0);
    expect([await live.refresh(), live.book.deals]).toEqual([{ ...nothing, appended: ['d1'] }, 1]);
  });

  test('leaves the snapshots that were taken of it as they were', async () => {
    const store = await withDeals(1);
    const live = await followDeals(store, options);
    const { book } = live;
    await store.append('d1', [won], 1);
    await live.refresh();
    await store.erase('d1');
    await live.refresh();
    expect([winRate(book).won, winRate(book).open, live.book.deals]).toEqual([0, 1, 0]);
  });

  test('counts nothing twice of what happens while it is loaded, and loses nothing', async () => {
    const store = await withDeals(3);
    const paid = { ...event('PaymentReceived', 3, { amount: nok(1) }), dealId: 'd3' };
    async function* histories(query: object) {
      await store.append('d1', [moved('contact', 'offer', 2)], 1); // seen by the load and by the feed
      let version = 1;
      for await (const chunk of store.histories(query)) {
        await store.append('d3', [paid], version++); // seen by the feed only
        yield chunk;
      }
    }
    const live = await followDeals({ ...store, histories }, options);
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d3'] });
    await expectCurrent(live.book, store);
  });

  test('takes out what was erased, and nothing of it comes back', async () => {
    const store = await withDeals(2);
    const shown: Change[] = [];
    const { repository } = withFeed(store, (page) => {
      shown.push(...page);
      return [...page, ...shown]; // once more all that ever came
    });
    const live = await followDeals(repository, options);
    await store.append('d3', [opened({ dealId: 'd3' })], 0);
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d3'] });
    await store.append('d4', [opened({ dealId: 'd4' })], 0);
    shown.push(...(await store.changes('3', 1)).changes);
    for (const id of ['d1', 'd3', 'd4']) await store.erase(id);
    expect(await live.refresh()).toEqual({ ...nothing, erased: ['d1', 'd3'] }); // d4 never was in the book
    expect(dealList(live.book).rows.map(({ dealId }) => dealId)).toEqual(['d2']);
  });

  test('loads a deal whole that was corrected', async () => {
    const store = await withDeals(1);
    const lost = event('DealLost', 5, { reason: 'price' });
    await store.append('d1', [lost], 1);
    const live = await followDeals(store, options);
    const instead = { ...lost, reason: 'no budget' };
    const deal = replay([opened(), lost]);
    await store.append('d1', correctEvent(deal, sales, { version: 2, instead, at: on(6) }), 2);
    expect(await live.refresh()).toEqual({ ...nothing, loaded: ['d1'] });
    expect(lossReasons(live.book).reasons.map(({ reason }) => reason)).toEqual(['no budget']);
  });

  test('keeps the date it was given', async () => {
    const store = await withDeals(1);
    const live = await followDeals(store, { ...options, asOf: on(8) });
    await store.append('d1', [won], 1);
    await live.refresh();
    expect([live.book.asOf, winRate(live.book).won]).toEqual([on(8), 0]);
  });

  test('tells how far the load is', async () => {
    const told: number[] = [];
    const live = await followDeals(await withDeals(2), options, {
      onProgress: ({ deals }) => told.push(deals),
    });
    expect([live.book.deals, told]).toEqual([2, [1, 2]]);
  });
});

describe('a book that was kept goes on', () => {
  test('from its cursor, in another process', async () => {
    const store = await withDeals(2);
    const before = await followDeals(store, options);
    await store.append('d1', [moved('contact', 'offer', 5)], 1);
    await before.refresh();
    const { book, cursor } = before;
    await store.append('d1', [won], 2);
    await store.append('d3', [opened({ dealId: 'd3' })], 0);
    await store.erase('d2');
    const live = await followDeals(store, book, { after: cursor });
    expect(live.book).toBe(book);
    expect(await live.refresh()).toEqual({ ...nothing, loaded: ['d1', 'd3'], erased: ['d2'] });
    await expectCurrent(live.book, store);
    await store.append('d1', [event('PaymentReceived', 12, { amount: nok(1) })], 3);
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1'] });
  });

  test('from an earlier cursor, and from the beginning, with nothing counted twice', async () => {
    const store = await withDeals(3);
    const { cursor } = await store.changes(undefined, 1);
    await store.append('d1', [event('PaymentReceived', 3, { amount: nok(1) })], 1);
    const book = await dealBookFrom(store.histories({}), options);
    for (const after of [cursor, undefined]) {
      const live = await followDeals(store, book, { after, limit: 1 });
      await live.refresh();
      await expectCurrent(live.book, store);
    }
  });

  test('loads anew from a cursor that is known, without reading through the feed', async () => {
    const store = await withDeals(3);
    const { cursor } = await store.changes(undefined, 2);
    let read = 0;
    const { repository } = withFeed(store, (page) => {
      read += page.length;
      return page;
    });
    const live = await followDeals(repository, options, { after: cursor });
    expect([live.cursor, read]).toEqual([cursor, 0]);
    expect(await live.refresh()).toEqual(nothing); // d3 was in the load
  });
});

describe('a connection that breaks', () => {
  test.each(['unavailable', 'indeterminate'] as const)(
    'leaves the book as it was, and the next refresh goes on there: %s',
    async (code) => {
      const store = await withDeals(1);
      const { repository, cut } = withCut(store);
      const live = await followDeals(repository, options);
      const { book, cursor } = live;
      await store.append('d1', [won], 1);
      cut.code = code;
      expect(await failure(live.refresh())).toEqual([code, { problem: 'no connection' }]);
      expect([live.book === book, live.cursor]).toEqual([true, cursor]);
      cut.code = undefined;
      expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1'] });
      await expectCurrent(live.book, store);
    },
  );

  test('between two pages is told of, and so is what came with the first, once it is back', async () => {
    const store = await withDeals(2);
    const { repository, cut } = withCut(store);
    const live = await followDeals(repository, options, { limit: 1 });
    await store.append('d1', [won], 1);
    await store.append(
      'd2',
      [moved('contact', 'offer', 5)].map((each) => ({ ...each, dealId: 'd2' })),
      1,
    );
    const { changes } = repository;
    let pages = 0;
    Object.assign(repository, {
      changes: (after: string | undefined, limit: number) => {
        if (pages++ === 1) cut.code = 'unavailable';
        return changes(after, limit);
      },
    });
    expect(await failure(live.refresh())).toEqual(['unavailable', { problem: 'no connection' }]);
    expect(winRate(live.book).won).toBe(1);
    cut.code = undefined;
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1', 'd2'] });
  });

  test('while a deal is loaded whole leaves the book without that page', async () => {
    const store = await withDeals(2);
    const { book, cursor } = await followDeals(store, options);
    const { repository, cut } = withCut(store);
    const live = await followDeals({ ...repository, changes: store.changes }, book, { after: cursor });
    await store.erase('d2');
    await store.append('d1', [won], 1);
    cut.code = 'unavailable';
    expect(await failure(live.refresh())).toEqual(['unavailable', { problem: 'no connection' }]);
    expect([live.book === book, live.cursor]).toEqual([true, cursor]);
  });
});

describe('a feed that is not as it should be', () => {
  const later = [moved('contact', 'offer', 4), moved('offer', 'terms', 5), won] as const;

  async function appended(store: Store, dealId: string): Promise<void> {
    for (const [i, each] of later.entries())
      await store.append(dealId, [{ ...each, dealId } as DealEvent], i + 1);
  }

  test('and repeats itself changes nothing', async () => {
    const store = await withDeals(2);
    const { repository, loads } = withFeed(store, (page) => [...page, ...page]);
    const live = await followDeals(repository, options, { limit: 2 });
    await appended(store, 'd1');
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1'] });
    expect(loads).toEqual([]);
    await expectCurrent(live.book, store);
  });

  test('and leaves something out is noticed with the next change of the deal, which is then loaded', async () => {
    const store = await withDeals(1);
    const { repository, loads } = withFeed(store, (page) =>
      page.filter((change) => change.erased === true || change.version !== 3),
    );
    const live = await followDeals(repository, options);
    await appended(store, 'd1');
    expect(await live.refresh()).toEqual({ ...nothing, loaded: ['d1'] });
    expect(loads).toEqual(['d1']);
    await expectCurrent(live.book, store);
  });

  test('and mixes the order up, within a deal and among deals, comes to the same', async () => {
    const store = await withDeals(2);
    const { repository, loads } = withFeed(store, (page) => [...page].reverse());
    const live = await followDeals(repository, options);
    await appended(store, 'd1');
    await appended(store, 'd2');
    expect(await live.refresh()).toEqual({ ...nothing, loaded: ['d2', 'd1'] });
    expect(loads).toEqual(['d2', 'd1']);
    await expectCurrent(live.book, store);
  });

  test('and overlaps with what the book has of a deal adds only the rest', async () => {
    const store = await withDeals(1);
    const sold = event('DealWon', 9, { amount: nok(100), paymentDueAt: on(10) });
    const paid = [
      event('PaymentReceived', 11, { amount: nok(20) }),
      event('PaymentReceived', 12, { amount: nok(30) }),
    ];
    const history = [opened(), sold, ...paid];
    const { repository, loads } = withFeed(store, (page) =>
      page.flatMap((change) =>
        change.erased === true ? [] : [{ ...change, events: history.slice(0, change.version) }],
      ),
    );
    const live = await followDeals(repository, options);
    for (const [i, each] of history.slice(1).entries()) await store.append('d1', [each], i + 1);
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d1'] });
    expect(loads).toEqual([]);
    expect(overduePayments(live.book, { asOf: on(12) }).deals).toMatchObject([{ paid: nok(50) }]);
  });

  test('and tells of more than is loaded is stopped at, told of, and tried again', async () => {
    const store = await withDeals(2);
    const { book, cursor } = await followDeals(store, options);
    let isStale = true;
    const load: Store['load'] = async (id) =>
      isStale ? ([opened({ dealId: id })] as const) : store.load(id);
    const live = await followDeals({ ...store, load }, book, { after: cursor });
    await store.append('d1', [won], 1);
    expect(await live.refresh()).toEqual({ ...nothing, isAtEnd: false, behind: ['d1'] });
    expect([winRate(live.book).won, live.cursor]).toEqual([0, cursor]);
    isStale = false;
    expect(await live.refresh()).toEqual({ ...nothing, loaded: ['d1'] });
    await expectCurrent(live.book, store);
  });

  test('and brings what comes before that afterwards, on the same page, is read again all the same', async () => {
    const store = await withDeals(1);
    let isStale = true;
    const { repository } = withFeed(store, (page) => [...page].reverse());
    const load: Store['load'] = async (id) => (isStale ? undefined : store.load(id));
    const live = await followDeals({ ...repository, load }, options);
    await store.append('d2', [opened({ dealId: 'd2' })], 0);
    await store.append('d2', [{ ...won, dealId: 'd2' }], 1);
    expect(await live.refresh()).toEqual({ ...nothing, isAtEnd: false, behind: ['d2'] });
    isStale = false;
    expect(await live.refresh()).toEqual({ ...nothing, appended: ['d2'] });
    await expectCurrent(live.book, store);
  });

  test('and tells of a deal that is erased meanwhile goes on with the next refresh', async () => {
    const store = await withDeals(2);
    const { book, cursor } = await followDeals(store, options);
    await store.append('d1', [won], 1);
    let erasing: Promise<void> | undefined;
    const load: Store['load'] = async (id) => {
      erasing ??= store.erase(id);
      await erasing;
      return store.load(id);
    };
    const live = await followDeals({ ...store, load }, book, { after: cursor });
    expect(await live.refresh()).toEqual({ ...nothing, isAtEnd: false, behind: ['d1'] });
    expect(await live.refresh()).toEqual({ ...nothing, erased: ['d1'] });
    await expectCurrent(live.book, store);
  });

  test('and leads in a circle comes to an end', async () => {
    const store = await withDeals(1);
    const changes: Store['changes'] = async (_, limit) => ({
      ...(await store.changes(undefined, limit)),
      cursor: 'round',
    });
    const live = await followDeals({ ...store, changes }, options);
    expect(await live.refresh()).toEqual(nothing);
  });

  test('and answers with something else is refused by what is wrong', async () => {
    const store = await withDeals(1);
    const { book } = await followDeals(store, options);
    const answers: [unknown, string][] = [
      [undefined, 'answer of repository.changes'],
      [{ changes: [], cursor: 7 }, 'cursor'],
      [{ changes: 'none', cursor: '7' }, 'changes'],
      [{ changes: [null], cursor: '7' }, 'changes'],
      [{ changes: [{ dealId: 'd1', events: won, version: 2 }], cursor: '7' }, 'events'],
      [{ changes: [{ dealId: 'd1', events: [won] }], cursor: '7' }, 'version'],
    ];
    for (const [answer, option] of answers) {
      const live = await followDeals({ ...store, changes: async () => answer as never }, book);
      expect(await failure(live.refresh())).toMatchObject(['invalid-option', { option }]);
      expect(live.book).toBe(book);
    }
  });
});

describe('a refresh', () => {
  test('is shared by those who ask at once; who asks while one is under way gets the next', async () => {
    const store = await withDeals(1);
    let pages = 0;
    let meanwhile: Promise<unknown> | undefined;
    const changes: Store['changes'] = async (after, limit) => {
      const page = await store.changes(after, limit);
      pages++;
      if (pages === 2) {
        await store.append('d1', [won], 1); // too late for this page
        meanwhile = live.refresh();
      }
      return page;
    };
    const live = await followDeals({ ...store, changes }, options, { after: '1' });
    const [one, other] = await Promise.all([live.refresh(), live.refresh()]);
    expect([pages, one, other]).toEqual([1, nothing, nothing]);
    expect(one).not.toBe(other);
    expect(await live.refresh()).toEqual(nothing);
    expect(await meanwhile).toEqual({ ...nothing, appended: ['d1'] });
  });

  test('that fails does not keep those back who ask meanwhile', async () => {
    const store = await withDeals(1);
    const reason = new DealError('unavailable', 'No connection.', { problem: 'no connection' });
    let meanwhile: Promise<unknown> | undefined;
    const changes: Store['changes'] = async (after, limit) => {
      if (meanwhile !== undefined) return store.changes(after, limit);
      meanwhile = live.refresh();
      throw reason;
    };
    const live = await followDeals({ ...store, changes }, options, { after: '1' });
    await store.append('d1', [won], 1);
    expect(await failure(live.refresh())).toMatchObject(['unavailable', {}]);
    expect(await meanwhile).toEqual({ ...nothing, appended: ['d1'] });
  });

  test('of a deal that the book cannot take is refused, and the book stays', async () => {
    const store = await withDeals(1);
    const live = await followDeals(store, options);
    await store.append('d2', [opened({ dealId: 'd2', pipelineId: 'others' })], 0);
    expect(await failure(live.refresh())).toEqual([
      'unknown-pipeline',
      { pipelineId: 'others', dealId: 'd2' },
    ]);
    expect(live.book.deals).toBe(1);
  });

  test('ends with the signal, and so does the load', async () => {
    const store = await withDeals(2);
    const controller = new AbortController();
    const { signal } = controller;
    const live = await followDeals(store, options, { signal });
    controller.abort('enough');
    expect(await failure(live.refresh())).toBe('enough');
    expect(live.book.deals).toBe(2);
    expect(await failure(followDeals(store, options, { signal }))).toBe('enough');
  });
});

describe('following is refused', () => {
  test.each(['load', 'histories', 'changes'] as const)('with a repository without %s', async (method) => {
    const { [method]: _, ...rest } = await withDeals(1);
    expect(await failure(followDeals(rest as never, options))).toMatchObject([
      'invalid-option',
      { option: `repository.${method}` },
    ]);
  });

  test('to a selection: it cannot take in all deals', async () => {
    const store = await withDeals(1);
    const book = await dealBookFrom(store.histories({}), options);
    const some = selectDeals(book, { field: 'ownerId', value: 'kari' });
    expect(await failure(followDeals(store, some))).toMatchObject(['invalid-option', { option: 'book' }]);
  });

  test('with options that nobody reads', async () => {
    const store = await withDeals(1);
    const book = await dealBookFrom(store.histories({}), options);
    const onProgress = () => undefined;
    const { signal } = new AbortController();
    const attempts: [unknown, object, string][] = [
      [options, { pageSize: 3 }, 'pageSize'],
      [options, { limit: 0 }, 'limit'],
      [options, { after: 7 }, 'after'],
      [{ ...options, signal }, {}, 'signal'],
      [{ ...options, onProgress }, {}, 'onProgress'],
      [undefined, {}, 'book'],
      [book, { onProgress }, 'onProgress'],
    ];
    for (const [followed, given, option] of attempts) {
      expect(await failure(followDeals(store, followed as never, given))).toMatchObject([
        'invalid-option',
        { option },
      ]);
    }
  });
});
