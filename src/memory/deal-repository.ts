import { type Signal, stopIfAborted } from '../book/reading.ts';
import { decodeEvent } from '../codec/event-codec.ts';
import type { StoredForm } from '../codec/stored-form.ts';
import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import {
  checkOption,
  checkOptions,
  list,
  notPossible,
  type OptionsOf,
  object,
  positiveNumber,
} from '../options.ts';
import { answerStale } from '../repository/answer-stale.ts';
import { type DealQuery, queryTest } from '../repository/deal-query.ts';
import type {
  AppendResult,
  DealAppend,
  DealChange,
  DealChanges,
  DealRepository,
  HistoriesOptions,
} from '../repository/deal-repository.ts';
import { encodeAppend } from '../repository/encode-append.ts';
import { checkText } from '../text.ts';

export interface MemoryDealRepositoryOptions {
  /** How many histories a chunk of `histories` holds; default 1,000. */
  readonly chunkSize?: number | undefined;
}

const repositoryOptions: OptionsOf<MemoryDealRepositoryOptions> = { chunkSize: positiveNumber };
const historiesOptions: OptionsOf<HistoriesOptions> = { signal: object };

/** A deal: its events, and after which append of all each of its own appends came. */
interface Entry {
  readonly id: string;
  readonly events: DealEvent[];
  readonly appends: { readonly number: number; readonly version: number }[];
}

/**
 * A repository of deals in memory, with a feed. It takes what every store takes: events go in by way of their stored
 * form and come out as copies.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * const opened: DealEvent = { type: 'DealOpened', dealId: 'd1', at: new Date('2026-10-01'), pipelineId: 'sales', ownerId: 'kari', potential: null }
 * await deals.append('d1', [opened], 0) // => { status: 'appended', version: 1 }
 * await deals.append('d1', [opened], 0) // => { status: 'duplicate', version: 1 }
 * await deals.append('d1', [{ ...opened, ownerId: 'ola' }], 0) // => { status: 'conflict', actualVersion: 1 }
 * ```
 */
export function memoryDealRepository(options: MemoryDealRepositoryOptions = {}): Required<DealRepository> {
  checkOptions(options, repositoryOptions);
  const { chunkSize = 1_000 } = options;
  const deals = new Map<string, Entry>();
  const erased = new Set<string>();
  /** What the feed shows, place by place; null where the deal was erased since. */
  const log: (Append | { readonly erasedId: string } | null)[] = [];

  async function load(id: string): Promise<DealHistory | undefined> {
    const deal = deals.get(id);
    return deal && copied(deal.events);
  }

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
    const all = given.map((each) => {
      checkOption('appends', each, object);
      const { id, events, expectedVersion } = each;
      const stored = encodeAppend(id, events, expectedVersion);
      if (erased.has(id)) throw new DealError('deal-erased', `Deal ${id} was erased.`, { dealId: id });
      return { id, stored, events, expectedVersion };
    });
    return all.map(appendOne);
  }

  function appendOne({
    id,
    stored,
    events,
    expectedVersion,
  }: DealAppend & { readonly stored: readonly StoredForm[] }): AppendResult {
    const deal = deals.get(id) ?? { id, events: [], appends: [] };
    if (deal.events.length !== expectedVersion) return answerStale(deal.events, events, expectedVersion);
    for (const form of stored) deal.events.push(decodeEvent(form));
    const version = deal.events.length;
    log.push({ deal, from: expectedVersion, version });
    deal.appends.push({ number: log.length, version });
    deals.set(id, deal);
    return { status: 'appended', version };
  }

  async function* chunksOf(
    isMeant: (history: DealHistory) => boolean,
    ids: readonly string[] | undefined,
    signal: Signal | undefined,
  ): AsyncGenerator<readonly DealHistory[]> {
    const last = log.length;
    let chunk: DealHistory[] = [];
    for (const deal of ids === undefined ? deals.values() : dealsOf(ids)) {
      const history = deal.events.slice(0, versionAfter(deal, last));
      if (history.length === 0 || !isMeant(history as never)) continue;
      chunk.push(copied(history));
      if (chunk.length < chunkSize) continue;
      stopIfAborted(signal);
      yield chunk;
      chunk = [];
    }
    stopIfAborted(signal);
    if (chunk.length > 0) yield chunk;
  }

  function* dealsOf(ids: readonly string[]): Iterable<Entry> {
    for (const id of new Set(ids)) {
      const deal = deals.get(id);
      if (deal !== undefined) yield deal;
    }
  }

  function histories(
    query: DealQuery,
    options: HistoriesOptions = {},
  ): AsyncIterable<readonly DealHistory[]> {
    checkOptions(options, historiesOptions);
    return chunksOf(queryTest(query), query.ids && [...query.ids], options.signal);
  }

  /** The append that a cursor stands after: only texts that were given as cursors are. */
  function placeOf(cursor: unknown): number {
    const place = Number(typeof cursor === 'string' && /^(?:0|[1-9]\d*)$/.test(cursor) ? cursor : Number.NaN);
    if (place <= log.length) return place;
    throw notPossible('after', 'a cursor that the feed gave', cursor);
  }

  async function changes(after: string | undefined, limit: number): Promise<DealChanges> {
    const start = after === undefined ? 0 : placeOf(after);
    checkOption('limit', limit, positiveNumber);
    const page: DealChange[] = [];
    let place = start;
    for (; place < log.length && page.length < limit; place++) {
      const entry = log[place];
      if (entry) page.push(changeOf(entry));
    }
    return { changes: page, cursor: `${place}` };
  }

  async function erase(id: string): Promise<void> {
    checkText(id, 'id');
    const deal = deals.get(id);
    if (deal === undefined) return;
    deals.delete(id);
    erased.add(id);
    for (const { number } of deal.appends) log[number - 1] = null;
    deal.events.length = 0; // also for those who are reading
    log.push({ erasedId: id });
  }

  return { load, append, appendMany, erase, histories, changes };
}

/** Events of a deal that were appended together. */
interface Append {
  readonly deal: Entry;
  readonly from: number;
  readonly version: number;
}

function changeOf(entry: Append | { readonly erasedId: string }): DealChange {
  if ('erasedId' in entry) return { dealId: entry.erasedId, erased: true };
  const { deal, from, version } = entry;
  return { dealId: deal.id, events: deal.events.slice(from, version).map(copyEvent), version };
}

/** How many events a deal had after an append of all. */
function versionAfter({ appends }: Entry, last: number): number {
  let i = appends.length - 1;
  while (i >= 0 && (appends[i] as { number: number }).number > last) i--;
  return appends[i]?.version ?? 0;
}

function copied(events: readonly DealEvent[]): DealHistory {
  return events.map(copyEvent) as unknown as DealHistory;
}
