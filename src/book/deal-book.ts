import { absent, type IdIndex, idIndex, reserveIds, rowOf, setRow } from '../columns/id-index.ts';
import type { AsOf } from '../deal/as-of.ts';
import { checkHistory } from '../deal/check-history.ts';
import type { DealEvent } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { checkOption, checkOptions, iterable, stream } from '../options.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { type DealBookOptions, dealBookOptions, readBookOptions } from './deal-book-options.ts';
import { reserveFacts, trimFacts } from './facts/fact-rows.ts';
import { emptyFacts, type Facts } from './facts/facts.ts';
import { firstRows, rowSetOf } from './facts/row-set.ts';
import type { Pricing } from './prices/pricing.ts';
import { followed, type ReadingOptions, readingOptions } from './reading.ts';
import { allowMore } from './recording/allowance.ts';
import { recordHistory } from './recording/record-history.ts';
import { type BookHead, type DealBook, type View, withView } from './view/book.ts';

/**
 * A book of deals: the histories of many deals, laid out for reports.
 *
 * It keeps dated facts, not event objects, so a caller may go on changing what it was made from. Amounts in another
 * currency are converted with `rates`, amount × rate, exactly; a deal without a potential, or without a rate for it, is
 * counted, not priced: `unpricedDeals` lists such deals.
 *
 * @throws DealError `duplicate-deal`, `unknown-pipeline`, `missing-stage`, `duplicate-pipeline`, and what
 * `replay` throws for a history that cannot be read; `invalid-date`, `invalid-text`, `invalid-time-zone`,
 * `invalid-option` for options.
 *
 * @example
 * ```ts
 * const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' })
 * book.deals // => 4
 * book.asOf // => '2026-10-21T00:00:00.000Z'
 * ```
 */
export function dealBook(histories: Iterable<readonly DealEvent[]>, options: DealBookOptions): DealBook {
  checkOption('histories', histories, iterable);
  checkOptions(options, dealBookOptions);
  const draft = emptyDraft(options, Array.isArray(histories) ? histories.length : 0);
  for (const history of histories) addHistory(draft, history);
  return bookOf(draft);
}

/**
 * A book of histories that come bit by bit, from a repository or any other stream of chunks of histories; as
 * {@link dealBook} otherwise. Only one chunk is held at a time.
 *
 * `onProgress` is told after every chunk how many deals and events have been read; `signal` is looked at between chunks
 * (give it to the repository's `histories` as well, which may stop sooner). However it ends, the stream is freed.
 *
 * @throws DealError as {@link dealBook}; the reason of the signal.
 *
 * @example
 * ```ts
 * async function* chunks() {
 *   yield histories
 * }
 * const book = await dealBookFrom(chunks(), { pipelines: [sales], currency: 'NOK' })
 * book.deals // => 4
 * ```
 */
export async function dealBookFrom(
  chunks: AsyncIterable<Iterable<readonly DealEvent[]>>,
  options: DealBookOptions & ReadingOptions,
): Promise<DealBook> {
  checkOption('chunks', chunks, stream);
  checkOptions(options, { ...dealBookOptions, ...readingOptions });
  const draft = emptyDraft(options, 0);
  for await (const chunk of followed(chunks, options))
    for (const history of chunk) addHistory(draft, history);
  return bookOf(draft);
}

/** A book that is being built. */
export interface BookDraft {
  /** A book without deals. */
  readonly head: BookHead;
  readonly facts: Facts;
  readonly index: IdIndex;
  readonly limits: AsOf;
  readonly pricing: Pricing;
  /** How many histories will come; 0 if that is unknown. */
  readonly expected: number;
  histories: number;
  /** The date of the latest event. */
  latest: number;
}

export function emptyDraft(options: DealBookOptions, expected: number): BookDraft {
  const { head, limits, pricing } = readBookOptions(options);
  const facts = emptyFacts(pipelinesById(head.pipelines), head.currency);
  return {
    ...{ head, facts, index: idIndex(facts.dealIds), limits, pricing },
    expected,
    histories: 0,
    latest: Number.NEGATIVE_INFINITY,
  };
}

export function addHistory(draft: BookDraft, history: readonly DealEvent[]): void {
  const { facts, index, limits } = draft;
  checkHistory(history);
  const { dealId } = history[0];
  if (rowOf(index, dealId) !== undefined) {
    throw new DealError('duplicate-deal', `Two histories are of deal ${dealId}.`, { dealId });
  }
  const row = facts.dealIds.length;
  draft.latest = Math.max(draft.latest, recordHistory(facts, history, limits));
  setRow(index, dealId, facts.dealIds.length === row ? absent : row);
  draft.histories++;
  if (draft.histories === draft.expected >> sampleBits) reserve(draft);
}

/** After 1/2^4 of the histories, capacity is reserved for all, in proportion. */
const sampleBits = 4;

function reserve({ facts, index, expected, histories }: BookDraft): void {
  reserveFacts(facts, expected / histories);
  reserveIds(index, expected);
}

export function bookOf({ head, facts, index, limits, pricing, latest }: BookDraft): DealBook {
  trimFacts(facts);
  allowMore(facts);
  const { asOf } = limits;
  const all = rowSetOf(firstRows(facts.dealIds.length));
  const owner = {};
  const view: View = {
    facts,
    asOf: asOf === undefined ? latest : +asOf,
    hasFixedDate: asOf !== undefined,
    knownUntil: asOf === undefined ? Number.POSITIVE_INFINITY : +asOf,
    recordedLimits: limits,
    pricing,
    scope: all,
    allRows: all,
    rowIndex: { rows: index, owner },
    indexOwner: owner,
    derived: {},
  };
  return withView(head, view);
}
