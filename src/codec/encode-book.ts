import { checkReport, type DealBook } from '../book/book.ts';
import { layOutBook } from '../book/bytes/book-parts.ts';
import { flag, notPossible, type OptionsOf } from '../options.ts';
import { framed, seal } from './book-frame.ts';
import { encodePipeline } from './pipeline-codec.ts';
import { type BookRecord, keptEventsOf, keptText } from './stored-book.ts';

type EncodeBookOptions = NonNullable<Parameters<typeof encodeBook>[1]>;

const encodeBookOptions: OptionsOf<EncodeBookOptions> = { shared: flag };

/**
 * A book as bytes, to be kept in a file or sent: {@link decodeBook} gives the same book back, in a small part of the time
 * that building it took. All of it is there: pipelines, rates, the date, which deals are selected. Deals that were removed
 * from the book, and what was only said of them, are not. The same book gives the same bytes.
 *
 * With `shared`, the bytes lie in memory that several threads share, in columns as reports read them: each worker that they
 * are posted to decodes them, and all read the one copy. They take about twice the room then.
 *
 * @throws DealError `invalid-option` (no book; `shared` where there is no `SharedArrayBuffer`).
 *
 * @example
 * ```ts
 * const bytes = encodeBook(book)
 * decodeBook(bytes).deals // => 4
 * ```
 */
export function encodeBook(
  book: DealBook,
  options: {
    /** Whether the bytes lie in shared memory, to be read where they are by several workers; default false. */
    readonly shared?: boolean | undefined;
  } = {},
): Uint8Array {
  checkReport(book, options, encodeBookOptions);
  const { shared = false } = options;
  if (shared && typeof SharedArrayBuffer === 'undefined')
    throw notPossible('shared', 'possible here: threads share no memory', shared);
  const { currency, timeZone, fiscalYearStart, pipelines } = book;
  const { stored, length, write } = layOutBook(book, shared, { textOf: keptText, eventsOf: keptEventsOf });
  const record: BookRecord = {
    ...{ currency, timeZone, fiscalYearStart },
    pipelines: pipelines.map(encodePipeline),
    book: stored,
  };
  const { bytes, columns } = framed(JSON.stringify(record), length, (size) =>
    shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size),
  );
  write(columns);
  seal(bytes);
  return bytes;
}
