import type { DealBook } from '../book/book.ts';
import type { ReadingOptions } from '../book/reading.ts';

export interface FollowOptions extends ReadingOptions {
  /**
   * The cursor from which the feed is read: one that it gave before the book was made. An earlier one does no harm, for what
   * the book has already is not counted again; after a later one changes are lost. Default: for a book that is there, the
   * beginning of the feed, so that each deal in it is loaded once; for one to be loaded, the end of the feed just before,
   * which is found by reading through the feed.
   */
  readonly after?: string | undefined;
  /** How many changes are read at once; default 1,000. */
  readonly limit?: number | undefined;
}

/** A book that is kept up to date; made by `followDeals`. */
export interface FollowedBook {
  /** The book as it is now: a snapshot, which stays as it is. After a refresh that changed something another one is here. */
  readonly book: DealBook;
  /**
   * Where the feed goes on: read and kept together with `book`, it is what `followDeals` needs to go on with that book.
   * Undefined: at its beginning.
   */
  readonly cursor: string | undefined;
  /**
   * Reads the feed to its end, and answers with what changed since the last answer. What the feed shows when it is called
   * is then in the book. Those who ask at once share the reading; those who ask while one is under way share the next.
   * While the feed grows faster than it is read, it goes on.
   *
   * @throws DealError what the repository throws (`unavailable`, `indeterminate`), and what `dealBook` refuses, such as
   * `unknown-pipeline` for a deal of a pipeline that the book does not have; `invalid-option` for a repository that answers
   * with something else; the reason of the signal. Book and cursor are then as the page before left them, the next call goes
   * on there, and its answer tells of all that changed.
   */
  refresh(): Promise<BookRefresh>;
}

/** What a refresh changed: ids of deals, each in one of the lists, in the order in which the feed first told of them. */
export interface BookRefresh {
  /** The feed was read to its end. Else deals are `behind`, and what comes after them has not been read yet. */
  readonly isAtEnd: boolean;
  /** New, or gone on with, by the events that the feed showed. */
  readonly appended: readonly string[];
  /**
   * Loaded whole: something was corrected, the feed had left something out, or it was the deal's first change and a book was
   * given, of which it is not known how much of the deal it has.
   */
  readonly loaded: readonly string[];
  /** Erased, and taken out of the book. */
  readonly erased: readonly string[];
  /**
   * To be loaded whole, but the repository loads less than its feed told of: it is stale there, or the deal was erased since.
   * They are as before in the book, and tried again by the next refresh.
   */
  readonly behind: readonly string[];
}
