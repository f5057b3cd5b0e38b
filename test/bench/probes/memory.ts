import { salesFunnel, stageDurations } from '../../../src/index.ts';
import { probe } from '../harness/probe.ts';
import { bookColumns } from '../library/book-columns.ts';
import { pipelineId } from '../library/deals.ts';
import { streamedBook } from '../library/streamed.ts';

/** What the columns of a book hold, by the property of its facts they hang on; all others are of the deals. */
const tables: Readonly<Record<string, string>> = {
  steps: 'visits',
  values: 'values',
  sales: 'sales',
  attributes: 'owners, reasons and fields',
  paths: 'paths',
  dealIds: 'ids',
  index: 'index of ids',
};

/**
 * Bytes per deal of a book: the columns, which lie in array buffers, and the heap, which holds the names and what is known of
 * paths; then how much more after its first reports. No event object is left when it is measured.
 */
probe((data) => {
  streamedBook({ ...data, deals: 1000 }); // whatever is made once
  const before = used();
  const { book } = streamedBook(data);
  const after = used();
  salesFunnel(book, { pipelineId });
  stageDurations(book, { pipelineId });
  const later = used();
  const columns = columnBytes(book);
  const others =
    after.buffers - before.buffers - [...columns.values()].reduce((sum, bytes) => sum + bytes, 0);
  const findings = {
    ...Object.fromEntries([...columns].map(([table, bytes]) => [`columns: ${table}`, bytes])),
    'columns: others': others,
    'columns: all': after.buffers - before.buffers,
    'columns: all but ids, owners, reasons and fields':
      after.buffers -
      before.buffers -
      (columns.get('ids') ?? 0) -
      (columns.get('owners, reasons and fields') ?? 0),
    'heap: names, paths': after.heap - before.heap,
    'columns: more after two reports': later.buffers - after.buffers,
    'heap: more after two reports': later.heap - after.heap,
  };
  return Object.fromEntries(Object.entries(findings).map(([name, bytes]) => [name, bytes / data.deals]));
});

function used(): { readonly buffers: number; readonly heap: number } {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { buffers: arrayBuffers, heap: heapUsed };
}

/** The bytes of all typed arrays that hang on a book. */
function columnBytes(book: object): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const { table, numbers } of bookColumns(book, tables))
    bytes.set(table, (bytes.get(table) ?? 0) + numbers.buffer.byteLength);
  return bytes;
}
