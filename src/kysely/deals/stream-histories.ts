import { type Signal, stopIfAborted } from '../../book/reading.ts';
import type { DealHistory } from '../../deal/event.ts';
import { type DealQuery, queryTest } from '../../repository/deal-query.ts';
import { keyOf } from '../schema/key.ts';
import type { Store } from '../store/store.ts';
import { type Conditions, conditionsOf, dealPage } from './deal-pages.ts';
import { historiesOfDeals } from './histories-of-deals.ts';
import { presentMoment } from './moment.ts';

/** A query as it was when it was asked. */
export interface CompiledQuery {
  /** Of the ids it names, if it does. */
  readonly keys: readonly string[] | undefined;
  readonly conditions: Conditions;
  readonly isMeant: (history: DealHistory) => boolean;
}

/** A query to ask the store, checked. */
export function compiledQuery(query: DealQuery): CompiledQuery {
  const isMeant = queryTest(query);
  const keys = query.ids && [...new Set(query.ids.map(keyOf))];
  return { keys, conditions: conditionsOf(query), isMeant };
}

/**
 * The histories a query is about, a page of deals after the other, all as of one moment at the beginning. No connection is held
 * between two pages: SQLite has but one, and whoever reads may append meanwhile.
 */
export async function* streamHistories(
  store: Store,
  { keys, conditions, isMeant }: CompiledQuery,
  { chunkSize, signal }: { readonly chunkSize: number; readonly signal: Signal | undefined },
): AsyncGenerator<readonly DealHistory[]> {
  stopIfAborted(signal);
  const asOf = await store.read((db) => presentMoment(db, store));
  for (let after: string | undefined, isLast = false, start = 0; !isLast; start += chunkSize) {
    const { page, histories } = await store.read(async (db) => {
      const page =
        keys?.slice(start, start + chunkSize) ??
        (await dealPage(db, store.tenant, conditions, { after, size: chunkSize, asOf }));
      return { page, histories: await historiesOfDeals(db, store, page, { asOf }) };
    });
    isLast = page.length < chunkSize;
    after = page.at(-1);
    const chunk = [...histories.values()].filter(isMeant);
    stopIfAborted(signal);
    if (chunk.length > 0) yield chunk;
  }
}
