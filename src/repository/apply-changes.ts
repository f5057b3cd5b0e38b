import { appendToBook } from '../book/append-to-book.ts';
import type { DealBook } from '../book/book.ts';
import { putInBook } from '../book/put-in-book.ts';
import { removeFromBook } from '../book/remove-from-book.ts';
import { checkEvents } from '../deal/check-history.ts';
import type { DealEvent } from '../deal/event.ts';
import { isDealError } from '../errors.ts';
import type { DealChange, DealRepository } from './deal-repository.ts';

/** What became of a deal in a book: a list of `BookRefresh` each. */
export type DealFate = 'appended' | 'loaded' | 'erased' | 'behind';

interface AppliedChanges {
  readonly book: DealBook;
  readonly fates: ReadonlyMap<string, DealFate>;
  /** How many events the book has of these deals: infinitely many of an erased one, so that nothing more of it is taken. */
  readonly versions: ReadonlyMap<string, number>;
}

/**
 * A book with a page of the feed. `versionOf` tells how many events of a deal it has; undefined where that is not known.
 *
 * What it has is passed over. What does not continue it (something is missing in between, or nothing is known of the deal),
 * and what needs the whole history, make the deal be loaded whole; it is behind where that has not what the feed tells of yet.
 */
export async function applyChanges(
  repository: Pick<DealRepository, 'load'>,
  before: DealBook,
  versionOf: (dealId: string) => number | undefined,
  changes: readonly DealChange[],
): Promise<AppliedChanges> {
  let book = before;
  const fates = new Map<string, DealFate>();
  const versions = new Map<string, number>();
  /** Versions the feed tells of that a load did not have yet. Changes before them may still be taken in. */
  const awaited = new Map<string, number>();
  for (const change of changes) {
    const { dealId } = change;
    if (change.erased === true) {
      const others = removeFromBook(book, dealId);
      if (others !== book) fates.set(dealId, 'erased');
      book = others;
      versions.set(dealId, Number.POSITIVE_INFINITY);
      continue;
    }
    const { events, version } = change;
    const known = versions.get(dealId) ?? versionOf(dealId);
    if (known !== undefined && version <= known) continue;
    const missing = known === undefined ? Number.POSITIVE_INFINITY : version - known;
    const next =
      missing <= events.length ? continued(book, dealId, events.slice(events.length - missing)) : null;
    if (next !== null) {
      book = next;
      versions.set(dealId, version);
      noteFate(fates, dealId, 'appended');
      continue;
    }
    const history = (await repository.load(dealId)) ?? [];
    checkEvents(history, dealId);
    if (history.length < version) {
      awaited.set(dealId, Math.max(version, awaited.get(dealId) ?? 0));
      continue;
    }
    book = putInBook(book, history);
    versions.set(dealId, history.length);
    fates.set(dealId, 'loaded');
  }
  for (const [dealId, version] of awaited) {
    if ((versions.get(dealId) ?? 0) < version) fates.set(dealId, 'behind');
  }
  return { book, fates, versions };
}

/** The book with more events of a deal; null where these do not tell all that has to be known. */
function continued(book: DealBook, dealId: string, events: readonly DealEvent[]): DealBook | null {
  try {
    return appendToBook(book, dealId, events);
  } catch (error) {
    if (isDealError(error, 'needs-history')) return null;
    throw error;
  }
}

/** Notes what became of a deal. That it was loaded whole is told even if it went on afterwards. */
export function noteFate(fates: Map<string, DealFate>, dealId: string, fate: DealFate): void {
  if (fate !== 'appended' || fates.get(dealId) !== 'loaded') fates.set(dealId, fate);
}
