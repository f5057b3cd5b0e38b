import { decodeEvent } from '../../codec/event-codec.ts';
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

/** How many appends a transaction takes. */
const appendsAtOnce = 500;
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
    const answers: AppendResult[] = [];
    for (let start = 0; start < appends.length; start += appendsAtOnce) {
      const some = appends.slice(start, start + appendsAtOnce);
      answers.push(...(await store.write((db) => recordAppends(db, store, some, sourcesFor))));
    }
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

/** An append as it is now, whatever becomes of the lists it came in. */
function checked(append: DealAppend): CheckedAppend {
  checkOption('appends', append, object);
  const { id, events, expectedVersion } = append;
  const stored = encodeAppend(id, events, expectedVersion);
  return { id, expectedVersion, stored, events: stored.map((form) => decodeEvent(form)) };
}
