import { type DealBook, isBook, isSelection } from '../book/book.ts';
import { dealBookFrom } from '../book/deal-book.ts';
import { type DealBookOptions, dealBookOptions } from '../book/deal-book-options.ts';
import type { DealHistory } from '../deal/event.ts';
import { invalidOption } from '../errors.ts';
import {
  callback,
  checkOption,
  checkOptions,
  list,
  type OptionsOf,
  object,
  positiveNumber,
  stream,
  text,
} from '../options.ts';
import { applyChanges, type DealFate, noteFate } from './apply-changes.ts';
import type { DealFeed, DealRepository } from './deal-repository.ts';
import type { BookRefresh, FollowedBook, FollowOptions } from './followed-book.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { endOfFeed, isEnd, readPage } from './read-feed.ts';

const goingOnOptions = { after: text, limit: positiveNumber, signal: object };
const followOptions: OptionsOf<FollowOptions> = { ...goingOnOptions, onProgress: callback };

/**
 * A book that is always current: loaded once, then kept up to date from the repository's feed of changes.
 *
 * `book` says which: the options of one to be loaded, as `dealBook` takes them, or one that is there already, to be gone on
 * with from the cursor `after`. After a refresh to the end of the feed it is what a book of all histories would be: nothing is
 * lost that happens while it is loaded, and nothing counted twice. Every change tells the deal's number of events, so what
 * is repeated is passed over, and where something is missing before it, the deal is loaded whole. (What a feed leaves out is
 * noticed with the deal's next change, not before.) Deals that were erased are taken out.
 *
 * No clock is read, and nothing is started by itself: the book goes on, page by page, while a `refresh` is under way, and the
 * host calls that as often as it wants to be current. `signal` ends the following: once it is aborted, the load and every
 * refresh throw its reason. `onProgress` is told of the load, and refused where there is none. Besides the book, one number
 * is held for each deal that was loaded or changed.
 *
 * @throws DealError `invalid-option` (a repository without `changes`, a selection of a book), what `dealBookFrom` and the
 * repository throw; the reason of the signal.
 *
 * @example
 * ```ts
 * const deals = memoryDealRepository()
 * const live = await followDeals(deals, { pipelines: [sales], currency: 'NOK' })
 * await deals.append('d4', histories[3], 0)
 * await live.refresh() // => { isAtEnd: true, appended: ['d4'], loaded: [], erased: [], behind: [] }
 * winRate(live.book).open // => 1
 * const next = await followDeals(deals, live.book, { after: live.cursor })
 * ```
 */
export async function followDeals(
  repository: Pick<DealRepository, 'load' | 'histories'> & DealFeed,
  book: DealBook | DealBookOptions,
  options: FollowOptions = {},
): Promise<FollowedBook> {
  checkOption('repository', repository, object);
  checkOption('repository.changes', repository.changes, callback);
  checkOption('repository.load', repository.load, callback);
  checkOptions(options, isBook(book) ? goingOnOptions : followOptions);
  const { after, limit = 1_000, signal, onProgress } = options;
  const reading = { limit, signal };
  const versions = new Map<string, number>();
  let cursor = after;

  /** All histories, as they are after the place in the feed where it will be gone on. */
  async function* histories(): AsyncIterable<readonly DealHistory[]> {
    cursor ??= await endOfFeed(repository, reading);
    const chunks = repository.histories({}, { signal });
    checkOption('answer of repository.histories', chunks, stream);
    for await (const chunk of chunks) {
      checkOption('chunks', chunk, list);
      yield chunk;
      for (const history of chunk) versions.set(history[0].dealId, history.length);
    }
  }

  async function loaded(toLoad: DealBookOptions): Promise<DealBook> {
    checkOption('repository.histories', repository.histories, callback);
    checkOptions(toLoad, dealBookOptions, 'book');
    return dealBookFrom(histories(), { ...toLoad, onProgress, signal });
  }

  if (isBook(book) && isSelection(book)) {
    throw invalidOption('book', 'a selection, which cannot take in all deals');
  }
  let current = isBook(book) ? book : await loaded(book);
  // Of a book that was loaded here it is known what it does not have; of one that was given, nothing.
  const otherwise = isBook(book) ? undefined : 0;
  const versionOf = (dealId: string): number | undefined => versions.get(dealId) ?? otherwise;

  /** What became of deals since that was told last: also of those of a refresh that failed later. */
  let untold = new Map<string, DealFate>();

  /** Reads the feed to its end, or to a page of which a deal is behind: that page is read again the next time. */
  async function readOn(): Promise<Omit<BookRefresh, DealFate> & { readonly fates: typeof untold }> {
    for (;;) {
      const page = await readPage(repository, cursor, reading);
      const applied = await applyChanges(repository, current, versionOf, page.changes);
      current = applied.book;
      for (const [dealId, version] of applied.versions) versions.set(dealId, version);
      for (const [dealId, fate] of applied.fates) noteFate(untold, dealId, fate);
      const isBehind = [...applied.fates.values()].includes('behind');
      const isAtEnd = !isBehind && isEnd(page, cursor);
      if (!isBehind) cursor = page.cursor;
      if (!isAtEnd && !isBehind) continue;
      const fates = untold;
      untold = new Map();
      return { isAtEnd, fates };
    }
  }

  const shared = oneAtATime(readOn);
  return {
    get book() {
      return current;
    },
    get cursor() {
      return cursor;
    },
    async refresh() {
      const { isAtEnd, fates } = await shared();
      const answer = { isAtEnd, appended: [], loaded: [], erased: [], behind: [] };
      const lists: Record<DealFate, string[]> = answer;
      for (const [dealId, fate] of fates) lists[fate].push(dealId);
      return answer;
    },
  };
}
