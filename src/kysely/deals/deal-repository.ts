import type { DealEvent } from '../../deal/event.ts';
import { checkOption, checkOptions, list, type OptionsOf, object, positiveNumber } from '../../options.ts';
import type {
  AppendResult,
  DealAppend,
  DealRepository,
  HistoriesOptions,
} from '../../repository/deal-repository.ts';
import { encodeAppend } from '../../repository/encode-append.ts';
import { checkText } from '../../text.ts';
import { keyOf } from '../schema/key.ts';
import type { Store } from '../store/store.ts';
import { eraseDeal } from './erase-deal.ts';
import { changesAfter, feedPlaceOf } from './feed.ts';
import { historiesOfDeals } from './histories-of-deals.ts';
import { type CheckedAppend, recordAppends, refuseErased } from './record-appends.ts';
import type { SourcesFor } from './sources-for.ts';
import { compiledQuery, streamHistories } from './stream-histories.ts';

/** With how many appends a transaction is full. */
const appendsAtOnce = 500;
/** While the database writes one, the next is made ready. */
const transactionsAtOnce = 2;
const historiesOptions: OptionsOf<HistoriesOptions> = { signal: object };

/** The deals of a store. */
export function storedDeals(
  store: Store,
  chunkSize: number,
  sourcesFor: SourcesFor,
): Required<DealRepository> {
  async function append(
    id: string,
    events: readonly DealEvent[],
    expectedVersion: number,
  ): Promise<AppendResult> {
    const [result] = await appendMany([{ id, events, expectedVersion }]);
    return result as AppendResult;
  }

  async function appendMany(given: readonly DealAppend[]): Promise<readonly AppendResult[]> {
    checkOption('appends', given, list);
    const appends = given.map(checked);
    if (appends.length > appendsAtOnce) await store.read((db) => refuseErased(db, store, appends));
    const answers = new Array<AppendResult>(appends.length);
    const parts = partsOf(appends);
    const recordParts = async (): Promise<void> => {
      for (const places of parts) {
        const some = places.map((place) => appends[place] as CheckedAppend);
        const given = await recordAppends(store, some, sourcesFor);
        for (const [index, place] of places.entries()) answers[place] = given[index] as AppendResult;
      }
    };
    // The generator is one for all: where one of them fails, none goes on.
    const done = await Promise.allSettled(Array.from({ length: transactionsAtOnce }, recordParts));
    for (const each of done) if (each.status === 'rejected') throw each.reason;
    return answers;
  }

  return {
    async load(id) {
      checkText(id, 'id');
      const histories = await store.read((db) => historiesOfDeals(db, store, [keyOf(id)]));
      return histories.get(keyOf(id));
    },

    append,
    appendMany,

    async erase(id) {
      checkText(id, 'id');
      await store.write((db) => eraseDeal(db, store, id));
    },

    histories(query, options: HistoriesOptions = {}) {
      checkOptions(options, historiesOptions);
      return streamHistories(store, compiledQuery(query), { chunkSize, signal: options.signal });
    },

    async changes(after, limit) {
      const place = feedPlaceOf(after);
      checkOption('limit', limit, positiveNumber);
      return store.read((db) => changesAfter(db, store, place, limit));
    },
  };
}

/** The places of appends, in parts for a transaction each; those of one deal are in one part, in their order. */
function* partsOf(appends: readonly CheckedAppend[]): Generator<readonly number[]> {
  const placesOf = new Map<string, number[]>();
  for (const [place, { id }] of appends.entries()) {
    const places = placesOf.get(id);
    if (places === undefined) placesOf.set(id, [place]);
    else places.push(place);
  }
  let part: number[] = [];
  for (const places of placesOf.values()) {
    for (const place of places) part.push(place);
    if (part.length < appendsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** An append as it is now, whatever becomes of the lists it came in. */
function checked(append: DealAppend): CheckedAppend {
  checkOption('appends', append, object);
  const { id, events, expectedVersion } = append;
  return { id, expectedVersion, stored: encodeAppend(id, events, expectedVersion) };
}
