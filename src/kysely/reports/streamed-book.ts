import type { DealBook } from '../../book/book.ts';
import { dealBookFrom } from '../../book/deal-book.ts';
import { compiledQuery, streamHistories } from '../deals/stream-histories.ts';
import type { DealSource } from './source.ts';

const chunkSize = 1_000;

/** The book of all deals of a source, which are read for it: what reports are computed from where rows do not answer. */
export function streamedBook({ store, head, pricing, asOf, knownAt }: DealSource): Promise<DealBook> {
  const histories = streamHistories(store, compiledQuery({}), { chunkSize, signal: undefined });
  return dealBookFrom(histories, { ...head, ...pricing, asOf, knownAt });
}
