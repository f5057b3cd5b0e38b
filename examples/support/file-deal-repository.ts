import {
  type AppendResult,
  answerStale,
  DealError,
  type DealEvent,
  type DealFeed,
  type DealHistory,
  type DealQuery,
  type DealRepository,
  decodeEvent,
  decodeHistory,
  encodeAppend,
  queryTest,
  type ReadingOptions,
  type StoredForm,
} from 'dealbook';
import { lock } from './lock-file.ts';
import { openLogFile, type Place } from './log-file.ts';

/** A line of the file: one append. */
interface Appended {
  readonly dealId: string;
  /** How many events the deal had before. */
  readonly after: number;
  readonly events: readonly StoredForm[];
}

/** Where the appends of a deal stand, and how many events they hold together. */
interface Entry {
  readonly places: Place[];
  version: number;
}

export interface FileDealRepositoryOptions {
  /** How many histories a chunk of `histories` holds; default 500. */
  readonly chunkSize?: number;
}

export type FileDealRepository = DealRepository & DealFeed & { close(): Promise<void> };

/**
 * A repository of deals in a file of JSON lines, one append a line, for one process at a time. In memory it keeps where
 * each deal's lines are, not what they say. An append is answered once it is on disk; a kill at any moment leaves at
 * most half a last line, which was never answered for and is cut off at the next opening.
 */
export async function fileDealRepository(
  path: string,
  { chunkSize = 500 }: FileDealRepositoryOptions = {},
): Promise<FileDealRepository> {
  const unlock = await lock(`${path}.lock`);
  const log = await openLogFile(path).catch(async (error) => {
    await unlock();
    throw error;
  });
  const deals = new Map<string, Entry>();
  const writing = new Map<string, Promise<unknown>>(); // by deal

  function enter({ dealId, after, events }: Appended, place: Place): number {
    const entry = deals.get(dealId) ?? { places: [], version: 0 };
    if (after !== entry.version)
      throw damaged(place, `deal ${dealId} has ${entry.version} events, not ${after}`);
    entry.places.push(place);
    entry.version += events.length;
    deals.set(dealId, entry);
    return entry.version;
  }

  async function historyAt(places: readonly Place[]): Promise<DealHistory> {
    const texts = await Promise.all(places.map((place) => log.read(place)));
    return decodeHistory(texts.flatMap((text, i) => parsed(text, places[i] as Place).events));
  }

  async function load(id: string): Promise<DealHistory | undefined> {
    const entry = deals.get(id);
    return entry && historyAt([...entry.places]);
  }

  async function append(
    id: string,
    events: readonly DealEvent[],
    expectedVersion: number,
  ): Promise<AppendResult> {
    const line: Appended = {
      dealId: id,
      after: expectedVersion,
      events: encodeAppend(id, events, expectedVersion),
    };
    while (writing.has(id)) await writing.get(id); // one after the other; what failed is nobody else's
    if ((deals.get(id)?.version ?? 0) !== expectedVersion) {
      return answerStale((await load(id)) ?? [], events, expectedVersion);
    }
    const added = log.add(JSON.stringify(line));
    writing.set(
      id,
      added.catch(() => {}),
    );
    try {
      return { status: 'appended', version: enter(line, await added) };
    } finally {
      writing.delete(id);
    }
  }

  function histories(
    query: DealQuery,
    { signal }: Pick<ReadingOptions, 'signal'> = {},
  ): AsyncIterable<readonly DealHistory[]> {
    const isMeant = queryTest(query);
    const ids = query.ids && new Set(query.ids);
    async function* chunks(): AsyncGenerator<readonly DealHistory[]> {
      const end = log.size(); // what is recorded from now on stands behind it
      let chunk: DealHistory[] = [];
      for (const id of ids ?? deals.keys()) {
        const places = deals.get(id)?.places.filter(({ offset }) => offset < end) ?? [];
        if (places.length === 0) continue;
        const history = await historyAt(places);
        if (signal?.aborted) throw signal.reason;
        if (!isMeant(history)) continue;
        chunk.push(history);
        if (chunk.length < chunkSize) continue;
        yield chunk;
        chunk = [];
      }
      if (signal?.aborted) throw signal.reason;
      if (chunk.length > 0) yield chunk;
    }
    return chunks();
  }

  /** The file is the feed, and a place in it the cursor. */
  const changes: DealFeed['changes'] = async (after = '0', limit) => {
    const changes = [];
    let cursor = Number(after);
    for await (const line of log.lines(cursor)) {
      const { dealId, after, events } = parsed(line.text, line);
      const decoded = events.map((form) => decodeEvent(form));
      changes.push({ dealId, events: decoded, version: after + events.length });
      cursor = line.offset + line.length;
      if (changes.length >= limit) break;
    }
    return { changes, cursor: `${cursor}` };
  };

  async function close(): Promise<void> {
    await log.close();
    await unlock();
  }

  try {
    for await (const line of log.lines()) enter(parsed(line.text, line), line);
  } catch (error) {
    await close();
    throw error;
  }
  return { load, append, histories, changes, close };
}

function parsed(text: string, place: Place): Appended {
  try {
    return JSON.parse(text) as Appended;
  } catch {
    throw damaged(place, 'no JSON');
  }
}

function damaged({ offset }: Place, problem: string): DealError {
  const path = `byte ${offset}`;
  return new DealError('invalid-record', `The line at ${path}: ${problem}.`, { path, problem });
}
