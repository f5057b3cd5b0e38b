import { type Signal, stopIfAborted } from '../book/reading.ts';
import { checkOption, list, object, positiveNumber, text } from '../options.ts';
import { checkText } from '../text.ts';
import type { DealChanges, DealFeed } from './deal-repository.ts';

/** Where a feed is read, and how. */
interface FeedReading {
  readonly limit: number;
  readonly signal: Signal | undefined;
}

/** What comes after a cursor, checked: a page of changes. */
export async function readPage(
  feed: DealFeed,
  after: string | undefined,
  { limit, signal }: FeedReading,
): Promise<DealChanges> {
  stopIfAborted(signal);
  const page = await feed.changes(after, limit);
  checkOption('answer of repository.changes', page, object);
  checkOption('cursor', page.cursor, text);
  checkOption('changes', page.changes, list);
  for (const change of page.changes) {
    checkOption('changes', change, object);
    checkText(change.dealId, 'dealId');
    if (change.erased === true) continue;
    checkOption('events', change.events, list);
    checkOption('version', change.version, positiveNumber);
  }
  stopIfAborted(signal);
  return page;
}

/** Whether there was nothing after a cursor. A page that leads back to it, which none should, is an end as well. */
export function isEnd({ changes, cursor }: DealChanges, after: string | undefined): boolean {
  return changes.length === 0 || cursor === after;
}

/** The cursor at the end of a feed, which only reading it tells. */
export async function endOfFeed(feed: DealFeed, reading: FeedReading): Promise<string> {
  for (let after: string | undefined; ; ) {
    const page = await readPage(feed, after, reading);
    if (isEnd(page, after)) return page.cursor;
    after = page.cursor;
  }
}
