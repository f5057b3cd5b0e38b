import type { ReadingOptions } from '../book/reading.ts';
import type { DealEvent, DealHistory } from '../deal/event.ts';
import type { DealQuery } from './deal-query.ts';

/**
 * Where the histories of deals are kept: three methods and a few optional ones, over any store.
 *
 * For its users: `load` a deal, let a verb answer with events, `append` them (`updateDeal` does the three), and make
 * books of `histories`. A repository is made for one tenant; no method takes a tenant, so none can forget it.
 *
 * For its implementors: each method says what it must keep. `encodeAppend`, `answerStale`, `decodeHistory` and
 * `queryTest` do everything but the storing, and the contracts of `dealbook/testing` tell whether it is right. What
 * the store itself fails at is thrown as a `DealError`: `unavailable` where it certainly did not happen (no connection,
 * the transaction rolled back), `indeterminate` where it may have (the connection broke while committing).
 */
export interface DealRepository extends Partial<DealFeed> {
  /** Everything recorded of a deal, in recording order; undefined where there is nothing. It may be stale, never partial. */
  load(id: string): Promise<DealHistory | undefined>;

  /**
   * Records events at the end of a deal's history: all of them or none.
   *
   * `expectedVersion` is the number of events the caller knows of, 0 for a new deal. The check and the writing are one
   * step: of any number of writers at one version, one wins (a unique key over deal and version, a conditional write, a
   * queue). A winner is answered only when what it wrote survives a crash.
   *
   * The same events again at the same version are a `duplicate`, whatever was appended since: so after
   * `indeterminate`, or an answer that got lost, the same call again is safe.
   *
   * @throws DealError what `encodeAppend` refuses; `deal-erased`; `unavailable`, `indeterminate`.
   */
  append(id: string, events: readonly DealEvent[], expectedVersion: number): Promise<AppendResult>;

  /**
   * Many appends at once, of different deals or one after the other of one; an answer for each, in their order. Each is as
   * {@link append}: the conflict of one does not keep the others from being recorded. What is refused is refused before
   * anything is recorded.
   *
   * @throws DealError as `append`; after `unavailable` or `indeterminate` the same call again is safe.
   */
  appendMany?(appends: readonly DealAppend[]): Promise<readonly AppendResult[]>;

  /**
   * Erases a deal: its history is gone for good, from everything the repository gives, and later appends of its id are refused.
   * The feed shows that it was erased, once, in place of all it showed of the deal. What is not there need not be erased.
   *
   * @throws DealError `unavailable`, `indeterminate`: the same call again is safe.
   */
  erase?(id: string): Promise<void>;

  /**
   * The histories of the deals a query is about, those for which `matchesQuery` holds, in chunks of whole histories and
   * in any order: each deal once, all as they were at one moment at the beginning of the reading, whatever is appended
   * meanwhile. Nothing is held but the chunk at hand, and everything is freed at the end, on `break` and on errors.
   *
   * Once the signal is aborted the reading ends, at the next chunk at the latest, by throwing the signal's reason.
   *
   * @throws DealError `invalid-option` for a query that `matchesQuery` does not know; `unavailable`.
   */
  histories(
    query: DealQuery,
    options?: Pick<ReadingOptions, 'signal'>,
  ): AsyncIterable<readonly DealHistory[]>;
}

/** What {@link DealRepository.append} takes. */
export interface DealAppend {
  readonly id: string;
  readonly events: readonly DealEvent[];
  readonly expectedVersion: number;
}

export type HistoriesOptions = Pick<ReadingOptions, 'signal'>;
/** What became of an append. A conflict is an answer, not an error. */
export type AppendResult =
  /** Recorded, now or by the same call before; `version`: the number of events up to and including these. */
  | { readonly status: 'appended' | 'duplicate'; readonly version: number }
  /** Nothing recorded: the deal has another number of events. */
  | { readonly status: 'conflict'; readonly actualVersion: number };

/** A repository's feed of what is appended, for those that keep something of their own up to date. */
export interface DealFeed {
  /**
   * What was appended after a cursor, at most `limit` appends in the order they were recorded; from the beginning
   * without a cursor. Each append is shown once and whole, events of one deal in order, those of an erased deal not at all.
   *
   * There are no gaps: nothing is shown as long as something before it may still be recorded. (A counter drawn before
   * the commit does not do: of two transactions the later number may be visible first.)
   */
  changes(after: string | undefined, limit: number): Promise<DealChanges>;
}

export interface DealChanges {
  /** One for each append, and for each deal that was erased. */
  readonly changes: readonly (
    | {
        readonly dealId: string;
        readonly events: readonly DealEvent[];
        /** The number of events of the deal up to and including these. */
        readonly version: number;
        readonly erased?: undefined;
      }
    | {
        readonly dealId: string;
        /** The deal is gone for good: whoever keeps something of it forgets it. */
        readonly erased: true;
      }
  )[];
  /** Where to go on; the same as before where nothing was appended since. */
  readonly cursor: string;
}

export type DealChange = DealChanges['changes'][number];
