import type { DealBook } from '../book/book.ts';
import { bookOfBytes } from '../book/bytes/book-parts.ts';
import { readingBook } from '../book/bytes/damaged-book.ts';
import { checkOption, type OptionKind } from '../options.ts';
import { ownPipeline } from '../pipeline/own-pipeline.ts';
import { ownRates } from '../rates/own-rates.ts';
import { unframed } from './book-frame.ts';
import { decodePipeline } from './pipeline-codec.ts';
import { type BookRecord, keptEventsOf } from './stored-book.ts';

const bytesKind: OptionKind = {
  possible: 'a Uint8Array',
  holds: (value) => Object.prototype.toString.call(value) === '[object Uint8Array]', // of any realm
};

/**
 * The book that bytes hold, as {@link encodeBook} wrote them: it answers every report as that one does, and can be selected
 * from, taken to an earlier date and continued in the same way.
 *
 * Every byte is looked at: bytes of which one bit is another, or which are cut short, are refused. The columns are unpacked
 * when the book is first asked something, so the bytes are the book's from then on: whoever changes them changes the
 * book. Bytes in shared memory are read where they are by every worker that decodes them; what is appended to a book lies
 * elsewhere.
 *
 * @throws DealError `damaged-book` (changed, cut short, or no book at all), `newer-book` (written by a version of the library
 * whose books this one does not read), `invalid-option` (no bytes).
 *
 * @example
 * ```ts
 * const bytes = encodeBook(book)
 * winRate(decodeBook(bytes)).won // => 1
 * decodeBook(bytes.subarray(1)) // throws damaged-book
 * ```
 */
export function decodeBook(bytes: Uint8Array): DealBook {
  checkOption('bytes', bytes, bytesKind);
  const { head, columns } = unframed(bytes);
  return readingBook(() => {
    const { currency, timeZone, fiscalYearStart, pipelines, book } = JSON.parse(head) as BookRecord;
    const own = Object.freeze(pipelines.map((pipeline) => ownPipeline(decodePipeline(pipeline))));
    const rates = book.rates === null ? null : ownRates(book.rates);
    const bookHead = { currency, timeZone, fiscalYearStart, pipelines: own };
    return bookOfBytes(columns, { ...book, rates }, bookHead, keptEventsOf);
  });
}
