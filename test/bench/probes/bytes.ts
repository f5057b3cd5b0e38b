import { type DealBook, decodeBook, encodeBook, salesFunnel } from '../../../src/index.ts';
import { probe, timeOf } from '../harness/probe.ts';
import { pipelineId } from '../library/deals.ts';
import { streamedBook } from '../library/streamed.ts';

/**
 * A book as bytes: how long it takes to write and to read one, beside building it, and how many bytes a deal takes. A book
 * is unpacked with its first question, so a funnel of a book just read is timed as well. It must be the funnel of the book.
 * Beside it stands what the machine takes for the memory alone.
 */
probe((data) => {
  streamedBook({ ...data, deals: Math.min(data.deals, 20_000) }); // whatever is made once
  const built = [streamedBook(data), streamedBook(data)] as const;
  const milliseconds = Math.min(...built.map((each) => each.milliseconds));
  const [{ book }] = built;
  const bytes = encodeBook(book);
  const shared = encodeBook(book, { shared: true });
  for (const each of [bytes, shared])
    if (funnelOf(decodeBook(each)) !== funnelOf(book)) throw new Error('A book read from bytes differs.');
  const encoding = timeOf(() => encodeBook(book));
  const decoding = timeOf(() => decodeBook(bytes));
  return {
    'encoding / building': encoding / milliseconds,
    'decoding / building': decoding / milliseconds,
    'decoding, with a first funnel / building': timeOf(() => funnelOf(decodeBook(bytes))) / milliseconds,
    'decoding shared, with a first funnel / building':
      timeOf(() => funnelOf(decodeBook(shared))) / milliseconds,
    'bytes a deal': bytes.length / data.deals,
    'bytes a deal, shared': shared.length / data.deals,
    'ms of building': milliseconds,
    'ms of encoding': encoding,
    'ms of decoding': decoding,
    'ms of writing to as much new memory': timeOf(() => new Uint8Array(bytes.length).fill(1)),
  };
});

function funnelOf(book: DealBook): string {
  return JSON.stringify(salesFunnel(book, { pipelineId }));
}
