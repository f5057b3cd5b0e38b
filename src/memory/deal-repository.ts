import { type Signal, stopIfAborted } from '../book/reading.ts';
import { decodeEvent } from '../codec/event-codec.ts';
import { copyEvent } from '../deal/copy-event.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { answerStale } from '../repository/answer-stale.ts';
import { type DealQuery, queryTest } from '../repository/deal-query.ts';
import type {
  AppendResult,
  DealChanges,
  DealFeed,
  DealRepository,
  HistoriesOptions,
} from '../repository/deal-repository.ts';
import { encodeAppend } from '../repository/encode-append.ts';
import { shown as text } from '../text.ts';

export interface MemoryDealRepositoryOptions {
  /** How many histories a chunk of `histories` holds; default 1,000. */
  readonly chunkSize?: number | undefined;
}

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
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * const opened: DealEvent = { type: 'DealOpened', dealId: 'd1', at: new Date('2026-10-01'), pipelineId: 'sales', ownerId: 'kari', potential: null }
 * await deals.append('d1', [opened], 0) // => { status: 'appended', version: 1 }
 * await deals.append('d1', [opened], 0) // => { status: 'duplicate', version: 1 }
 * await deals.append('d1', [{ ...opened, ownerId: 'ola' }], 0) // => { status: 'conflict', actualVersion: 1 }
 * ```
 */
export function memoryDealRepository({
  chunkSize = 1_000,
}: MemoryDealRepositoryOptions = {}): DealRepository & DealFeed {
  const deals = new Map<string, Entry>();
  const appends: { readonly deal: Entry; readonly from: number; readonly version: number }[] = [];

  async function load(id: string): Promise<DealHistory | undefined> {
    const deal = deals.get(id);
    return deal && copied(deal.events);
  }

  async function append(
    id: string,
    events: readonly DealEvent[],
    expectedVersion: number,
  ): Promise<AppendResult> {
    const stored = encodeAppend(id, events, expectedVersion);
    const deal = deals.get(id) ?? { id, events: [], appends: [] };
    if (deal.events.length !== expectedVersion) return answerStale(deal.events, events, expectedVersion);
    for (const form of stored) deal.events.push(decodeEvent(form));
    const version = deal.events.length;
    appends.push({ deal, from: expectedVersion, version });
    deal.appends.push({ number: appends.length, version });
    deals.set(id, deal);
    return { status: 'appended', version };
  }

  async function* chunksOf(
    isMeant: (history: DealHistory) => boolean,
    ids: readonly string[] | undefined,
    signal: Signal | undefined,
  ): AsyncGenerator<readonly DealHistory[]> {
    const last = appends.length;
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
    { signal }: HistoriesOptions = {},
  ): AsyncIterable<readonly DealHistory[]> {
    return chunksOf(queryTest(query), query.ids && [...query.ids], signal);
  }

  /** The append that a cursor stands after: only texts that were given as cursors are. */
  function placeOf(cursor: unknown): number {
    const place = Number(typeof cursor === 'string' && /^(?:0|[1-9]\d*)$/.test(cursor) ? cursor : Number.NaN);
    if (place <= appends.length) return place;
    const problem = text(cursor);
    throw new DealError('invalid-option', `There is no cursor ${problem}.`, { option: 'after', problem });
  }

  async function changes(after: string | undefined, limit: number): Promise<DealChanges> {
    const start = after === undefined ? 0 : placeOf(after);
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new DealError('invalid-option', `limit: ${text(limit)} appends.`, {
        option: 'limit',
        problem: text(limit),
      });
    }
    const shown = appends.slice(start, start + limit);
    return {
      changes: shown.map(({ deal, from, version }) => ({
        dealId: deal.id,
        events: deal.events.slice(from, version).map(copyEvent),
        version,
      })),
      cursor: `${start + shown.length}`,
    };
  }

  return { load, append, histories, changes };
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
