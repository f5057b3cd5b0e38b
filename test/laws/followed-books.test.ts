import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DealBook,
  type DealBookOptions,
  DealError,
  type DealEvent,
  type DealRepository,
  dealBookFrom,
  dealJourney,
  dealList,
  dealPaths,
  demandSatisfaction,
  type FollowedBook,
  followDeals,
  groupDeals,
  isDealError,
  lossReasons,
  overduePayments,
  pipelineMovements,
  salesFunnel,
  unpricedDeals,
  winRate,
} from '../../src/index.ts';
import { memoryDealRepository } from '../../src/memory/index.ts';
import { plain } from '../support/plain.ts';
import { instants, type RandomBook, randomBook } from '../support/random-book.ts';
import { runs } from '../support/runs.ts';

// Whatever happens to deals, to the feed and to the connection: what a followed book says is what a book says that is made
// of all histories once the feed was read to its end.

type Store = Required<DealRepository>;

/** Something that happens, to the deals or between them and the book. */
const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('append'),
      deal: fc.nat(11),
      events: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erase'), deal: fc.nat(11) }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('refresh'), times: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('cut'), after: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('feed'), repeated: fc.nat(3), turned: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('stale'), loads: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('restart'), limit: fc.integer({ min: 1, max: 4 }) }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** A repository in memory, and what lies between it and the one who follows it. */
function unsteady() {
  const store = memoryDealRepository({ chunkSize: 2 });
  const state = { callsLeft: Number.POSITIVE_INFINITY, repeated: 0, turned: false, staleLoads: 0 };
  let whileLoading = async (): Promise<void> => undefined;

  function reached(): void {
    if (state.callsLeft-- > 0) return;
    state.callsLeft = Number.POSITIVE_INFINITY;
    throw new DealError('unavailable', 'No connection.', { problem: 'no connection' });
  }

  const repository: Store = {
    ...store,
    async load(id) {
      reached();
      if (state.staleLoads-- > 0) return undefined;
      return store.load(id);
    },
    async changes(after, limit) {
      reached();
      const page = await store.changes(after, limit);
      if (page.changes.length === 0) return page; // the end of the feed is what it is
      const start = Math.max(0, Number(after ?? 0) - state.repeated);
      const again = state.repeated === 0 ? [] : (await store.changes(`${start}`, state.repeated)).changes;
      const changes = [...again, ...page.changes];
      return { ...page, changes: state.turned ? changes.reverse() : changes };
    },
    async *histories(query, options) {
      for await (const chunk of store.histories(query, options)) {
        await whileLoading();
        yield chunk;
      }
    },
  };
  const onLoading = (work: typeof whileLoading): void => {
    whileLoading = work;
  };
  return { store, repository, state, onLoading };
}

/** Everything a book says of its deals. */
function told(book: DealBook): unknown {
  const during = { start: instants[2] as Date, end: instants[6] as Date };
  const { rows } = dealList(book);
  return plain([
    [book.deals, book.asOf, rows],
    rows.map(({ dealId }) => dealJourney(book, { dealId })),
    ['m', 'a'].map((pipelineId) => salesFunnel(book, { pipelineId, durations: true })),
    dealPaths(book, { pipelineId: 'm' }),
    groupDeals(book, ['ownerId', 'closedBy', 'expectedCloseAt']).map((group) => [
      group.key,
      group.book.deals,
    ]),
    unpricedDeals(book),
    [
      winRate(book),
      lossReasons(book),
      overduePayments(book),
      demandSatisfaction(book),
      pipelineMovements(book, { during }),
    ],
  ]);
}

/** Lives through what happens, and answers with the books at the end: the followed one, and all that were seen, as they were. */
async function lived(
  { histories, pipelines, currency }: RandomBook,
  happenings: readonly Happening[],
  limits: Pick<DealBookOptions, 'asOf' | 'knownAt'>,
  present: number,
) {
  const { store, repository, state, onLoading } = unsteady();
  const options = { pipelines, currency, ...limits };
  const versions = histories.map(() => 0);
  const gone = new Set<number>();

  async function append(deal: number, count: number): Promise<void> {
    const n = deal % Math.max(1, histories.length);
    const version = versions[n] ?? 0;
    const events = (histories[n] ?? []).slice(version, version + count) as DealEvent[];
    if (events.length === 0 || gone.has(n)) return;
    await store.append((events[0] as DealEvent).dealId, events, version);
    versions[n] = version + events.length;
  }

  for (let deal = 0; deal < present; deal++) await append(deal, 1 + (deal % 3));
  let loading = 0;
  onLoading(() => append(loading++, 1));
  let live: FollowedBook = await followDeals(repository, options, { limit: 3 });
  const seen: { readonly book: DealBook; readonly said: unknown }[] = [];

  async function refresh(): Promise<boolean> {
    try {
      return (await live.refresh()).isAtEnd;
    } catch (error) {
      if (!isDealError(error, 'unavailable')) throw error;
      return false;
    }
  }

  for (const each of happenings) {
    if ('events' in each) await append(each.deal, each.events);
    else if ('deal' in each) {
      const [opening] = histories[each.deal % Math.max(1, histories.length)] ?? [];
      if (opening !== undefined && versions[each.deal % histories.length] !== 0) {
        await store.erase(opening.dealId);
        gone.add(each.deal % histories.length);
      }
    } else if ('after' in each) state.callsLeft = each.after;
    else if ('repeated' in each) Object.assign(state, { repeated: each.repeated, turned: each.turned });
    else if ('loads' in each) state.staleLoads = each.loads;
    else if ('limit' in each) {
      seen.push({ book: live.book, said: told(live.book) });
      live = await followDeals(repository, live.book, { after: live.cursor, limit: each.limit });
    } else await Promise.all(Array.from({ length: each.times }, refresh));
  }
  Object.assign(state, { callsLeft: Number.POSITIVE_INFINITY, repeated: 0, turned: false, staleLoads: 0 });
  let reads = 1;
  while (!(await refresh())) if (reads++ > 5) throw new Error('The end of the feed is not reached.');
  return { followed: live.book, seen, anew: await dealBookFrom(store.histories({}), options) };
}

test('a followed book says what a book made anew says, whatever happened in between, and its snapshots stay', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomBook,
      fc.array(happening, { maxLength: 60, size: 'max' }),
      fc.constantFrom({}, {}, { asOf: instants[7] as Date }, { knownAt: instants[7] as Date }),
      fc.nat(8),
      async (random, happenings, limits, present) => {
        const { followed, seen, anew } = await lived(random, happenings, limits, present);
        expect(told(followed)).toEqual(told(anew));
        for (const { book, said } of seen) expect(told(book)).toEqual(said);
      },
    ),
    { numRuns: runs(60) },
  );
});
